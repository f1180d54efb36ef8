package dev.gangway.dropbox.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The files that move from leavers to others now. Guarded by the world's lock. */
final class Transfers {
    private final Map<Member, Member> recipients = new HashMap<>();

    void begin(Member from, Member to) {
        recipients.put(from, to);
        from.files(Member.Files.BEING_TRANSFERRED);
    }

    /** Everything has arrived. */
    void complete(Member from) {
        Member to = Objects.requireNonNull(recipients.remove(from), "no transfer");
        to.stored().addAll(from.stored());
        from.stored().clear();
        from.files(Member.Files.TRANSFERRED);
    }

    /** Nothing was moved. */
    void abandon(Member from) {
        recipients.remove(from);
        from.files(Member.Files.KEPT);
    }

    boolean isReceiving(Member member) {
        return recipients.containsValue(member);
    }
}
