package dev.gangway.teamfolder;

import dev.gangway.error.AnswerLostException;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.GangwayException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.RateLimitedException;
import dev.gangway.error.StoreException;
import dev.gangway.http.Backoff;
import dev.gangway.http.Time;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Fact;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One request that changes a team folder, from its intent in the journal to its end: it is sent once, a background job is polled to its end,
 * the result is read back, and a lost answer is settled by reading. Nothing is sent a second time. Not thread-safe.
 */
final class FolderWrite {

    /**
     * For how long after sending a reading that shows no effect proves nothing, since a provider may lag behind itself and the clocks of
     * nodes differ by seconds. Assumed: no provider publishes a figure.
     */
    private static final Duration SETTLE_WINDOW = Duration.ofSeconds(30);

    /** For how long after the intent a request may go out; a node that was paused for longer sends nothing. */
    private static final Duration SEND_WITHIN = Duration.ofMinutes(1);

    /** For how long after the intent a request whose node died may still be on its way. */
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(6);

    /** After this time what the provider reported done counts as done and changed again since. Assumed. */
    private static final Duration GIVE_UP_AFTER = Duration.ofHours(24);

    private static final Backoff LOOKS = new Backoff(Duration.ofMillis(500), 1.5, Duration.ofSeconds(5));

    private static final String HANDLE = "team-folder:";

    private final TeamFolderData provider;
    private final FolderJournal journal;
    private final Time time;
    private final Duration maxWait;
    private final FolderIntent intent;
    private FolderJournal.Entry entry;

    FolderWrite(
            TeamFolderData provider, FolderJournal journal, TeamFoldersSettings settings, FolderJournal.Entry entry) {
        this.provider = provider;
        this.journal = journal;
        this.time = settings.time();
        this.maxWait = settings.maxWait();
        this.entry = entry;
        this.intent = FolderIntent.read(entry.content().object("intent").orElseThrow());
    }

    static FolderJournal.Entry entry(String id, FolderIntent intent) {
        return new FolderJournal.Entry(id, 0, JsonObject.EMPTY.with("intent", intent.write()));
    }

    static JobHandle handle(String id) {
        return new JobHandle(HANDLE + id);
    }

    /** The id of the record that a handle stands for; empty if it is a handle of something else. */
    static Optional<String> id(JobHandle handle) {
        return Optional.of(handle.value()).filter(it -> it.startsWith(HANDLE)).map(it -> it.substring(HANDLE.length()));
    }

    UnsettledChange open() {
        return new UnsettledChange(handle(entry.id()), intent.words(), sentAt());
    }

    boolean hasEnded() {
        return entry.content().object("end").isPresent();
    }

    Instant sentAt() {
        return entry.content().instant("sentAt").orElseThrow();
    }

    /** Writes down what is about to be sent, sends it, and waits for its end. */
    Outcome<TeamFolder> send() {
        note(entry.content().with("sentAt", time.instant()));
        Outcome<TeamFolderId> outcome;
        try {
            if (sinceSending(time.instant()).compareTo(SEND_WITHIN) > 0) {
                throw new StoreException("This node was paused for too long; nothing was sent. Ask again.", null);
            }
            outcome = intent.send(provider);
        } catch (AnswerLostException | ProviderProtocolException lost) {
            return orHandedOut(this::lost);
        } catch (CallInterruptedException onItsWay) {
            throw onItsWay;
        } catch (GangwayException notExecuted) {
            journal.tidyAway(entry);
            throw notExecuted;
        }
        return orHandedOut(() -> answered(outcome).orElseGet(this::carryOn));
    }

    /** Waits for what another hand began: the provider is at it already, and nothing is sent. */
    Outcome<TeamFolder> await(TeamFolderId folder) {
        note(entry.content().with("sentAt", time.instant()));
        return orHandedOut(() -> {
            noteReported(folder, false);
            return carryOn();
        });
    }

    /** Settles it by reading; nothing is sent. */
    Outcome<TeamFolder> settle() {
        return entry.content().object("end").map(FolderWrite::recorded).orElseGet(this::carryOn);
    }

    /** What was sent has a handle, whatever happens to the work here. */
    private Outcome<TeamFolder> orHandedOut(Supplier<Outcome<TeamFolder>> work) {
        try {
            return work.get();
        } catch (CallInterruptedException interrupted) {
            throw interrupted;
        } catch (GangwayException broken) {
            return Outcome.unsettled(handle(entry.id()), "the work on it was broken off: " + broken.getMessage());
        }
    }

    private Outcome<TeamFolder> lost() {
        note(entry.content().without("job").with("lostAt", time.instant()));
        return carryOn();
    }

    /** The provider's answer to the request, or at the end of its job. */
    private Optional<Outcome<TeamFolder>> answered(Outcome<TeamFolderId> outcome) {
        return outcome.match(
                done -> {
                    noteReported(done.value(), done.changed());
                    return Optional.empty();
                },
                refused -> Optional.of(finish(new Outcome.Refused<>(refused.refusal()))),
                unsettled -> {
                    note(entry.content().with("job", unsettled.handle().value()));
                    return Optional.empty();
                });
    }

    private void noteReported(TeamFolderId folder, boolean changed) {
        note(entry.content().with("reported", folder.value()).with("reportedChange", changed));
    }

    /** Asks and looks until it has ended, as long as there is time. */
    private Outcome<TeamFolder> carryOn() {
        Backoff.Waiting waiting = LOOKS.until(time.instant().plus(maxWait), time);
        while (true) {
            Optional<Outcome<TeamFolder>> end = step();
            if (end.isPresent()) {
                return end.get();
            }
            if (!waiting.next()) {
                return unsettled();
            }
        }
    }

