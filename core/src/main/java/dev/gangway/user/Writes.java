package dev.gangway.user;

import dev.gangway.error.AnswerLostException;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.GangwayException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.RateLimitedException;
import dev.gangway.error.StoreException;
import dev.gangway.http.Backoff;
import dev.gangway.http.Exchanges;
import dev.gangway.http.Time;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out one request that changes something: the intent is in the journal before it is sent, it is sent once, a background job is
 * polled to its end, the result is read back, and a lost answer is settled by reading. Only what a reading has proved to have had no effect
 * is sent again, and only once. Thread-safe.
 */
final class Writes {

    private static final String AT_WORK = "the provider works on it in the background";

    /**
     * For how long after sending a reading that shows no effect proves nothing, since a provider may lag behind itself and the clocks of
     * nodes differ by seconds. Assumed: no provider publishes a figure.
     */
    static final Duration SETTLE_WINDOW = Duration.ofSeconds(30);

    /** For how long after the intent a request may go out; a node that was paused for longer sends nothing. */
    static final Duration SEND_WITHIN = Duration.ofMinutes(1);

    /**
     * For how long after the intent a request whose node died may still be on its way: longer than {@link #SEND_WITHIN} and two calls of the
     * transport, since a connector may look before it sends.
     */
    static final Duration ON_ITS_WAY = Duration.ofMinutes(6);

    /** After this time nothing is sent again unasked: too much may have changed. */
    static final Duration REPEAT_WITHIN = Duration.ofMinutes(10);

    /**
     * After this time without any effect, a request that must not be sent again counts as never carried out, and what the provider reported
     * done counts as done and changed again since. Assumed.
     */
    static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

    private static final Backoff LOOKS = new Backoff(Duration.ofMillis(500), 1.5, Duration.ofSeconds(5));

    private static final Logger LOGGER = LoggerFactory.getLogger(Writes.class);
    static final String JOURNAL = "writes";
    private static final String HANDLE = "write:";

    private final UserLifecycle provider;
    private final Journal journal;
    private final Time time;
    private final Duration maxWait;

    Writes(UserLifecycle provider, UsersSettings settings) {
        this.provider = provider;
        this.journal = new Journal(settings.store(), settings.connectionId(), JOURNAL);
        this.time = settings.time();
        this.maxWait = settings.maxWait();
    }

    private static final Before ONLY_READING = new Before() {
        @Override
        public Optional<Refusal> sendingAgain() {
            return Optional.of(Refusal.of(
                    Refusal.Reason.TRY_LATER,
                    "Readings show that it had no effect, if it was sent at all. Ask for it again."));
        }
    };

    /** What a finished request left: the person as read back, and the steps for a receipt. */
    record Written(Optional<User> user, List<Receipt.Step> steps) {}

    static String newId() {
        return UUID.randomUUID().toString();
    }

    static boolean isHandle(JobHandle handle) {
        return handle.value().startsWith(HANDLE);
    }

    private static JobHandle handle(String id) {
        return new JobHandle(HANDLE + id);
    }

    /** Carries out a request that stands for itself; nobody settles it as long as this call is at work. */
    Outcome<Written> ask(Intent intent, Before before, Consumer<Progress> progress) {
        String id = newId();
        return journal.alone(id, maxWait, lease -> new Run(id, false, intent, before, progress).send(1))
                .orElseGet(() -> atWork(id));
    }

    /**
     * Settles a request that stands for itself by reading; nothing is sent, since whoever asked may have asked for something else meanwhile.
     * Empty if the journal has no such request.
     */
    Optional<Outcome<Written>> settle(JobHandle handle) {
        return Optional.of(handle.value())
                .filter(it -> it.startsWith(HANDLE))
                .flatMap(it -> journal.find(it.substring(HANDLE.length())))
                .filter(Writes::standsForItself)
                .flatMap(entry -> journal.alone(
                                entry.id(), maxWait, lease -> resume(entry.id(), ONLY_READING, Progress.IGNORED))
                        .orElseGet(() -> Optional.of(atWork(entry.id()))));
    }

    private static boolean standsForItself(Journal.Entry entry) {
        return !entry.content().flag("part").orElse(false);
    }

    private static Outcome<Written> atWork(String id) {
        return Outcome.unsettled(handle(id), "another call may be at work on it right now");
    }

