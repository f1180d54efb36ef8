package dev.gangway.assistance;

import dev.gangway.error.AnswerLostException;
import dev.gangway.error.AssistanceRefusedException;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.StoreException;
import dev.gangway.http.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Through which all goes that a partner does: the grant is looked at, the intent gets its place in the trail, then the action is done, and
 * what came of it is written. The intent's place decides: it can't be behind the revocation of its grant, on whatever node. Without the
 * trail nothing is done. Thread-safe.
 */
final class Gate {

    /** Longer than any one action takes; what hasn't ended by then belongs to a node that is gone. */
    static final Duration LONGEST_ACTION = Duration.ofMinutes(5);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final int TRIES = 5;

    private final Trail trail;
    private final Time time;
    private final String customer;
    private Grants known = new Grants();

    Gate(Trail trail, Time time, String customer) {
        this.trail = trail;
        this.time = time;
        this.customer = customer;
    }

    /** What came of an action: done, failed, refused by the provider, or unknown; and more for people. */
    record Result(Stage stage, Optional<String> detail) {
        static final Result DONE = new Result(Stage.DONE, Optional.empty());
    }

    /** All grants that were ever given. */
    Grants grants() {
        Grants mine = start();
        trail.after(mine.seen()).forEach(mine::take);
        return keep(mine);
    }

    void give(Grant grant) {
        trail.append(Grants.entry(grant));
    }

    /**
     * Does something under a grant.
     *
     * @param result what came of it, by what the work returned
     * @throws AssistanceRefusedException if the grant doesn't allow it; then the work isn't begun, and the trail has the refusal
     * @throws StoreException if the trail can't be read or written; if that is so only for the result, the work is done, and the intent
     *     stands in the trail without one
     */
    <T> T act(
            String grantId,
            Action action,
            Optional<Subject> subject,
            Supplier<T> work,
            Function<? super T, Result> result) {
        Grants mine = grants();
        Entry intent = entry(mine, grantId, action, subject, Stage.INTENT);
        Instant now = time.instant();
        Optional<String> why = mine.refusal(grantId, action, now);
        if (why.isEmpty()) {
            Optional<TrailRecord> begun = trail.appendIf(intent, mine.seen(), it -> {
                mine.take(it);
                return mine.refusal(grantId, action, now).isEmpty();
            });
            if (begun.isPresent()) {
                return done(begun.get(), work, result);
            }
            why = mine.refusal(grantId, action, now);
        }
        throw refused(entry(mine, grantId, action, subject, Stage.REFUSED).because(why.orElseThrow()));
    }

    private Entry entry(Grants grants, String grantId, Action action, Optional<Subject> subject, Stage stage) {
        Actor partner = Actor.partner(grants.find(grantId).map(Grant::partner).orElse("Somebody without a grant"));
        Entry entry = Entry.of(partner, action, stage).onBehalfOf(customer).under(grantId);
        return subject.map(entry::on).orElse(entry);
    }

    private AssistanceRefusedException refused(Entry entry) {
        TrailRecord refusal = trail.append(entry);
        return new AssistanceRefusedException(refusal.sentence().en() + ": "
                + refusal.detail().orElseThrow() + ". Nothing was sent; the customer can give a grant that names it.");
    }

    private <T> T done(TrailRecord intent, Supplier<T> work, Function<? super T, Result> result) {
        T value;
        try {
            value = work.get();
        } catch (RuntimeException | Error trouble) {
            Stage stage = trouble instanceof AnswerLostException || trouble instanceof CallInterruptedException
                    ? Stage.UNKNOWN
                    : Stage.FAILED;
            try {
                write(
                        intent,
                        new Result(
                                stage, Optional.ofNullable(trouble.getMessage()).filter(it -> !it.isBlank())));
            } catch (StoreException unwritten) {
                trouble.addSuppressed(unwritten);
            }
            throw trouble;
        }
        write(intent, result.apply(value));
        return value;
    }

    private void write(TrailRecord intent, Result result) {
        Optional<String> detail =
                result.detail().map(it -> it.length() > Entry.LONGEST_TEXT ? it.substring(0, Entry.LONGEST_TEXT) : it);
        for (int tries = 1; ; tries++) {
            try {
                trail.append(Entry.result(intent, result.stage(), detail));
                return;
            } catch (StoreException down) {
                if (tries == TRIES) {
                    throw new StoreException(
                            "What record " + intent.number() + " of the trail announced has come to its end ("
                                    + result.stage() + "), which could not be written: " + down.getMessage(),
                            down);
                }
            }
        }
    }

    /**
     * Takes a grant back. No action begins under it from the moment that this is in the trail; those that had begun are waited for.
     *
     * @return what has begun and isn't known to have ended, of a node that is gone
     */
    List<TrailRecord> revoke(String grantId, String by) {
        Grants mine = grants();
        Grant grant = mine.find(grantId)
                .orElseThrow(
                        () -> new IllegalArgumentException("There is no grant " + grantId + " on this connection."));
        if (!mine.isOver(grantId)) {
            trail.append(Entry.of(Actor.customer(by), Action.GRANT_REVOKED, Stage.DONE)
                    .on(Subject.named(grant.partner()))
                    .under(grantId));
        }
        Instant end = time.instant().plus(LONGEST_ACTION);
        List<TrailRecord> begun = grants().begun(grantId);
        while (!begun.isEmpty() && time.instant().isBefore(end)) {
            pause();
            begun = grants().begun(grantId);
        }
        return begun;
    }

    private void pause() {
        try {
            time.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException(
                    "The grant is revoked; waiting for what had begun under it was interrupted. revoke() again waits on.");
        }
    }

    private synchronized Grants start() {
        return new Grants(known);
    }

    /** For the next, who then reads only what is new. */
    private synchronized Grants keep(Grants read) {
        if (read.seen() > known.seen()) {
            known = new Grants(read);
        }
        return read;
    }
}
