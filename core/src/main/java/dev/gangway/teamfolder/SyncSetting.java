package dev.gangway.teamfolder;

/** What becomes of a team folder on a computer that syncs for the first time. People may choose otherwise on their computers. */
public enum SyncSetting {
    /** It is synced, unless something else keeps it from that. */
    SYNCED,
    /** It stays in the cloud until somebody asks for it. */
    NOT_SYNCED,
    /** It was to stay in the cloud, but that has no effect where the folder is now. Providers tell this; nobody can ask for it. */
    NOT_SYNCED_OVERRULED
}
