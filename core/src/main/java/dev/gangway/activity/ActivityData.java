package dev.gangway.activity;

/** What a vendor implements for what a team's people and admins did. Implementations are thread-safe. */
public interface ActivityData {}
