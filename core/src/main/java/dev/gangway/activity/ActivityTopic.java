package dev.gangway.activity;

/** What an event is about, in the large. New ones may be added. */
public enum ActivityTopic {
    /** Who outside or inside may see what. */
    SHARING,
    /** Devices that were linked and unlinked. */
    DEVICES,
    /** Rules that hold for the whole team. */
    POLICIES,
    /** Who is on the team, and who administers it. */
    PEOPLE,
    /** The provider's own assistance by the partner who sold the plan. */
    PARTNER,
    /** Everything else. */
    OTHER
}
