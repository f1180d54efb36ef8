package dev.gangway.dropbox.simulator;

/** The request itself is wrong: answered as status 400 with plain text. */
final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadInput(String text) {
        super(text, null, false, false);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
