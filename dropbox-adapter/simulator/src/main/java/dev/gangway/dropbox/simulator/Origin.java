package dev.gangway.dropbox.simulator;

/** From where something was done: {@code OriginLogInfo}. Immutable. */
record Origin(Struct accessMethod) {
    static final Origin WEB = new Origin(Struct.tag("end_user", Struct.tag("web")));
    static final Origin ADMIN_CONSOLE = new Origin(Struct.tag("admin_console"));

    /** A client that is signed in. */
    static Origin of(Session session) {
        return new Origin(Struct.tag("end_user", session.info()));
    }

    /** An API call; the request id also stands in that call's {@code X-Dropbox-Request-Id}. */
    static Origin api(String requestId) {
        return new Origin(Struct.tag("api").with("request_id", requestId));
    }

    Struct json() {
        return Struct.of().with("access_method", accessMethod);
    }
}
