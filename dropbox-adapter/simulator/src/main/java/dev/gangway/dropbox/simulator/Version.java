package dev.gangway.dropbox.simulator;

import java.time.Instant;

/** The two versions of most routes about members: the first tells an admin tier, the second the roles. */
enum Version {
    V1(""),
    V2("_v2");

    private final String suffix;

    Version(String suffix) {
        this.suffix = suffix;
    }

    /** A route's name in this version. */
    String of(String route) {
        return route + suffix;
    }

    /** A member as this version's routes tell it. */
    Struct info(Member member, Instant now) {
        return this == V1 ? Profiles.infoV1(member, now) : Profiles.info(member, now);
    }
}
