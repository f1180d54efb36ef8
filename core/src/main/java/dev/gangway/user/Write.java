package dev.gangway.user;

import dev.gangway.error.AnswerLostException;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.GangwayException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.RateLimitedException;
import dev.gangway.error.StoreException;
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
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One request that changes something, from its intent in the journal to its end. It waits for nothing by itself: it says what it needs, and
 * {@link Writes} brings that, for several of them with one question. Not thread-safe.
 */
final class Write {

    private static final String AT_WORK = "the provider works on it in the background";

    private final UserLifecycle provider;
    private final Journal journal;
    private final Time time;
    private Intent intent;
    private final Before before;
    private final Consumer<Progress> progress;
    private final List<String> heard = new ArrayList<>();
    private Journal.Entry entry;
    private boolean intended;
    private boolean mayBeSent;
    private boolean unreadable;
    private Optional<Need> need = Optional.empty();
    private Optional<RuntimeException> trouble = Optional.empty();

    Write(
            UserLifecycle provider,
            Journal journal,
            Time time,
            Journal.Entry entry,
            Before before,
            Consumer<Progress> progress) {
        this.provider = provider;
        this.journal = journal;
        this.time = time;
        this.entry = entry;
        this.intent = intent(entry);
        this.before = before;
        this.progress = progress;
    }

    static Intent intent(Journal.Entry entry) {
        return Intent.read(entry.content().object("intent").orElseThrow());
    }

    Intent intent() {
        return intent;
    }

    /** Goes a step; trouble on the way ends the work on it here, and leaves what is in the journal to be settled later. */
    void advance(Supplier<Need> step) {
        try {
            need = Optional.of(step.get());
        } catch (RuntimeException broken) {
            breakOff(broken);
        }
    }

    void breakOff(RuntimeException broken) {
        trouble = Optional.of(broken);
    }

    /** What it needs; empty once it has ended or was broken off. */
    Optional<Need> need() {
        return trouble.isPresent() ? Optional.empty() : need.filter(it -> !(it instanceof Need.Nothing));
    }

    /** How it ended; empty if it was broken off. */
    Optional<Outcome<Writes.Written>> end() {
        return trouble.isEmpty() && need.isPresent() && need.get() instanceof Need.Nothing it
                ? Optional.of(it.outcome())
                : Optional.empty();
    }

    Optional<RuntimeException> trouble() {
        return trouble;
    }

    JobHandle handle() {
        return Writes.handle(entry.id());
    }

    /** False if it surely was not sent, now or before. */
    boolean mayBeSent() {
        return mayBeSent;
    }

    Need resume() {
        mayBeSent = true;
        Optional<JsonObject> end = entry.content().object("end");
        if (end.isPresent()) {
            return new Need.Nothing(recorded(end.get()));
        }
        Optional<String> reported = entry.content().text("reported");
        if (reported.isPresent()) {
            return readBack(
                    new UserId(reported.get()),
                    entry.content().flag("reportedChange").orElseThrow());
        }
        return entry.content()
                .text("job")
                .<Need>map(job -> new Need.Poll(new JobHandle(job)))
                .orElseGet(this::settle);
    }

    /** Writes down what is about to be sent. */
    void intend(int attempt) {
        intended = true;
        note(
                "sending: " + intent.words(),
                json -> json.with("sentAt", time.instant()).with("attempt", attempt));
    }

    Need send(int attempt) {
        intend(attempt);
        Outcome<UserId> outcome;
        try {
            if (attempt == 1) {
                before.firstSending();
            }
            requireFreshIntent();
            mayBeSent = true;
            outcome = Exchanges.during(
                    exchange -> exchange.requestId().ifPresent(heard::add), () -> intent.send(provider));
        } catch (AnswerLostException | ProviderProtocolException lost) {
            return answerLost();
        } catch (CallInterruptedException interrupted) {
            throw interrupted;
        } catch (GangwayException notExecuted) {
            if (attempt == 1) {
                withdraw();
                throw notExecuted;
            }
            return unsettled("a second attempt could not be sent: " + notExecuted.getMessage());
        }
        return answered(outcome);
    }