    private Optional<Outcome<TeamFolder>> step() {
        try {
            Optional<String> reported = entry.content().text("reported");
            if (reported.isPresent()) {
                return readBack(new TeamFolderId(reported.get()));
            }
            Optional<String> job = entry.content().text("job");
            return job.isPresent() ? poll(new JobHandle(job.get())) : look();
        } catch (ProviderUnavailableException | RateLimitedException | ProviderProtocolException unread) {
            return Optional.empty();
        }
    }

    private Optional<Outcome<TeamFolder>> poll(JobHandle job) {
        Outcome<TeamFolderId> answer;
        try {
            answer = provider.poll(job);
        } catch (AnswerLostException | ProviderProtocolException lost) {
            note(entry.content().without("job").with("lostAt", time.instant()));
            return Optional.empty();
        }
        return answer instanceof Outcome.Unsettled ? Optional.empty() : answered(answer);
    }

    /** Looks whether the effect that the provider reported can be seen. */
    private Optional<Outcome<TeamFolder>> readBack(TeamFolderId folder) {
        boolean changed = entry.content().flag("reportedChange").orElseThrow();
        Instant at = time.instant(); // a look proves nothing of what happened after it was begun
        Optional<TeamFolder> now = provider.find(folder);
        if (now.filter(intent::isSo).isPresent()) {
            return Optional.of(finish(new Outcome.Done<>(now.get(), changed)));
        }
        if (sinceSending(at).compareTo(GIVE_UP_AFTER) <= 0) {
            return Optional.empty();
        }
        return Optional.of(finish(now.<Outcome<TeamFolder>>map(it -> new Outcome.Done<>(it, changed))
                .orElseGet(() -> Outcome.refused(
                        Refusal.Reason.FOLDER_NOT_FOUND,
                        "The provider reported it done, and doesn't know the folder any more. Look in its console."))));
    }

    /** Looks whether a request whose answer was lost took effect. */
    private Optional<Outcome<TeamFolder>> look() {
        Instant at = time.instant();
        Optional<TeamFolder> now = intent.look(provider);
        if (now.filter(intent::isSo).isPresent()) {
            return Optional.of(finish(new Outcome.Done<>(now.get(), true)));
        }
        boolean proves =
                at.isAfter(provesFrom()) && now.filter(intent::isUnderWay).isEmpty();
        return proves
                ? Optional.of(finish(Outcome.refused(
                        Refusal.Reason.TRY_LATER,
                        "The answer was lost, and readings show that nothing came of it. Ask for it again.")))
                : Optional.empty();
    }

    private Instant provesFrom() {
        return entry.content()
                .instant("lostAt")
                .orElse(sentAt().plus(ON_ITS_WAY))
                .plus(SETTLE_WINDOW);
    }

    private Duration sinceSending(Instant at) {
        return Duration.between(sentAt(), at);
    }

    /** A handle that was handed out must give the same answer later. */
    private Outcome<TeamFolder> finish(Outcome<TeamFolder> end) {
        if (entry.content().flag("handedOut").orElse(false)) {
            note(entry.content().with("end", json(end)));
        } else {
            journal.tidyAway(entry);
        }
        return end;
    }

    private Outcome<TeamFolder> unsettled() {
        JsonObject content = entry.content();
        note(content.with("handedOut", true));
        String why = "the answer was lost, and reading could not settle yet what happened";
        if (content.text("reported").isPresent()) {
            why = "the provider reports it done, and its own reading doesn't show it yet";
        } else if (content.text("job").isPresent()) {
            why = "the provider has not finished yet";
        }
        return Outcome.unsettled(handle(entry.id()), why);
    }

    private void note(JsonObject content) {
        if (entry.version() == 0 || !content.equals(entry.content())) {
            entry = journal.write(entry, content);
        }
    }

    private static JsonObject json(Outcome<TeamFolder> end) {
        return end.match(
                done -> JsonObject.EMPTY
                        .with("changed", done.changed())
                        .with("id", done.value().id().value())
                        .with("name", done.value().name())
                        .with("status", done.value().status().name())
                        .with("sync", done.value().sync().map(Enum::name).toOptional())
                        .with("noSync", done.value().sync().match(known -> Optional.empty(), Optional::of)),
                refused -> JsonObject.EMPTY
                        .with("refused", refused.refusal().reason().name())
                        .with("explanation", refused.refusal().explanation())
                        .with("providerCode", refused.refusal().providerCode()),
                unsettled -> {
                    throw new IllegalArgumentException("not ended: " + unsettled.handle());
                });
    }

    private static Outcome<TeamFolder> recorded(JsonObject end) {
        Optional<String> reason = end.text("refused");
        if (reason.isPresent()) {
            return new Outcome.Refused<>(new Refusal(
                    Refusal.Reason.valueOf(reason.get()), end.requiredText("explanation"), end.text("providerCode")));
        }
        Fact<SyncSetting> sync = end.text("sync")
                .map(it -> Fact.of(SyncSetting.valueOf(it)))
                .orElseGet(() -> Fact.unknown(end.requiredText("noSync")));
        return new Outcome.Done<>(
                new TeamFolder(
                        new TeamFolderId(end.requiredText("id")),
                        end.requiredText("name"),
                        TeamFolder.Status.valueOf(end.requiredText("status")),
                        sync),
                end.flag("changed").orElseThrow());
    }
}
