package dev.gangway.dropbox;

import com.dropbox.core.DbxException;
import com.dropbox.core.v2.DbxClientV2;
import com.dropbox.core.v2.DbxTeamClientV2;
import dev.gangway.error.GangwayException;
import dev.gangway.http.Effect;
import dev.gangway.http.Reply;
import dev.gangway.http.Request;
import dev.gangway.http.Transport;
import org.jspecify.annotations.Nullable;

/**
 * All calls of Dropbox. The SDK writes the request and reads the answer of a success; every other answer is judged by {@link Faults}, and
 * what the SDK throws ends here. Thread-safe.
 */
final class Calls {

    private final Transport transport;
    private final Scopes scopes;

    /**
     * The calls of a connection.
     *
     * @param scopes what isn't covered by them is not sent
     */
    Calls(Transport transport, Scopes scopes) {
        this.transport = transport;
        this.scopes = scopes;
    }

    /** One call of the SDK. */
    @FunctionalInterface
    interface Ask<C, T> {
        T to(C dropbox) throws DbxException;
    }

    /** One call of the SDK that gives nothing. */
    @FunctionalInterface
    interface Tell<C> {
        void to(C dropbox) throws DbxException;
    }

    /** Calls a route that has an answer. */
    <T> T ask(Ask<DbxTeamClientV2, T> ask) throws RouteError {
        Hearing hearing = new Hearing();
        try {
            return ask.to(new SdkBridge(transport, hearing).team());
        } catch (DbxException | RuntimeException trouble) {
            throw hearing.judge(trouble);
        }
    }

    /** Calls a route that reads and has no errors of its own. */
    <T> T read(Ask<DbxTeamClientV2, T> ask) {
        try {
            return ask(ask);
        } catch (RouteError error) {
            throw error.unexpected();
        }
    }

    /** Calls a route whose answer holds nothing. */
    void tell(Tell<DbxTeamClientV2> tell) throws RouteError {
        ask(dropbox -> {
            tell.to(dropbox);
            return "";
        });
    }

    /** Calls a route for single accounts, which holds nothing in its answer. */
    void tellAccount(Tell<DbxClientV2> tell) throws RouteError {
        Hearing hearing = new Hearing();
        try {
            tell.to(new SdkBridge(transport, hearing).account());
        } catch (DbxException | RuntimeException trouble) {
            throw hearing.judge(trouble);
        }
    }

    /** Calls a route that reads without the SDK, for answers that it would not read as a whole because of one odd part. */
    Json fetch(String route, String argument) throws RouteError {
        Request request = Request.of(Routes.effect(route), "POST", route, Routes.address(route))
                .body("application/json", argument);
        if (request.effect() != Effect.READS) {
            throw new IllegalArgumentException(route + " isn't one that reads.");
        }
        scopes.require(request);
        Reply reply = transport.send(request);
        if (reply.status() != 200) {
            throw Faults.of(request, reply);
        }
        return Json.parse(reply.stream())
                .filter(Json::isObject)
                .orElseThrow(() -> Faults.notUnderstood(request, reply, "not a JSON object"));
    }

    /** The SDK's own client, for what this library doesn't cover. */
    DbxTeamClientV2 client() {
        return new SdkBridge(transport, new SdkBridge.Watcher() {
                    @Override
                    public void sending(Request sent) {
                        scopes.require(sent);
                    }

                    @Override
                    public void heard(Request sent, Reply answer) {
                        Faults.repeating(sent, answer).ifPresent(trouble -> {
                            throw trouble;
                        });
                    }
                })
                .team();
    }

    /** What is known about one call. */
    private final class Hearing implements SdkBridge.Watcher {
        private @Nullable Request request;
        private @Nullable Reply reply;

        @Override
        public void sending(Request sent) {
            scopes.require(sent);
        }

        @Override
        public void heard(Request sent, Reply answer) {
            request = sent;
            reply = answer;
            if (answer.status() != 200) {
                throw new KeptFromTheSdk();
            }
        }

        /** What came of a call that the SDK did not finish. Core's own exceptions come through it untouched. */
        GangwayException judge(Exception trouble) throws RouteError {
            if (request == null || reply == null) {
                if (trouble instanceof RuntimeException ours) {
                    throw ours;
                }
                throw new IllegalStateException("The SDK failed before it sent anything: "
                        + trouble.getClass().getSimpleName());
            }
            return reply.status() == 200
                    ? Faults.notUnderstood(request, reply, trouble.getClass().getSimpleName())
                    : Faults.of(request, reply);
        }
    }

    /** Ends a call of the SDK whose answer it must not see. */
    private static final class KeptFromTheSdk extends RuntimeException {
        private static final long serialVersionUID = 1L;

        KeptFromTheSdk() {
            super("kept from the SDK", null, false, false);
        }
    }
}