    /** The requests that stand for themselves and haven't ended. */
    List<OpenRequest> open() {
        return journal.all().stream()
                .filter(Writes::standsForItself)
                .filter(entry -> entry.content().object("end").isEmpty())
                .map(entry -> {
                    Intent intent = Run.intent(entry);
                    return new OpenRequest(
                            handle(entry.id()),
                            intent.who(),
                            intent.words(),
                            entry.content().instant("sentAt").orElseThrow());
                })
                .toList();
    }

    /** Who may be suspended in a moment: the request was sent, or is about to be, and its end isn't known. */
    Set<UserId> beingSuspended() {
        return journal.all().stream()
                .filter(entry -> entry.content().object("end").isEmpty())
                .flatMap(
                        entry -> Run.intent(entry) instanceof Intent.Suspend it ? Stream.of(it.user()) : Stream.empty())
                .collect(Collectors.toSet());
    }

    /** Carries out a request that is part of something larger, which settles it and erases its record. */
    Outcome<Written> part(String id, Intent intent, Before before, Consumer<Progress> progress) {
        return new Run(id, true, intent, before, progress).send(1);
    }

    /** Goes on with a request whose end wasn't known; empty if the journal has no such request: it was never sent, or is settled. */
    Optional<Outcome<Written>> resume(String id, Before before, Consumer<Progress> progress) {
        return journal.find(id).map(entry -> new Run(entry, before, progress).resume());
    }

    /** Whether the journal has such a request: one that may have been sent. */
    boolean knows(String id) {
        return journal.find(id).isPresent();
    }

    /** Forgets settled requests, and those that a node prepared and died before it sent them. */
    void forgetAll(String idsStart) {
        journal.startingWith(idsStart).forEach(journal::tidyAway);
    }

    private final class Run {
        private final Intent intent;
        private final Before before;
        private final Consumer<Progress> progress;
        private final Backoff.Waiting waiting = LOOKS.until(time.instant().plus(maxWait), time);
        private final List<String> heard = new ArrayList<>();
        private Journal.Entry entry;

        Run(String id, boolean part, Intent intent, Before before, Consumer<Progress> progress) {
            this(
                    new Journal.Entry(
                            id,
                            0,
                            JsonObject.EMPTY.with("intent", intent.write()).with("part", part)),
                    before,
                    progress);
        }

        Run(Journal.Entry entry, Before before, Consumer<Progress> progress) {
            this.entry = entry;
            this.intent = intent(entry);
            this.before = before;
            this.progress = progress;
        }

        static Intent intent(Journal.Entry entry) {
            return Intent.read(entry.content().object("intent").orElseThrow());
        }

        Outcome<Written> resume() {
            Optional<JsonObject> end = entry.content().object("end");
            if (end.isPresent()) {
                return recorded(end.get());
            }
            Optional<String> reported = entry.content().text("reported");
            if (reported.isPresent()) {
                return readBack(
                        new UserId(reported.get()),
                        entry.content().flag("reportedChange").orElseThrow());
            }
            return entry.content()
                    .text("job")
                    .map(job -> await(new JobHandle(job)))
                    .orElseGet(this::settle);
        }

        Outcome<Written> send(int attempt) {
            note(
                    "sending: " + intent.words(),
                    json -> json.with("sentAt", time.instant()).with("attempt", attempt));
            Outcome<UserId> outcome;
            try {
                if (attempt == 1) {
                    before.firstSending();
                }
                requireFreshIntent();
                outcome = heard(() -> intent.send(provider));
            } catch (AnswerLostException | ProviderProtocolException lost) {
                note("the answer was lost or not understood", json -> json.with("lostAt", time.instant()));
                return settle();
            } catch (CallInterruptedException interrupted) {
                throw interrupted;
            } catch (GangwayException notExecuted) {
                if (attempt == 1) {
                    journal.tidyAway(entry);
                    throw notExecuted;
                }
                return unsettled("a second attempt could not be sent: " + notExecuted.getMessage());
            }
            return conclude(outcome);
        }

        /** Another node may have judged an old intent already. */
        private void requireFreshIntent() {
            if (sinceSending().compareTo(SEND_WITHIN) > 0) {
                throw new StoreException("This node was paused for too long; nothing was sent. Ask again.", null);
            }
        }

        private Duration sinceSending() {
            return Duration.between(sentAt(), time.instant());
        }

        private Instant sentAt() {
            return entry.content().instant("sentAt").orElseThrow();
        }

