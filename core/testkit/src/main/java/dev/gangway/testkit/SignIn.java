package dev.gangway.testkit;

import dev.gangway.license.SignInSource;
import java.time.Instant;

/** A sign-in as the log of the team in memory tells it. */
record SignIn(String who, String address, Instant at, SignInSource source) {}
