package dev.gangway.dropbox.simulator;

import dev.gangway.dropbox.simulator.Event.Participant;
import java.util.Collection;

/** What the log tells of legal holds; the members concerned are the events' participants. */
final class LegalHoldEvents {
    private LegalHoldEvents() {}

    /** {@code LegalHoldsActivateAHoldDetails}. */
    static Struct activated(LegalHold hold) {
        return details(hold).with("start_date", hold.start()).withOptional("end_date", hold.end());
    }

    /** The details of releases and of changes of the members. */
    static Struct details(LegalHold hold) {
        return Struct.of().with("legal_hold_id", hold.id()).with("name", hold.name());
    }

    static void renamed(Invocation call, LegalHold hold, String previous) {
        Struct details = Struct.of()
                .with("legal_hold_id", hold.id())
                .with("previous_value", previous)
                .with("new_value", hold.name());
        call.record(EventType.LEGAL_HOLDS_CHANGE_HOLD_NAME, details);
    }

    static void described(Invocation call, LegalHold hold, String previous) {
        Struct details = details(hold).with("previous_value", previous).with("new_value", hold.description());
        call.record(EventType.LEGAL_HOLDS_CHANGE_HOLD_DETAILS, details);
    }

    static Participant[] participants(Collection<Member> members) {
        return members.stream().map(Participant::of).toArray(Participant[]::new);
    }
}