    /** It goes out now, with others or by itself. */
    void sending() {
        mayBeSent = true;
    }

    /** The provider's ids of the requests that were made for it go into the next note, also if they failed. */
    void hears(List<String> requestIds) {
        heard.clear();
        heard.addAll(requestIds);
    }

    Need answerLost() {
        note("the answer was lost or not understood", json -> json.with("lostAt", time.instant()));
        return settle();
    }

    /** It surely was not carried out: its record goes, as far as the store lets it. */
    void withdraw() {
        mayBeSent = false;
        if (intended) {
            journal.tidyAway(entry.id()); // a store that failed may have written it all the same
        }
    }

    /** Its end isn't known, and its work here was broken off; whoever asked gets its handle, even if the store doesn't take the note. */
    Outcome<Writes.Written> handOut(String why) {
        try {
            unsettled(why);
        } catch (RuntimeException notNoted) {
            trouble.ifPresent(it -> it.addSuppressed(notNoted));
        }
        return Outcome.unsettled(handle(), why);
    }

    /** Another node may have judged an old intent already. */
    void requireFreshIntent() {
        if (sinceSending(time.instant()).compareTo(Writes.SEND_WITHIN) > 0) {
            throw new StoreException("This node was paused for too long; nothing was sent. Ask again.", null);
        }
    }

    private Duration sinceSending(Instant at) {
        return Duration.between(sentAt(), at);
    }

    private Instant sentAt() {
        return entry.content().instant("sentAt").orElseThrow();
    }

    /** The provider's answer to the request, or at the end of its job. */
    Need answered(Outcome<UserId> outcome) {
        return outcome.match(
                done -> {
                    boolean removal = intent instanceof Intent.Remove;
                    boolean changed = done.changed() || (attempts() > 1 && !removal);
                    if (removal) { // a reading can't always tell whose removal it was
                        noteReported(done.value(), changed);
                    }
                    return readBack(done.value(), changed);
                },
                refused -> refusedNowOrDoneBefore(refused.refusal()),
                unsettled -> {
                    note(AT_WORK, json -> json.with("job", unsettled.handle().value()));
                    return new Need.Poll(unsettled.handle());
                });
    }

    private long attempts() {
        return entry.content().number("attempt").orElse(1);
    }

    /** What the provider says of the job that is waited for. */
    Need polled(Need.Poll waited, Outcome<UserId> outcome) {
        if (outcome instanceof Outcome.Unsettled) {
            tell(AT_WORK);
            return waited;
        }
        return answered(outcome);
    }

    Need jobLost() {
        note("the provider lost track of its job", json -> json);
        return settle();
    }

    void providerDoesNotAnswer() {
        tell("the provider doesn't answer; asking again");
    }

    Need giveUp(Need waited) {
        return waited instanceof Need.Look look
                ? look.givingUp().get()
                : unsettled("the provider has not finished yet");
    }

    /** A second sending can be refused because the first took effect after all, though a reading may not show that yet. */
    private Need refusedNowOrDoneBefore(Refusal refusal) {
        Instant provesFrom = sentAt().plus(Writes.SETTLE_WINDOW);
        boolean sentNothing =
                refusal.providerCode().isEmpty(); // then it isn't the first that makes the provider refuse
        return attempts() == 1
                ? finish(refusal)
                : new Need.Look(
                        intent.who(),
                        (now, at) -> reading(() -> intent.isProvedBy(provider, now, sentAt(), at))
                                .flatMap(effect -> effect.orElse(false)
                                        ? Optional.of(finish(now, true))
                                        : Optional.of(at)
                                                .filter(it -> sentNothing || it.isAfter(provesFrom))
                                                .map(it -> refused(refusal))),
                        () -> unsettled("a second attempt was refused, and what became of the first can't be read"));
    }

