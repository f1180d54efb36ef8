package dev.gangway.user;

/** Where a person stands with the team. An invitation is its own status: it takes a license, but nobody signs in with it. */
public enum UserStatus {
    /** Invited, has not joined. */
    INVITED,
    /** On the team, can sign in. */
    ACTIVE,
    /** On the team, can't sign in, keeps everything. */
    SUSPENDED,
    /** Has left the team and can be brought back with everything. */
    REMOVED_RECOVERABLE,
    /** Has left the team for good. */
    REMOVED,
    /** Something the provider said that has no word here; never eligible for anything destructive. */
    OTHER;

    /**
     * Whether the person is on the team.
     *
     * @return true for invited, active and suspended
     */
    public boolean isOnTeam() {
        return this == INVITED || this == ACTIVE || this == SUSPENDED;
    }

    /**
     * Whether the person has left the team.
     *
     * @return true for both removed states
     */
    public boolean isRemoved() {
        return this == REMOVED || this == REMOVED_RECOVERABLE;
    }
}