        private Outcome<Written> conclude(Outcome<UserId> outcome) {
            return outcome.match(
                    done -> {
                        boolean changed = done.changed() || attempts() > 1;
                        if (intent instanceof Intent.Remove) { // a reading can't tell whose removal it was
                            noteReported(done.value(), changed);
                        }
                        return readBack(done.value(), changed);
                    },
                    refused -> refusedNowOrDoneBefore(refused.refusal()),
                    unsettled -> {
                        note(
                                AT_WORK,
                                json -> json.with("job", unsettled.handle().value()));
                        return await(unsettled.handle());
                    });
        }

        private long attempts() {
            return entry.content().number("attempt").orElse(1);
        }

        /** A second sending can be refused because the first took effect after all. */
        private Outcome<Written> refusedNowOrDoneBefore(Refusal refusal) {
            if (attempts() == 1) {
                return finish(refusal);
            }
            Optional<Optional<User>> now = read(intent.who());
            while (now.isEmpty()) {
                if (!waiting.next()) {
                    return unsettled("a second attempt was refused, and what became of the first can't be read");
                }
                now = read(intent.who());
            }
            return intent.tookEffect(now.get()).orElse(false) ? finish(now.get(), true) : finish(refusal);
        }

        /** Polls the provider's job to its end. */
        private Outcome<Written> await(JobHandle job) {
            Optional<Outcome<UserId>> ended = Optional.empty();
            while (ended.isEmpty()) {
                try {
                    Outcome<UserId> outcome = heard(() -> provider.poll(job));
                    if (!(outcome instanceof Outcome.Unsettled)) {
                        ended = Optional.of(outcome);
                        continue;
                    }
                    tell(AT_WORK);
                } catch (AnswerLostException | ProviderProtocolException lost) {
                    note("the provider lost track of its job", json -> json);
                    return settle();
                } catch (ProviderUnavailableException | RateLimitedException later) {
                    tell("the provider doesn't answer; asking again");
                }
                if (!waiting.next()) {
                    return unsettled("the provider has not finished yet");
                }
            }
            return conclude(ended.get());
        }

        /** Reads until the effect that the provider reported can be seen. */
        private Outcome<Written> readBack(UserId who, boolean changed) {
            while (true) {
                Optional<Optional<User>> now = read(UserRef.id(who));
                if (now.isPresent() && intent.tookEffect(now.get()).orElse(true)) {
                    return finish(now.get(), changed);
                }
                if (now.isPresent() && sinceSending().compareTo(GIVE_UP_AFTER) > 0) {
                    return changedAgainSince(now.get(), changed);
                }
                if (!waiting.next()) {
                    noteReported(who, changed);
                    return unsettled("the provider reports it done, and its own reading doesn't show it yet");
                }
            }
        }

        private void noteReported(UserId who, boolean changed) {
            note(
                    changed ? "the provider reports it done" : "the provider reports that it was so already",
                    json -> json.with("reported", who.value()).with("reportedChange", changed));
        }

        /** The provider's word stands; what its reading has never shown was changed again by another hand. */
        private Outcome<Written> changedAgainSince(Optional<User> now, boolean changed) {
            if (now.isEmpty()) {
                return finish(Refusal.of(
                        Refusal.Reason.USER_NOT_FOUND,
                        "The provider reported it done, and doesn't know the person any more. Look them up."));
            }
            note("the provider reported it done, and its reading has shown something else ever since", json -> json);
            return finish(now, changed);
        }

        /** Finds out by reading whether a request whose answer was lost took effect. */
        private Outcome<Written> settle() {
            Instant provesFrom = entry.content()
                    .instant("lostAt")
                    .filter(lostAt -> !lostAt.isBefore(sentAt())) // and not that of the sending before
                    .orElse(sentAt().plus(ON_ITS_WAY))
                    .plus(SETTLE_WINDOW);
            while (true) {
                Optional<Optional<User>> now = read(intent.who());
                Duration since = sinceSending();
                Optional<Boolean> tookEffect =
                        now.flatMap(it -> intent.isProvedBy(it, since, provider.recoveryWindow()));
                if (tookEffect.orElse(false)) {
                    note("a reading shows that it took effect", json -> json);
                    return finish(now.orElseThrow(), true);
                }
                boolean proves = tookEffect.isPresent()
                        ? time.instant().isAfter(provesFrom)
                        : now.isPresent() && since.compareTo(GIVE_UP_AFTER) > 0;
                if (proves) {
                    return noEffect(now.orElseThrow(), since);
                }
                if (!waiting.next()) {
                    return unsettled("the answer was lost, and reading could not settle yet what happened");
                }
            }
        }

