package dev.gangway.dropbox;

import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.result.Fact;
import dev.gangway.user.UserId;

/**
 * How much people store. Dropbox tells it of a single account only, so it is asked in the person's name. Thread-safe.
 *
 * <p>{@code used} is what the account uses (specified).
 */
final class Storage {

    static final String NOT_ASKED_FOR =
            "Dropbox tells it only to whoever may act as the person, which this connector asks for with readingStorage only";

    private final Calls calls;

    Storage(Calls calls) {
        this.calls = calls;
    }

    /** What somebody stores; unknown if Dropbox doesn't let it be asked in that person's name. */
    Fact<Long> of(UserId who) {
        try {
            return used(who);
        } catch (RouteError error) {
            return switch (error.code()) {
                case Faults.NOBODY_TO_ACT_AS -> Fact.unknown("the person isn't on the team any more");
                case Faults.SUSPENDED -> Fact.unknown("Dropbox doesn't tell it of suspended people");
                default -> Fact.unknown("Dropbox answered " + error.code());
            };
        }
    }

    private Fact<Long> used(UserId who) throws RouteError {
        long used = calls.askAs(who, dropbox -> dropbox.users().getSpaceUsage()).getUsed();
        return used >= 0 ? Fact.of(used) : Fact.unknown("Dropbox told a number that can't be one of bytes");
    }

    /** Asks it in the name of the admin who consented: if it may be asked of one, it may be asked of all. */
    void probe() throws RouteError {
        String admin = calls.ask(dropbox -> dropbox.team().tokenGetAuthenticatedAdmin())
                .getAdminProfile()
                .getTeamMemberId();
        used(new UserId(admin));
    }

    /** What is thrown where it isn't asked for. */
    static UnsupportedCapabilityException notAskedFor() {
        return new UnsupportedCapabilityException("How much people store isn't read: " + NOT_ASKED_FOR + ".");
    }
}
