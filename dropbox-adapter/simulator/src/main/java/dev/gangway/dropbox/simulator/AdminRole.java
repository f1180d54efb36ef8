package dev.gangway.dropbox.simulator;

/** The admin roles that the provider defines. */
public enum AdminRole {
    /** Manages everything; the only role that can authorize an app. */
    TEAM,
    /** Manages users and groups. */
    USER_MANAGEMENT,
    /** Helps users. */
    SUPPORT,
    /** Manages payments. */
    BILLING,
    /** Sees activity and reports. */
    REPORTING,
    /** Manages security risks. */
    SECURITY;

    Role role() {
        return switch (this) {
            case TEAM -> Role.TEAM;
            case USER_MANAGEMENT -> Role.USER_MANAGEMENT;
            case SUPPORT -> Role.SUPPORT;
            case BILLING -> Role.BILLING;
            case REPORTING -> Role.REPORTING;
            case SECURITY -> Role.SECURITY;
        };
    }
}
