package dev.gangway.user;

import dev.gangway.error.AnswerLostException;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.GangwayException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.RateLimitedException;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Carries out requests that change something: the intent is in the journal before it is sent, it is sent once, a background job is polled to
 * its end, the result is read back, and a lost answer is settled by reading. Only what a reading has proved to have had no effect is sent
 * again, and only once. Several requests are waited for together. Thread-safe.
 */
final class Writes {

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

    /** After this time nothing that stands for itself is sent again: too much may have changed. A part is checked by its whole. */
    static final Duration REPEAT_WITHIN = Duration.ofMinutes(10);

    /**
     * After this time without any effect, a request that must not be sent again counts as never carried out, and what the provider reported
     * done counts as done and changed again since. Assumed.
     */
    static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

    /** For how long after it was sent a settled request answers to its handle: nobody comes back later than that. Assumed. */
    static final Duration KEEP_SETTLED = Duration.ofDays(30);

    private static final Backoff LOOKS = new Backoff(Duration.ofMillis(500), 1.5, Duration.ofSeconds(5));

    static final String JOURNAL = "writes";
    private static final String HANDLE = "write:";

    /** In a record: the lease that holds for all requests of one call. */
    static final String TOGETHER = "together";

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

    static final Refusal TOO_EARLY = Refusal.of(
            Refusal.Reason.TRY_LATER,
            "Reading may still settle it, so nobody has to say how it ended. Settle it, and come back when a day has passed.");

    static final Refusal SETTLED = Refusal.of(
            Refusal.Reason.ALREADY_SETTLED,
            "It has ended; settle(…) or receipt(…) says how. What was said now is not recorded.");

    /** What a finished request left: the person as read back, and the steps for a receipt. */
    record Written(Optional<User> user, List<Receipt.Step> steps) {
        /** For requests that are confirmed only if the provider shows the person. */
        User person() {
            return user.orElseThrow();
        }
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    static boolean isHandle(JobHandle handle) {
        return handle.value().startsWith(HANDLE);
    }

    static JobHandle handle(String id) {
        return new JobHandle(HANDLE + id);
    }

    /** Carries out a request that stands for itself; nobody settles it as long as this call is at work. */
    Outcome<Written> ask(Intent intent, Before before, Consumer<Progress> progress) {
        String id = newId();
        Write write =
                write(new Journal.Entry(id, 0, JsonObject.EMPTY.with("intent", intent.write())), before, progress);
        return journal.alone(id, maxWait, lease -> alone(write, it -> it.send(1)))
                .orElseGet(() -> atWork(id));
    }

    /**
     * How one of several requests ended: with an outcome, or it was not sent. The trouble is what broke it off, whatever came of it; then
     * nothing more was sent.
     */
    record End(Optional<Outcome<Written>> outcome, Optional<RuntimeException> trouble) {}

    /** Carries out requests that stand for themselves, sent one by one and waited for together; after trouble nothing more is sent. */
    List<End> askEach(List<? extends Intent> intents, Before before, Consumer<Progress> progress) {
        return askTogether(intents, before, progress, writes -> {
            Optional<RuntimeException> trouble = Optional.empty();
            for (Write write : writes) {
                if (trouble.isEmpty()) {
                    write.advance(() -> write.send(1));
                } else {
                    write.breakOff(trouble.get());
                }
                trouble = write.trouble();
            }
        });
    }

    /** Invites people with one request. */
    List<End> invite(List<Intent.Onboard> intents, Before before, Consumer<Progress> progress) {
        return askTogether(intents, before, progress, writes -> sendAtOnce(intents, writes, before));
    }

    /** One lease holds for all of them: nobody settles one as long as this call is at work. */
    private List<End> askTogether(
            List<? extends Intent> intents, Before before, Consumer<Progress> progress, Consumer<List<Write>> sending) {
        String together = newId();
        Consumer<Progress> each = intents.size() == 1 ? progress : Progress.IGNORED;
        return journal.alone(together, maxWait, lease -> {
                    Backoff.Waiting waiting = LOOKS.until(time.instant().plus(maxWait), time);
                    List<Write> writes = intents.stream()
                            .map(intent -> write(
                                    new Journal.Entry(
                                            newId(),
                                            0,
                                            JsonObject.EMPTY
                                                    .with("intent", intent.write())
                                                    .with(TOGETHER, together)),
                                    before,
                                    each))
                            .toList();
                    sending.accept(writes);
                    bringToAnEnd(writes, waiting, writes.size() == 1 ? Progress.IGNORED : progress);
                    return writes.stream().map(Writes::end).toList();
                })
                .orElseThrow(() -> new IllegalStateException("Somebody else holds a lease that was just made up."));
    }

