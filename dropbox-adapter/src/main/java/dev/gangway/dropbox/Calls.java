package dev.gangway.dropbox;

import com.dropbox.core.DbxException;
import com.dropbox.core.DbxWrappedException;
import com.dropbox.core.stone.StoneSerializer;
import com.dropbox.core.v2.DbxClientV2;
import com.dropbox.core.v2.DbxRawClientV2;
import com.dropbox.core.v2.DbxTeamClientV2;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.gangway.error.GangwayException;
import dev.gangway.http.Reply;
import dev.gangway.http.Request;
import dev.gangway.http.Transport;
import dev.gangway.result.PageEnd;
import dev.gangway.user.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
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
        Hearing hearing = new Whole();
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
        Hearing hearing = new Whole();
        try {
            tell.to(new SdkBridge(transport, hearing).account());
        } catch (DbxException | RuntimeException trouble) {
            throw hearing.judge(trouble);
        }
    }

    /** Calls a route for single accounts in the name of somebody on the team. */
    <T> T askAs(UserId person, Ask<DbxClientV2, T> ask) throws RouteError {
        return ask(dropbox -> ask.to(dropbox.asMember(person.value())));
    }

    /** Calls a route that reads, and reads the page that it answers while it arrives. */
    PageEnd page(String route, Argument argument, Listing listing) throws RouteError {
        Arriving arriving = new Arriving(listing);
        DbxRawClientV2 sdk = new SdkBridge(transport, arriving).raw();
        try {
            return sdk.rpcStyle(
                    sdk.getHost().getApi(),
                    Routes.VERSION + route,
                    argument,
                    false,
                    Argument.SERIALIZER,
                    arriving.asTheSdkReadsIt(),
                    arriving.asTheSdkReadsIt());
        } catch (DbxException | DbxWrappedException | RuntimeException trouble) {
            throw arriving.judge(trouble);
        }
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
    private abstract class Hearing implements SdkBridge.Watcher {
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
                    ? Faults.notUnderstood(request, reply, what(trouble))
                    : Faults.of(request, reply);
        }

        /** What is wrong with an answer that can't be understood. */
        String what(Exception trouble) {
            return trouble.getClass().getSimpleName();
        }
    }

    /** What is known about one call whose answer the SDK reads. */
    private final class Whole extends Hearing {}

    /**
     * What is known about one call whose answer is read while it arrives: inside the transport, which asks again if the answer breaks off,
     * and before the SDK gets to read, which is then given what was read.
     */
    private final class Arriving extends Hearing {
        private final Listing listing;
        private @Nullable PageEnd end;
        private Listing.@Nullable OddPageException odd;

        Arriving(Listing listing) {
            this.listing = listing;
        }

        @Override
        public Reply send(Transport transport, Request request) {
            return transport.read(request, this::read);
        }

        private Reply read(Reply head, InputStream body) throws IOException {
            if (head.status() != 200) {
                return head.whole(body);
            }
            end = null;
            odd = null;
            try {
                end = listing.read(body);
            } catch (Listing.OddPageException noPage) {
                odd = noPage;
            }
            return head;
        }

        @Override
        public void heard(Request sent, Reply answer) {
            super.heard(sent, answer);
            if (odd != null) {
                throw new KeptFromTheSdk();
            }
        }

        @Override
        String what(Exception trouble) {
            return odd == null ? super.what(trouble) : String.valueOf(odd.getMessage());
        }

        StoneSerializer<PageEnd> asTheSdkReadsIt() {
            return new StoneSerializer<>() {
                @Override
                public PageEnd deserialize(InputStream nothingLeft) {
                    return Objects.requireNonNull(end);
                }

                @Override
                public PageEnd deserialize(JsonParser json) {
                    throw new IllegalStateException("It was read while it arrived.");
                }

                @Override
                public void serialize(PageEnd page, JsonGenerator json) {
                    throw new IllegalStateException("A page is never sent.");
                }
            };
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
