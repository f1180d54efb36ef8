package dev.gangway.user;

/** What becomes of somebody who was only invited when they are to be suspended: a suspension would not keep them out. */
public enum IfInvited {
    /** Withdraw the invitation, so that they can't join; invite them again when they may. */
    WITHDRAW_THE_INVITATION,
    /** Leave the invitation as it is: they can still join. */
    LEAVE_IT
}