    private static End end(Write write) {
        Optional<Outcome<Written>> outcome = write.end();
        Optional<RuntimeException> trouble = write.trouble();
        return trouble.isEmpty() || !write.mayBeSent()
                ? new End(outcome, trouble)
                : new End(
                        Optional.of(write.handOut("the work on it was broken off: " + words(trouble.get()))), trouble);
    }

    /** What the trouble was; what isn't an exception of Gangway's could say anything. */
    static String words(RuntimeException trouble) {
        return trouble instanceof GangwayException
                ? String.valueOf(trouble.getMessage())
                : "an unexpected " + trouble.getClass().getName();
    }

    private void sendAtOnce(List<Intent.Onboard> intents, List<Write> writes, Before before) {
        List<String> heard = new ArrayList<>();
        List<Outcome<UserId>> answers;
        try {
            writes.forEach(it -> it.intend(1));
            before.firstSending();
            writes.get(0).requireFreshIntent();
        } catch (RuntimeException notSent) {
            notSent(writes, notSent);
            return;
        }
        try {
            writes.forEach(Write::sending);
            answers = Exchanges.during(
                    exchange -> exchange.requestId().ifPresent(heard::add),
                    () -> Together.onboard(
                            provider,
                            intents.stream().map(Intent.Onboard::newUser).toList()));
        } catch (AnswerLostException | ProviderProtocolException lost) {
            writes.forEach(it -> it.hears(heard));
            writes.forEach(it -> it.advance(it::answerLost));
            return;
        } catch (CallInterruptedException onItsWay) {
            writes.forEach(it -> it.breakOff(onItsWay));
            return;
        } catch (GangwayException notExecuted) {
            notSent(writes, notExecuted);
            return;
        } catch (RuntimeException anything) {
            writes.forEach(it -> it.breakOff(anything));
            return;
        }
        for (int i = 0; i < writes.size(); i++) {
            Write write = writes.get(i);
            Outcome<UserId> answer = answers.get(i);
            write.hears(heard);
            write.advance(() -> write.answered(answer));
        }
    }

