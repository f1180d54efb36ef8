package dev.gangway.dropbox.simulator;

/** A route says no: answered as status 409 with the route's error union. */
final class RouteError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Struct union;

    /** An error tag without a value. */
    RouteError(String tag) {
        this(Struct.tag(tag));
    }

    RouteError(Struct union) {
        super(union.toString(), null, false, false);
        this.union = union;
    }

    Struct union() {
        return union;
    }
}