    private Need refused(Refusal refusal) {
        return intent.takesBack() ? notTakenBack(refusal.explanation()) : finish(refusal);
    }

    /** What else shows the effect is read, too; empty if the provider doesn't answer. */
    private Optional<Optional<Boolean>> reading(Supplier<Optional<Boolean>> effect) {
        try {
            return Optional.of(effect.get());
        } catch (ProviderUnavailableException | RateLimitedException | ProviderProtocolException unread) {
            providerDoesNotAnswer();
            return Optional.empty();
        }
    }

    /** Looks until the effect that the provider reported can be seen. */
    private Need readBack(UserId who, boolean changed) {
        return new Need.Look(
                UserRef.id(who),
                (now, at) -> reading(() -> intent.tookEffect(provider, now)).flatMap(effect -> {
                    if (effect.orElse(true)) {
                        return Optional.of(finish(now, changed || firstDidIt(now, at)));
                    }
                    return sinceSending(at).compareTo(Writes.GIVE_UP_AFTER) > 0
                            ? Optional.of(changedAgainSince(now, changed))
                            : Optional.empty();
                }),
                () -> {
                    noteReported(who, changed);
                    return unsettled("the provider reports it done, and its own reading doesn't show it yet");
                });
    }

    /** Whether what the second sending found done was surely done by the first. */
    private boolean firstDidIt(Optional<User> now, Instant at) {
        return attempts() > 1 && intent.isProvedBy(provider, now, sentAt(), at).orElse(false);
    }

    private void noteReported(UserId who, boolean changed) {
        note(
                changed ? "the provider reports it done" : "the provider reports that it was so already",
                json -> json.with("reported", who.value()).with("reportedChange", changed));
    }

    /** The provider's word stands; what its reading has never shown was changed again by another hand. */
    private Need changedAgainSince(Optional<User> now, boolean changed) {
        if (now.isEmpty()) {
            return finish(Refusal.of(
                    Refusal.Reason.USER_NOT_FOUND,
                    "The provider reported it done, and doesn't know the person any more. Look them up."));
        }
        note("the provider reported it done, and its reading has shown something else ever since", json -> json);
        return finish(now, changed);
    }

    /** Finds out by looking whether a request whose answer was lost took effect. */
    private Need settle() {
        Instant provesFrom = entry.content()
                .instant("lostAt")
                .filter(lostAt -> !lostAt.isBefore(sentAt())) // and not that of the sending before
                .orElse(sentAt().plus(Writes.ON_ITS_WAY))
                .plus(Writes.SETTLE_WINDOW);
        return new Need.Look(
                intent.who(),
                (now, at) -> reading(() -> intent.isProvedBy(provider, now, sentAt(), at))
                        .flatMap(effect -> {
                            if (effect.orElse(false)) {
                                note("a reading shows that it took effect", json -> json);
                                return Optional.of(finish(now, true));
                            }
                            boolean proves = at.isAfter(provesFrom);
                            unreadable = proves && effect.isEmpty();
                            return proves && effect.isPresent()
                                    ? Optional.of(noEffect(now, sinceSending(at)))
                                    : Optional.empty();
                        }),
                () -> unsettled(
                        unreadable
                                ? "the answer was lost, and the provider doesn't show what became of it; look in its console"
                                : "the answer was lost, and reading could not settle yet what happened"));
    }