        /** Readings show that nothing came of it. */
        private Outcome<Written> noEffect(Optional<User> now, Duration since) {
            if (intent instanceof Intent.Remove
                    && (now.isEmpty() || now.get().status().isRemoved())) {
                return unsettled("the person has left the team, and what became of the files can't be read; "
                        + "look at it in the provider's console while they can still be recovered");
            }
            if (!intent.mayBeSentAgain() && since.compareTo(GIVE_UP_AFTER) <= 0) {
                return unsettled("it was sent, nothing shows an effect yet, and it must not be sent twice");
            }
            if (since.compareTo(REPEAT_WITHIN) > 0) {
                return finish(
                        Refusal.of(
                                Refusal.Reason.TRY_LATER,
                                "Long after it was sent, nothing shows that it took effect. Look the person up, and ask or plan again."));
            }
            if (attempts() > 1) {
                return finish(Refusal.of(
                        Refusal.Reason.TRY_LATER,
                        "It was tried twice, and readings show no effect of either. Ask again later."));
            }
            return before.sendingAgain().map(this::finish).orElseGet(() -> send(2));
        }

        private Optional<Optional<User>> read(UserRef who) {
            try {
                return Optional.of(provider.find(who));
            } catch (ProviderUnavailableException | RateLimitedException | ProviderProtocolException unread) {
                tell("the provider doesn't answer; asking again");
                return Optional.empty();
            }
        }

        private Outcome<Written> finish(Optional<User> user, boolean changed) {
            note(
                    "confirmed by reading back",
                    json -> json.with(
                            "end", JsonObject.EMPTY.with("changed", changed).with("user", user.map(UserJson::write))));
            Outcome<Written> outcome = recorded(entry.content().object("end").orElseThrow());
            eraseIfNobodyAsks();
            return outcome;
        }

        private Outcome<Written> finish(Refusal refusal) {
            note(
                    "refused: " + refusal.reason(),
                    json -> json.with(
                            "end",
                            JsonObject.EMPTY
                                    .with("refused", refusal.reason())
                                    .with("explanation", refusal.explanation())
                                    .with("providerCode", refusal.providerCode())));
            Outcome<Written> outcome = recorded(entry.content().object("end").orElseThrow());
            eraseIfNobodyAsks();
            return outcome;
        }

        private Outcome<Written> recorded(JsonObject end) {
            Optional<String> reason = end.text("refused");
            if (reason.isPresent()) {
                return new Outcome.Refused<>(new Refusal(
                        Refusal.Reason.valueOf(reason.get()),
                        end.requiredText("explanation"),
                        end.text("providerCode")));
            }
            return new Outcome.Done<>(
                    new Written(
                            end.object("user").map(UserJson::user),
                            entry.content().objects("steps").stream()
                                    .map(Receipt.Step::read)
                                    .toList()),
                    end.flag("changed").orElseThrow());
        }

        private Outcome<Written> unsettled(String why) {
            note("not settled: " + why, json -> json.with("handedOut", true));
            return Outcome.unsettled(handle(entry.id()), why);
        }

        /** A handle that was handed out must still give the same answer later; a part's entry is erased by the whole. */
        private void eraseIfNobodyAsks() {
            if (!entry.content().flag("handedOut").orElse(false) && standsForItself(entry)) {
                journal.tidyAway(entry);
            }
        }

        /** Does the work and keeps the provider's ids of its requests for the next note, also when it fails. */
        private Outcome<UserId> heard(Supplier<Outcome<UserId>> work) {
            heard.clear();
            return Exchanges.during(exchange -> exchange.requestId().ifPresent(heard::add), work);
        }

        /** What was noted before and changes nothing isn't noted again: a request may be asked after a thousand times. */
        private void note(String text, UnaryOperator<JsonObject> more) {
            List<JsonObject> steps = new ArrayList<>(entry.content().objects("steps"));
            JsonObject changed = more.apply(entry.content());
            if (!changed.equals(entry.content())
                    || steps.stream().noneMatch(it -> it.requiredText("text").equals(text))) {
                steps.add(new Receipt.Step(time.instant(), text, heard).write());
                heard.clear();
                entry = journal.write(entry, changed.with("steps", steps));
            }
            tell(text);
        }

        private void tell(String text) {
            try {
                progress.accept(new Progress(time.instant(), text));
            } catch (RuntimeException listenersOwn) {
                LOGGER.warn(
                        "A progress listener threw {}; the work goes on.",
                        listenersOwn.getClass().getName());
            }
        }
    }
}
