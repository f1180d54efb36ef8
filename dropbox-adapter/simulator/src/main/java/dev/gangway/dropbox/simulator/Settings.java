package dev.gangway.dropbox.simulator;

import java.util.HashSet;
import java.util.Set;

/** What a team's admins set in the console and no route does. Guarded by the world's lock. */
final class Settings {
    private final Set<String> verifiedDomains = new HashSet<>();
    private boolean persistentIds;
    private boolean directoryRestrictions = true;
    private boolean secondaryEmails = true;
    private boolean resellerSupport = true;

    /** Whether members sign in by SAML with persistent ids. */
    boolean hasPersistentIds() {
        return persistentIds;
    }

    void persistentIds(boolean on) {
        persistentIds = on;
    }

    /** Whether members can be hidden from the team's directory. */
    boolean hasDirectoryRestrictions() {
        return directoryRestrictions;
    }

    void directoryRestrictions(boolean on) {
        directoryRestrictions = on;
    }

    boolean allowsSecondaryEmails() {
        return secondaryEmails;
    }

    void secondaryEmails(boolean on) {
        secondaryEmails = on;
    }

    boolean allowsResellerSupport() {
        return resellerSupport;
    }

    void resellerSupport(boolean on) {
        resellerSupport = on;
    }

    boolean isVerifiedDomain(String domain) {
        return verifiedDomains.contains(domain);
    }

    void verifyDomain(String domain) {
        verifiedDomains.add(Addresses.key(domain));
    }
}
