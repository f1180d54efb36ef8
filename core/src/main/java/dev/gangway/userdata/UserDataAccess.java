package dev.gangway.userdata;

/** What a vendor implements for acting as a user. Implementations are thread-safe. */
public interface UserDataAccess {}
