package dev.gangway.dropbox.simulator;

import java.util.List;
import java.util.Objects;

/** A group to begin with; its people by address. */
record GroupSetup(String name, boolean companyManaged, List<String> owners, List<String> members) {
    GroupSetup {
        Objects.requireNonNull(name, "name");
        owners = List.copyOf(owners);
        members = List.copyOf(members);
    }
}
