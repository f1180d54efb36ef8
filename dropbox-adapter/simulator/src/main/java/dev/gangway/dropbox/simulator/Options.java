package dev.gangway.dropbox.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** How the simulator behaves where the real service leaves a choice; documented on the builder. Immutable. */
record Options(
        int port,
        long seed,
        DropboxSimulator.JobStyle jobStyle,
        int jobPolls,
        Duration jobDuration,
        boolean revokesTeamTokens,
        boolean findsRemovedMembers,
        boolean disablesAddresses,
        boolean lowersAddresses,
        boolean refusesRepeatedHeaders,
        Set<String> appScopes,
        List<URI> redirectUris) {

    /** An address as it is kept and shown. */
    String stored(String address) {
        return lowersAddresses ? Addresses.key(address) : address;
    }
}