    /** Readings show that nothing came of it. */
    private Need noEffect(Optional<User> now, Duration since) {
        if (intent.takesBack()) {
            return notTakenBack("readings show no effect");
        }
        if (intent instanceof Intent.Remove removal
                && (now.isEmpty() || now.get().status().isRemoved())) {
            if (removal.isAnothers(now, sentAt())) {
                return finish(
                        Refusal.of(
                                Refusal.Reason.NOT_ON_TEAM,
                                "They joined after this was sent, and were removed by another hand since. Look in the provider's console."));
            }
            unreadable = true;
            return unsettled(
                    removal.handling() instanceof DataHandling.KeepRecoverable
                            ? "the person has left the team for good, and not recoverably as was asked for: another hand may have "
                                    + "removed them, or the time for recovering is over; look at it in the provider's console"
                            : "the person has left the team, and what became of the files can't be read; "
                                    + "look at it in the provider's console while they can still be recovered");
        }
        if (!intent.mayBeSentAgain() && since.compareTo(Writes.GIVE_UP_AFTER) <= 0) {
            return unsettled("it was sent, nothing shows an effect yet, and it must not be sent twice");
        }
        boolean tooLate = Writes.standsForItself(entry) && since.compareTo(Writes.REPEAT_WITHIN) > 0;
        if (tooLate || !intent.mayBeSentAgain()) {
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

    private Need notTakenBack(String why) {
        unreadable = true;
        return unsettled(
                "somebody joined in the moment when their invitation was withdrawn, and was removed; use recover(…), "
                        + "since this did not bring them back: " + why);
    }

    /** A person says how it ended; only once no reading can, and that was just tried. What speaks against it, or empty if it is done. */
    Optional<Refusal> acknowledge(Refusal said) {
        if (!unreadable && sinceSending(time.instant()).compareTo(Writes.GIVE_UP_AFTER) <= 0) {
            return Optional.of(Writes.TOO_EARLY);
        }
        finish(said);
        return Optional.empty();
    }

    /** What this request did and was not to do is taken back in the same record, so that a node that dies leaves nobody forgotten. */
    private Need mend(Intent mending) {
        JsonObject before = entry.content();
        entry = journal.write(
                entry,
                JsonObject.EMPTY
                        .with("intent", mending.write())
                        .with("sentAt", time.instant())
                        .with("steps", before.objects("steps"))
                        .with("handedOut", before.flag("handedOut"))
                        .with("part", before.flag("part"))
                        .with(Writes.TOGETHER, before.text(Writes.TOGETHER)));
        intent = mending;
        return send(2);
    }

    private Need finish(Optional<User> user, boolean changed) {
        Optional<Intent> mending = changed ? intent.mending(user) : Optional.empty();
        if (mending.isPresent()) {
            return mend(mending.get());
        }
        return finish(
                "confirmed by reading back",
                JsonObject.EMPTY.with("changed", changed).with("user", user.map(UserJson::write)));
    }

    private Need finish(Refusal refusal) {
        return finish(
                "refused: " + refusal.reason(),
                JsonObject.EMPTY
                        .with("refused", refusal.reason())
                        .with("explanation", refusal.explanation())
                        .with("providerCode", refusal.providerCode()));
    }

    private Need finish(String text, JsonObject end) {
        note(text, json -> json.with("end", end));
        Outcome<Writes.Written> outcome = recorded(end);
        eraseIfNobodyAsks();
        return new Need.Nothing(outcome);
    }

    private Outcome<Writes.Written> recorded(JsonObject end) {
        Optional<String> reason = end.text("refused");
        if (reason.isPresent()) {
            return new Outcome.Refused<>(new Refusal(
                    Refusal.Reason.valueOf(reason.get()), end.requiredText("explanation"), end.text("providerCode")));
        }
        return new Outcome.Done<>(
                new Writes.Written(
                        end.object("user").map(UserJson::user),
                        entry.content().objects("steps").stream()
                                .map(Receipt.Step::read)
                                .toList()),
                end.flag("changed").orElseThrow());
    }

    private Need unsettled(String why) {
        note("not settled: " + why, json -> json.with("handedOut", true));
        return new Need.Nothing(Outcome.unsettled(handle(), why));
    }

    /** A handle that was handed out must still give the same answer later; a part's entry is erased by the whole. */
    private void eraseIfNobodyAsks() {
        if (!entry.content().flag("handedOut").orElse(false) && Writes.standsForItself(entry)) {
            journal.tidyAway(entry);
        }
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
        Progress.tell(progress, new Progress(time.instant(), text));
    }
}
