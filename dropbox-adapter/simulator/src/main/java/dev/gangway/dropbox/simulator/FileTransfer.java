package dev.gangway.dropbox.simulator;

/** Who gets a leaver's files, checked as both routes that move files do it. Immutable. */
record FileTransfer(Member from, Member to) {
    /**
     * Checks the arguments {@code transfer_dest_id} and {@code transfer_admin_id}, in this order: no admin named; recipient unknown, the
     * leaver, not on the team; admin unknown, the leaver, not on the team, no team admin; recipient's address not verified. A suspended
     * recipient isn't on the team, as the specification describes the status [assumed].
     */
    static FileTransfer check(Invocation call, Member from) {
        if (!call.arg().has("transfer_admin_id")) {
            throw new RouteError("unspecified_transfer_admin_id");
        }
        Member to = find(call, "transfer_dest_id", "transfer_dest_user_not_found");
        require(to != from, "removed_and_transfer_dest_should_differ");
        require(to.isCurrent() && !to.is(Member.Status.SUSPENDED), "transfer_dest_user_not_in_team");
        checkAdmin(call, from);
        require(to.isEmailVerified(), "recipient_not_verified");
        return new FileTransfer(from, to);
    }

    /** Checks the argument {@code transfer_admin_id} alone. */
    static void checkAdmin(Invocation call, Member from) {
        Member admin = find(call, "transfer_admin_id", "transfer_admin_user_not_found");
        require(admin != from, "removed_and_transfer_admin_should_differ");
        require(admin.isCurrent(), "transfer_admin_user_not_in_team");
        require(admin.isTeamAdmin(), "transfer_admin_is_not_admin");
    }

    void begin(Invocation call) {
        call.team().transfers().begin(from, to);
    }

    void complete(Invocation call) {
        call.team().transfers().complete(from);
        call.record(EventType.MEMBER_TRANSFER_ACCOUNT_CONTENTS, from, Struct.of());
    }

    void abandon(Invocation call) {
        call.team().transfers().abandon(from);
    }

    private static Member find(Invocation call, String argument, String notFound) {
        return call.team().find(call.arg().nested(argument)).orElseThrow(() -> new RouteError(notFound));
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new RouteError(otherwise);
        }
    }
}
