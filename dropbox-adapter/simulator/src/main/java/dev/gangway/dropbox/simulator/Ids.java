package dev.gangway.dropbox.simulator;

import java.util.Random;

/** Makes identifiers of the provider's shapes, the same ones in the same order for the same seed. Thread-safe. */
final class Ids {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final String HEX = "0123456789abcdef";

    private final Random random;
    private long nextNamespace = 1_000_000_001L;

    Ids(long seed) {
        random = new Random(seed);
    }

    synchronized String teamMember() {
        return "dbmid:AA" + random(LETTERS, 33);
    }

    /** Exactly 40 characters, as clients insist. */
    synchronized String account() {
        return "dbid:AA" + random(LETTERS, 33);
    }

    synchronized String team() {
        return "dbtid:AA" + random(LETTERS, 33);
    }

    synchronized String app() {
        return "dbaid:AA" + random(LETTERS, 33);
    }

    synchronized String group() {
        return "g:" + random(HEX, 32);
    }

    synchronized String legalHold() {
        return "pid_dbhid:AA" + random(LETTERS, 42);
    }

    synchronized String job() {
        return "dbjid:AA" + random(LETTERS, 60);
    }

    synchronized String webSession() {
        return "dbwsid:" + random("0123456789", 39);
    }

    synchronized String desktopSession() {
        return "dbdsid:" + random(LETTERS, 35);
    }

    synchronized String mobileSession() {
        return "dbmsid:" + random(LETTERS, 35);
    }

    synchronized String namespace() {
        return Long.toString(nextNamespace++);
    }

    /** A request id, a form token, a cursor: 32 hexadecimal digits. */
    synchronized String hex() {
        return random(HEX, 32);
    }

    /** An opaque text that says by its beginning what it is. */
    synchronized String opaque(String prefix, int length) {
        return prefix + random(LETTERS, length);
    }

    synchronized int below(int bound) {
        return random.nextInt(bound);
    }

    private String random(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
