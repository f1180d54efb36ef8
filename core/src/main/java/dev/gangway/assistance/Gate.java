package dev.gangway.assistance;

import dev.gangway.error.AnswerLostException;
import dev.gangway.error.AssistanceRefusedException;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.GangwayException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.StoreException;
import dev.gangway.http.Deadline;
import dev.gangway.http.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Through which all goes that a partner does: the grant is looked at, the intent gets its place in the trail, then the action is done, and
 * what came of it is written. The intent's place decides: it can't be behind the revocation of its grant, on whatever node. Without the
 * trail nothing is done. Thread-safe.
 */
final class Gate {

    /** Longer than any one action takes; what hasn't ended by then belongs to a node that is gone. */
    static final Duration LONGEST_ACTION = Duration.ofMinutes(5);

    /** From the look before the first intent on; it ends before whoever revokes stops waiting for it. */
    private static final Duration LONGEST_WORK = Duration.ofMinutes(4);

    /** How far the clocks of two nodes may be apart. */
    private static final Duration SKEW = Duration.ofMinutes(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final int TRIES = 5;

    private final Trail trail;
    private final Time time;
    private final String customer;
    private final Queue<Entry> untold = new ConcurrentLinkedQueue<>();
    private Grants known = new Grants();

    Gate(Trail trail, Time time, String customer) {
        this.trail = trail;
        this.time = time;
        this.customer = customer;
    }

    /** What came of an action: done, failed, or unknown; more for people; and the provider's id of who or what came about by it. */
    record Result(Stage stage, Optional<String> detail, Optional<String> id) {
        static final Result DONE = new Result(Stage.DONE, Optional.empty());

        Result(Stage stage, Optional<String> detail) {
            this(stage, detail, Optional.empty());
        }
    }

    /** One action on one subject, of those that a piece of work does. */
    record Step(Action action, Optional<Subject> subject, Map<String, String> facts) {
        static Step of(Action action) {
            return new Step(action, Optional.empty(), Map.of());
        }

        Step on(Subject someone) {
            return new Step(action, Optional.of(someone), facts);
        }

        Step saying(String name, String value) {
            Map<String, String> more = new TreeMap<>(facts);
            more.put(name, value);
            return new Step(action, subject, more);
        }
    }

    /** What has been begun and not ended yet: the records that announced it, to which results are written. */
    record Begun(List<TrailRecord> intents) {}

    /** All grants that were ever given. */
    Grants grants() {
        Grants mine = start();
        trail.after(mine.seen()).forEach(mine::take);
        return keep(mine);
    }

    /**
     * Writes a record that depends on what the trail says of switch and grants.
     *
     * @param forbids why it may not be; asked about all that stands before the record, and nothing gets in between
     * @return the record; empty, with nothing written, if it is forbidden
     */
    Optional<TrailRecord> write(Entry entry, Function<Grants, Optional<String>> forbids) {
        Grants mine = grants();
        return forbids.apply(mine).isPresent()
                ? Optional.empty()
                : trail.appendIf(entry, mine.seen(), it -> {
                    mine.take(it);
                    return forbids.apply(mine).isEmpty();
                });
    }

    /**
     * Does something under a grant.
     *
     * @param results what came of each step, by what the work returned
     * @throws AssistanceRefusedException if the grant doesn't allow all of it; then the work isn't begun, and the trail has the refusal
     * @throws StoreException if the trail can't be read or written; then the work isn't begun
     * @throws AnswerLostException if only the result can't be written: the work is done, and whoever asked settles it by reading. The result
     *     is written later, if this node lives
     */
    <T extends @Nullable Object> T act(
            String grantId, List<Step> steps, Supplier<T> work, BiFunction<? super T, Begun, List<Result>> results) {
        return act(grantId, steps, work, results, it -> new AnswerLostException(String.valueOf(it.getMessage()), it));
    }

    /** The same for what changes nothing: that it couldn't be told is no lost answer. */
    <T extends @Nullable Object> T look(
            String grantId, List<Step> steps, Supplier<T> work, BiFunction<? super T, Begun, List<Result>> results) {
        return act(grantId, steps, work, results, unwritten -> unwritten);
    }

    private <T extends @Nullable Object> T act(
            String grantId,
            List<Step> steps,
            Supplier<T> work,
            BiFunction<? super T, Begun, List<Result>> results,
            Function<StoreException, GangwayException> untold) {
        Deadline deadline = Deadline.in(LONGEST_WORK, time); // runs from now on, however long the node is paused
        Begun begun = begin(grantId, steps);
        return done(begun, () -> deadline.during(work), results, untold);
    }

    /** Announces all steps, or none that is not closed again. */
    private Begun begin(String grantId, List<Step> steps) {
        Instant now = time.instant();
        tellUntold();
        require(grantId, steps);
        Grants mine = grants();
        Begun begun = new Begun(new ArrayList<>());
        for (Step step : steps) {
            Optional<TrailRecord> intent;
            try {
                intent = trail.appendIf(entry(mine, grantId, step, Stage.INTENT), mine.seen(), it -> {
                    mine.take(it);
                    return mine.refusal(grantId, step.action(), now).isEmpty();
                });
            } catch (RuntimeException | Error trouble) {
                nothingCame(begun, trouble);
                throw trouble;
            }
            if (intent.isEmpty()) {
                AssistanceRefusedException refused = refused(grantId, step, now);
                nothingCame(begun, refused);
                throw refused;
            }
            begun.intents().add(intent.get());
        }
        if (Duration.between(now, time.instant()).compareTo(LONGEST_WORK) >= 0) {
            StoreException paused = new StoreException(
                    "It took more than " + LONGEST_WORK.toMinutes()
                            + " minutes to announce it, or this node was paused; nothing was sent. Ask again.",
                    null);
            nothingCame(begun, paused);
            throw paused;
        }
        return begun;
    }

    /**
     * Lets a partner in: between the record that announces it and the one that says that it happened, what has to be done before.
     *
     * @param before is told the record that announces it; if it fails, nobody is in
     * @return the number of the record that announced it, which names the session
     */
    long enter(Grant grant, Subject team, Consumer<TrailRecord> before) {
        Step step = Step.of(Action.LINK_REDEEMED).on(team);
        TrailRecord entering = begin(grant.id(), List.of(step)).intents().get(0);
        Optional<TrailRecord> entered;
        try {
            before.accept(entering);
            Entry in = Entry.result(entering, Result.DONE);
            entered = write(in, it -> it.over(grant.id(), time.instant()));
        } catch (RuntimeException | Error trouble) {
            nothingCame(new Begun(List.of(entering)), trouble);
            throw trouble;
        }
        if (entered.isEmpty()) {
            AssistanceRefusedException over = refused(grant.id(), step, time.instant());
            nothingCame(new Begun(List.of(entering)), over);
            throw over;
        }
        return entering.number();
    }

    /** Writes something that nothing forbids. */
    TrailRecord tell(Entry entry) {
        return trail.append(entry);
    }

    /** The same for a single step. */
    <T> T act(
            String grantId,
            Action action,
            Optional<Subject> subject,
            Supplier<T> work,
            Function<? super T, Result> result) {
        return act(
                grantId,
                List.of(new Step(action, subject, Map.of())),
                work,
                (value, begun) -> List.of(result.apply(value)));
    }

    /**
     * Looks whether a grant allows something now, and does nothing else.
     *
     * @throws AssistanceRefusedException if it doesn't; the trail has the refusal
     */
    void require(String grantId, List<Step> steps) {
        Grants mine = grants();
        Instant now = time.instant();
        for (Step step : steps) {
            if (mine.refusal(grantId, step.action(), now).isPresent()) {
                throw refused(grantId, step, now);
            }
        }
    }

    private AssistanceRefusedException refused(String grantId, Step step, Instant now) {
        Grants mine = grants();
        String why = mine.refusal(grantId, step.action(), now).orElse("the grant changed meanwhile");
        return refused(entry(mine, grantId, step, Stage.REFUSED).because(why));
    }

    private Entry entry(Grants grants, String grantId, Step step, Stage stage) {
        Actor partner = Actor.partner(grants.find(grantId).map(Grant::partner).orElse("Somebody without a grant"));
        Entry entry =
                Entry.of(partner, step.action(), stage).onBehalfOf(customer).under(grantId);
        for (Map.Entry<String, String> fact : step.facts().entrySet()) {
            entry = entry.saying(fact.getKey(), fact.getValue());
        }
        return step.subject().map(entry::on).orElse(entry);
    }

    private AssistanceRefusedException refused(Entry entry) {
        TrailRecord refusal = trail.append(entry);
        return new AssistanceRefusedException(refusal.sentence().en() + ": "
                + refusal.detail().orElseThrow() + ". Nothing was sent. The customer can give another grant.");
    }

    private <T extends @Nullable Object> T done(
            Begun begun,
            Supplier<T> work,
            BiFunction<? super T, Begun, List<Result>> results,
            Function<StoreException, GangwayException> meaning) {
        T value;
        try {
            value = work.get();
        } catch (RuntimeException | Error trouble) {
            Result result = new Result(isFailure(trouble) ? Stage.FAILED : Stage.UNKNOWN, message(trouble));
            try {
                begun.intents().forEach(it -> write(it, result));
            } catch (StoreException unwritten) {
                trouble.addSuppressed(unwritten);
            }
            throw trouble;
        }
        List<Result> each = results.apply(value, begun);
        Optional<StoreException> unwritten = Optional.empty();
        for (int step = 0; step < each.size(); step++) {
            TrailRecord intent = begun.intents().get(step);
            if (unwritten.isPresent()) {
                untold.add(Entry.result(intent, each.get(step)));
                continue;
            }
            try {
                write(intent, each.get(step));
            } catch (StoreException down) {
                unwritten = Optional.of(down);
            }
        }
        if (unwritten.isPresent()) {
            throw meaning.apply(unwritten.get());
        }
        return value;
    }

    /** What could not be written is written once the trail is there again, if this node lives. */
    private void tellUntold() {
        for (Entry entry = untold.poll(); entry != null; entry = untold.poll()) {
            try {
                trail.append(entry);
            } catch (StoreException down) {
                untold.add(entry);
                throw down;
            }
        }
    }

    /** Whether it is sure that nothing came of it, as whoever asks for it takes it, too. */
    private static boolean isFailure(Throwable trouble) {
        return trouble instanceof GangwayException
                && !(trouble instanceof AnswerLostException
                        || trouble instanceof CallInterruptedException
                        || trouble instanceof ProviderProtocolException);
    }

    /** Some was announced, and then not begun. */
    private void nothingCame(Begun begun, Throwable why) {
        for (TrailRecord intent : begun.intents()) {
            try {
                write(intent, new Result(Stage.FAILED, Optional.of("Nothing came of it. " + why.getMessage())));
            } catch (StoreException unwritten) {
                why.addSuppressed(unwritten);
                return;
            }
        }
    }

    private static Optional<String> message(Throwable trouble) {
        return Optional.ofNullable(trouble.getMessage()).filter(it -> !it.isBlank());
    }

    /** Writes what became of something that was announced. */
    void write(TrailRecord intent, Result result) {
        Optional<String> detail =
                result.detail().map(it -> it.length() > Entry.LONGEST_TEXT ? it.substring(0, Entry.LONGEST_TEXT) : it);
        Entry entry = Entry.result(intent, new Result(result.stage(), detail, result.id()));
        for (int tries = 1; ; tries++) {
            try {
                trail.append(entry);
                return;
            } catch (StoreException down) {
                if (tries == TRIES || isInterrupted(BETWEEN_TRIES.multipliedBy(tries))) {
                    untold.add(entry);
                    throw new StoreException(
                            "What record " + intent.number() + " of the trail announced has come to its end ("
                                    + result.stage() + "), which could not be written: " + down.getMessage(),
                            down);
                }
            }
        }
    }

    /** Whether somebody wants no more waiting. */
    private boolean isInterrupted(Duration pause) {
        try {
            time.sleep(pause);
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /**
     * Takes a grant back. No action begins under it from the moment that this is in the trail; those that had begun are waited for.
     *
     * @return what has begun and isn't known to have ended, of a node that is gone
     */
    List<TrailRecord> revoke(String grantId, String by, Optional<String> partner) {
        partner.ifPresent(
                it -> tellRevoked(grantId, by, it)); // reading a long trail takes its time, in which it would go on
        Grants mine = grants();
        Grant grant = mine.find(grantId)
                .orElseThrow(
                        () -> new IllegalArgumentException("There is no grant " + grantId + " on this connection."));
        if (!mine.isOver(grantId)) {
            tellRevoked(grantId, by, grant.partner());
        }
        return awaitBegun(it -> it.begun(grantId));
    }

    private void tellRevoked(String grantId, String by, String partner) {
        trail.append(Entry.of(Actor.customer(by), Action.GRANT_REVOKED, Stage.DONE)
                .on(Subject.named(partner))
                .under(grantId));
    }

    /**
     * Waits until what had begun has ended.
     *
     * @return what isn't known to have ended after the longest time that an action takes
     */
    List<TrailRecord> awaitBegun(Function<Grants, List<TrailRecord>> which) {
        Instant end = time.instant().plus(LONGEST_ACTION);
        List<TrailRecord> begun = which.apply(grants());
        while (begun.stream().anyMatch(it -> !isGone(it)) && time.instant().isBefore(end)) {
            pause();
            begun = which.apply(grants());
        }
        begun.forEach(it -> write(
                it,
                new Result(
                        Stage.UNKNOWN,
                        Optional.of("Whoever began it wrote no result within " + LONGEST_ACTION.toMinutes()
                                + " minutes; look at the provider how it ended."))));
        return begun;
    }

    /** Whether its node must be gone by now. */
    private boolean isGone(TrailRecord begun) {
        return !time.instant().isBefore(begun.at().plus(LONGEST_ACTION).plus(SKEW));
    }

    private void pause() {
        if (isInterrupted(BETWEEN_LOOKS)) {
            throw new CallInterruptedException(
                    "It is over; waiting for what had begun was interrupted. Ask again to wait on.");
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
