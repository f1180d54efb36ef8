package dev.gangway.assistance;

import dev.gangway.connection.ConnectionId;
import dev.gangway.error.StoreException;
import dev.gangway.http.Time;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Text;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices on their way: kept in the store until something that delivers them has taken them over, then told in the trail and erased. A crash
 * between the two has a notice sent again, with the same id. Thread-safe, on all nodes of the store.
 */
final class Outbox {

    private static final String PREFIX = "assistance-notice/";
    private static final String TAKEN = "taken";

    /** Longer than a mail server takes; a node that hangs for longer has its notice sent by another one, too. */
    private static final Duration SENDING = Duration.ofMinutes(5);

    private static final Logger LOGGER = LoggerFactory.getLogger(Outbox.class);

    private final Store store;
    private final Time time;

    Outbox(Store store, Time time) {
        this.store = store;
        this.time = time;
    }

    /** A notice that is kept. */
    private record Kept(
            String key,
            long version,
            JsonObject json,
            ConnectionId connection,
            String admin,
            Notice notice,
            Instant at) {
        NoticeDelivery.Waiting waiting(String why) {
            return new NoticeDelivery.Waiting(connection, notice.to(), at, why);
        }
    }

    /**
     * Keeps a notice until it is delivered. The same one twice is kept once.
     *
     * @throws StoreException if it can't be kept; then it isn't known to be
     */
    void queue(ConnectionId connection, String admin, Notice notice) {
        JsonObject json = JsonObject.EMPTY
                .with("connection", connection.value())
                .with("id", notice.id())
                .with("admin", admin)
                .with("to", notice.to())
                .with("subject", json(notice.subject()))
                .with("body", json(notice.body()))
                .with("at", time.instant());
        store.compareAndSet(
                PREFIX + connection + "/" + notice.id(), 0, json.write().getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a notice of a connection is kept, or may be: what can't be read counts as kept. */
    boolean mayHold(ConnectionId connection) {
        try {
            return !store.list(PREFIX + connection + "/").isEmpty();
        } catch (StoreException unread) {
            return true;
        }
    }

    /**
     * Hands over what is waiting, of all connections.
     *
     * @return how many were taken, and which wait on
     * @throws StoreException if the store can't be read
     */
    NoticeDelivery deliver(AdminNotifier notifier) {
        return deliver(notifier, PREFIX);
    }

    /** The same, of one connection. */
    NoticeDelivery deliver(AdminNotifier notifier, ConnectionId connection) {
        return deliver(notifier, PREFIX + connection + "/");
    }

    private NoticeDelivery deliver(AdminNotifier notifier, String prefix) {
        int sent = 0;
        List<NoticeDelivery.Waiting> waiting = new ArrayList<>();
        for (String key : store.list(prefix)) {
            Optional<Store.Lease> lease = store.lease(key, SENDING);
            if (lease.isEmpty()) {
                continue; // another is at it
            }
            try {
                Optional<Versioned> record = store.get(key);
                if (record.isPresent()) {
                    sent += deliver(notifier, key, record.get(), waiting) ? 1 : 0;
                }
            } finally {
                lease.get().close();
            }
        }
        return new NoticeDelivery(sent, waiting);
    }

    private boolean deliver(
            AdminNotifier notifier, String key, Versioned record, List<NoticeDelivery.Waiting> waiting) {
        Optional<Kept> read = read(key, record);
        if (read.isEmpty()) {
            waiting.add(new NoticeDelivery.Waiting(
                    connection(key), "nobody knows whom", time.instant(), "the record " + key + " is damaged"));
            return false;
        }
        Kept kept = read.get();
        try {
            if (kept.json().flag(TAKEN).orElse(false)) {
                tell(kept, kept.version());
                return false;
            }
            notifier.send(kept.notice());
            byte[] taken = kept.json().with(TAKEN, true).write().getBytes(StandardCharsets.UTF_8);
            long version = store.compareAndSet(key, kept.version(), taken).orElse(0);
            tell(kept, version);
            return true;
        } catch (IOException | RuntimeException | LinkageError failed) { // whatever it is, the next notice has its turn
            LOGGER.warn(
                    "A notice for an admin of {} is not delivered, or not told in the trail, yet.", kept.connection());
            waiting.add(kept.waiting(String.valueOf(failed.getMessage())));
            return false;
        }
    }

    /** What was taken over is told, and then kept no more. */
    private void tell(Kept kept, long version) {
        new Trail(store, kept.connection(), time)
                .append(Entry.of(Actor.GANGWAY, Action.NOTICE_SENT, Stage.DONE)
                        .on(Subject.named(kept.admin()))
                        .saying("notice", kept.notice().id()));
        store.compareAndSet(kept.key(), version, new byte[0]);
    }

    private static ConnectionId connection(String key) {
        return new ConnectionId(key.substring(PREFIX.length(), key.lastIndexOf('/')));
    }

    private static JsonObject json(Text text) {
        return JsonObject.EMPTY.with("en", text.en()).with("fr", text.fr());
    }

    private static Text text(JsonObject json, String name) {
        JsonObject text = json.object(name).orElseThrow();
        return new Text(text.requiredText("en"), text.requiredText("fr"));
    }

    /** Empty for one that nobody can read any more; it stays where it is, for a person. */
    private static Optional<Kept> read(String key, Versioned record) {
        try {
            JsonObject json = JsonObject.parse(new String(record.data(), StandardCharsets.UTF_8));
            return Optional.of(new Kept(
                    key,
                    record.version(),
                    json,
                    new ConnectionId(json.requiredText("connection")),
                    json.requiredText("admin"),
                    new Notice(
                            json.requiredText("id"),
                            json.requiredText("to"),
                            text(json, "subject"),
                            text(json, "body")),
                    json.instant("at").orElseThrow()));
        } catch (IllegalArgumentException | NoSuchElementException | DateTimeException damaged) {
            return Optional.empty();
        }
    }
}