    private static void notSent(List<Write> writes, RuntimeException why) {
        writes.forEach(Write::withdraw);
        writes.forEach(it -> it.breakOff(why));
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
                                entry.content().text(TOGETHER).orElse(entry.id()),
                                maxWait,
                                lease -> resume(entry.id(), ONLY_READING, Progress.IGNORED))
                        .orElseGet(() -> Optional.of(atWork(entry.id()))));
    }

    /**
     * Ends a request by what a person says of it, once reading can't settle it any more; looks first.
     *
     * @return what speaks against it; empty if it is done
     */
    Optional<Refusal> acknowledge(JobHandle handle, Refusal said) {
        return Optional.of(handle.value())
                .filter(it -> it.startsWith(HANDLE))
                .flatMap(it -> journal.find(it.substring(HANDLE.length())))
                .filter(Writes::standsForItself)
                .map(entry -> journal.alone(
                                entry.content().text(TOGETHER).orElse(entry.id()),
                                maxWait,
                                lease -> acknowledge(entry.id(), said))
                        .orElseGet(() -> Optional.of(TOO_EARLY)))
                .orElseThrow(() -> noSuch(handle));
    }

    static IllegalArgumentException noSuch(JobHandle handle) {
        return new IllegalArgumentException("No unsettled request of this connection has the handle " + handle
                + "; its own call may have ended it.");
    }

    /** The same, for a request that is part of something larger. */
    Optional<Refusal> acknowledge(String id, Refusal said) {
        return journal.find(id)
                .map(entry -> {
                    Write write = write(entry, ONLY_READING, Progress.IGNORED);
                    return alone(write, Write::resume) instanceof Outcome.Unsettled
                            ? write.acknowledge(said)
                            : Optional.of(SETTLED);
                })
                .orElse(Optional.of(SETTLED));
    }

    static boolean standsForItself(Journal.Entry entry) {
        return !entry.content().flag("part").orElse(false);
    }

    private static Outcome<Written> atWork(String id) {
        return Outcome.unsettled(handle(id), "another call may be at work on it right now");
    }

    /** The requests that stand for themselves and haven't ended. Whoever lists them clears away those that ended long ago. */
    List<OpenRequest> open() {
        List<Journal.Entry> all =
                journal.all().stream().filter(Writes::standsForItself).toList();
        Instant before = time.instant().minus(KEEP_SETTLED);
        all.stream()
                .filter(entry -> entry.content().object("end").isPresent())
                .filter(entry -> entry.content().instant("sentAt").orElseThrow().isBefore(before))
                .forEach(journal::tidyAway);
        return all.stream()
                .filter(entry -> entry.content().object("end").isEmpty())
                .map(entry -> {
                    Intent intent = Write.intent(entry);
                    return new OpenRequest(
                            handle(entry.id()),
                            intent.who(),
                            intent.words(),
                            entry.content().instant("sentAt").orElseThrow());
                })
                .toList();
    }

    /** Who may be no admin in a moment: a request was sent, or is about to be, and its end isn't known. */
    Set<UserId> losingAccess() {
        return intents()
                .flatMap(intent -> {
                    if (intent instanceof Intent.Suspend it) {
                        return Stream.of(it.user());
                    }
                    return intent instanceof Intent.AssignRoles it ? Stream.of(it.user()) : Stream.empty();
                })
                .collect(Collectors.toSet());
    }

    /** Whether somebody is being given the files of a person who left, and the end isn't known. */
    boolean isReceiving(UserId person) {
        return intents()
                .anyMatch(intent -> intent instanceof FilesIntent.TransferFiles it
                        && it.recipient().equals(person));
    }

    /** Whether something is done with the files of a person who left, and the end isn't known. */
    boolean concernsFilesOf(UserId former) {
        return intents()
                .anyMatch(
                        intent -> intent instanceof FilesIntent it && it.user().equals(former));
    }

    private Stream<Intent> intents() {
        return journal.all().stream()
                .filter(entry -> entry.content().object("end").isEmpty())
                .map(Write::intent);
    }

    /** Whether a request may have been sent and has no end. */
    boolean isOpen(String id) {
        return journal.find(id)
                .filter(entry -> entry.content().object("end").isEmpty())
                .isPresent();
    }

    /** Who may be about to take a license: the request was sent since then, or is about to be, and its end isn't known. */
    Set<UserRef> comingAboard(Instant since) {
        return journal.all().stream()
                .filter(entry -> entry.content().object("end").isEmpty())
                .filter(entry -> entry.content().instant("sentAt").orElseThrow().isAfter(since))
                .map(Write::intent)
                .filter(intent -> intent instanceof Intent.Onboard
                        || intent instanceof Intent.Recover
                        || intent instanceof Withdraw.BringBack)
                .map(Intent::who)
                .collect(Collectors.toSet());
    }

    /** Carries out a request that is part of something larger, which settles it and erases its record. */
    Outcome<Written> part(String id, Intent intent, Before before, Consumer<Progress> progress) {
        return alone(
                write(
                        new Journal.Entry(
                                id,
                                0,
                                JsonObject.EMPTY.with("intent", intent.write()).with("part", true)),
                        before,
                        progress),
                write -> write.send(1));
    }

    /** Goes on with a request whose end wasn't known; empty if the journal has no such request: it was never sent, or is settled. */
    Optional<Outcome<Written>> resume(String id, Before before, Consumer<Progress> progress) {
        return journal.find(id).map(entry -> alone(write(entry, before, progress), Write::resume));
    }

    private Write write(Journal.Entry entry, Before before, Consumer<Progress> progress) {
        return new Write(provider, journal, time, entry, before, progress);
    }

    private Outcome<Written> alone(Write write, Function<Write, Need> begin) {
        Backoff.Waiting waiting = LOOKS.until(time.instant().plus(maxWait), time);
        write.advance(() -> begin.apply(write));
        bringToAnEnd(List.of(write), waiting, Progress.IGNORED);
        write.trouble().ifPresent(it -> {
            throw it;
        });
        return write.end().orElseThrow();
    }

    /** Asks and looks until each has its end, as long as there is time. */
    private void bringToAnEnd(List<Write> writes, Backoff.Waiting waiting, Consumer<Progress> progress) {
        while (true) {
            boolean moved = poll(needing(Need.Poll.class, writes));
            moved |= look(needing(Need.Look.class, writes));
            List<Write> open = needing(Need.class, writes);
            if (open.isEmpty()) {
                return;
            }
            if (moved) {
                continue;
            }
            Progress.tell(progress, new Progress(time.instant(), "waiting for the provider, " + open.size() + " open"));
            if (!waits(waiting, open)) {
                open.forEach(it -> it.advance(() -> it.giveUp(it.need().orElseThrow())));
                return;
            }
        }
    }

    /** An interrupted wait is trouble for all who wait. */
    private static boolean waits(Backoff.Waiting waiting, List<Write> open) {
        try {
            return waiting.next();
        } catch (CallInterruptedException interrupted) {
            open.forEach(it -> it.breakOff(interrupted));
            return true;
        }
    }

    private static List<Write> needing(Class<? extends Need> kind, List<Write> writes) {
        return writes.stream()
                .filter(it -> it.need().filter(kind::isInstance).isPresent())
                .toList();
    }

    /** Asks how jobs stand; whether anything came of it. */
    private boolean poll(List<Write> writes) {
        if (writes.isEmpty()) {
            return false;
        }
        List<Need.Poll> polls =
                writes.stream().map(it -> (Need.Poll) it.need().orElseThrow()).toList();
        List<String> heard = new ArrayList<>();
        List<Outcome<UserId>> answers;
        try {
            answers = Exchanges.during(
                    exchange -> exchange.requestId().ifPresent(heard::add),
                    () -> Together.poll(
                            provider, polls.stream().map(Need.Poll::job).toList()));
        } catch (AnswerLostException | ProviderProtocolException lost) {
            if (writes.size() > 1) { // perhaps one of them only
                return writes.stream().map(it -> poll(List.of(it))).reduce(false, Boolean::logicalOr);
            }
            writes.forEach(it -> it.hears(heard));
            writes.forEach(it -> it.advance(it::jobLost));
            return true;
        } catch (ProviderUnavailableException | RateLimitedException later) {
            writes.forEach(Write::providerDoesNotAnswer);
            return false;
        } catch (RuntimeException broken) {
            writes.forEach(it -> it.breakOff(broken));
            return true;
        }
        boolean moved = false;
        for (int i = 0; i < writes.size(); i++) {
            Write write = writes.get(i);
            Need.Poll waited = polls.get(i);
            Outcome<UserId> answer = answers.get(i);
            write.hears(heard);
            write.advance(() -> write.polled(waited, answer));
            moved |= !write.need().equals(Optional.of(waited));
        }
        return moved;
    }

    /** Looks at people; whether anything came of it. */
    private boolean look(List<Write> writes) {
        if (writes.isEmpty()) {
            return false;
        }
        List<Need.Look> looks =
                writes.stream().map(it -> (Need.Look) it.need().orElseThrow()).toList();
        Instant at = time.instant(); // a look proves nothing of what happened after it was begun
        List<Optional<User>> people;
        try {
            people = Together.find(provider, looks.stream().map(Need.Look::who).toList());
        } catch (ProviderUnavailableException | RateLimitedException | ProviderProtocolException unread) {
            writes.forEach(Write::providerDoesNotAnswer);
            return false;
        } catch (RuntimeException broken) {
            writes.forEach(it -> it.breakOff(broken));
            return true;
        }
        boolean moved = false;
        for (int i = 0; i < writes.size(); i++) {
            Write write = writes.get(i);
            Need.Look looked = looks.get(i);
            Optional<User> seen = people.get(i);
            write.advance(() -> looked.then().apply(seen, at).orElse(looked));
            moved |= !write.need().equals(Optional.of(looked));
        }
        return moved;
    }

    /** Whether the journal has such a request: one that may have been sent. */
    boolean knows(String id) {
        return journal.find(id).isPresent();
    }

    /** Forgets settled requests, and those that a node prepared and died before it sent them. */
    void forgetAll(String idsStart) {
        journal.startingWith(idsStart).forEach(journal::tidyAway);
    }
}
