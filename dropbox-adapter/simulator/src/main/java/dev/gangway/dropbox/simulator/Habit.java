package dev.gangway.dropbox.simulator;

import java.time.ZoneOffset;

/**
 * How a person signs in. Immutable.
 *
 * @param perWorkday how probable a sign-in is on a working day, 0 to 1
 * @param method the tag of the {@code LoginMethod}
 * @param zone where the person's mornings are
 */
record Habit(double perWorkday, String method, ZoneOffset zone) {}
