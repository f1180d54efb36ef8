package dev.gangway.sharing;

/** What a vendor implements for sharing controls. Implementations are thread-safe. */
public interface SharingData {}
