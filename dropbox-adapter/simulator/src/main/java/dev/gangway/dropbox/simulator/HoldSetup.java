package dev.gangway.dropbox.simulator;

import java.util.List;
import java.util.Objects;

/** A legal hold to begin with; its people by address. */
record HoldSetup(String name, List<String> members) {
    HoldSetup {
        Objects.requireNonNull(name, "name");
        members = List.copyOf(members);
    }
}
