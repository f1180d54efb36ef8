package dev.gangway.security;

/** What a vendor implements for security settings. Implementations are thread-safe. */
public interface SecurityData {}
