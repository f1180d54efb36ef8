package dev.gangway.dropbox.simulator;

/** What an event is about. Immutable. */
sealed interface Asset permits NamedFolder, StoredFile {
    /** {@code AssetLogInfo}. */
    Struct asset();
}
