package dev.gangway.dropbox.simulator;

import dev.gangway.dropbox.simulator.Cursors.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** One call of a route as its handler sees it: who calls, with what, and the world to work on. Used with the world locked. */
final class Invocation {
    private final World world;
    private final Arg arg;
    private final Caller caller;
    private final String requestId;
    private final FaultScript.Mishaps mishaps;

    Invocation(World world, Arg arg, Caller caller, String requestId, FaultScript.Mishaps mishaps) {
        this.world = world;
        this.arg = arg;
        this.caller = caller;
        this.requestId = requestId;
        this.mishaps = mishaps;
    }

    Arg arg() {
        return arg;
    }

    Caller caller() {
        return caller;
    }

    World world() {
        return world;
    }

    Team team() {
        return world.team();
    }

    Ids ids() {
        return world.ids();
    }

    Instant now() {
        return world.now();
    }

    /** The member whom the argument's {@code user} selects, a former one too; {@code user_not_found} if there is none. */
    Member anyMember() {
        return team().find(arg.nested("user")).orElseThrow(() -> new RouteError("user_not_found"));
    }

    /** The same, but {@code user_not_in_team} for a former member. */
    Member currentMember() {
        Member member = anyMember();
        if (!member.isCurrent()) {
            throw new RouteError("user_not_in_team");
        }
        return member;
    }

    /** The tag with which a fault wants every item of a batch refused. */
    Optional<String> itemRefusal() {
        return mishaps.take(Mishap.RefuseItems.class).map(Mishap.RefuseItems::tag);
    }

    /** Writes that the caller did something to or for a member. */
    void record(EventType type, Member context, Struct details) {
        write(type, Optional.of(context), details, List.of());
    }

    /** Writes that the caller did something to the team as a whole, or to the participants. */
    void record(EventType type, Struct details, Event.Participant... participants) {
        write(type, Optional.empty(), details, List.of(participants));
    }

    /**
     * Signs a member out everywhere, as a suspension or removal does, and writes it.
     *
     * @param deletesData whether the devices are to delete their copies
     */
    void endSessions(Member member, boolean deletesData) {
        for (Session session : member.sessions(now())) {
            member.end(session);
            record(
                    EventType.DEVICE_UNLINK,
                    member,
                    session.unlinked(deletesData && session.kind() != Session.Kind.WEB));
        }
    }

    /**
     * Does work now or as a job, as the options, the seed or a fault want it. The work makes the change, writes the events and returns
     * the {@code complete} answer. Check everything that can be refused before launching.
     *
     * @param kind the job's kind, which its poll route asks for
     * @param forceAsync whether the caller insists on a job
     * @return the launch answer: what the work returned, or {@code async_job_id}
     */
    Struct launch(String kind, boolean forceAsync, Jobs.Task task) {
        Optional<Mishap.JobFate> fate = mishaps.take(Mishap.JobFate.class);
        boolean asJob = forceAsync
                || fate.isPresent()
                || switch (world.options().jobStyle()) {
                    case ALWAYS -> true;
                    case NEVER -> false;
                    case AT_RANDOM -> world.wireIds().below(2) == 0;
                };
        if (!asJob) {
            return task.work();
        }
        Jobs.Fate end = fate.map(Mishap.JobFate::fate).orElse(Jobs.Fate.COMPLETE);
        return Struct.tag("async_job_id", world.jobs().start(kind, end, now(), task));
    }

    /** Answers a poll with the argument {@code async_job_id}: what the job's work returned, or {@code in_progress}. */
    Struct poll(String kind) {
        return world.jobs().poll(kind, arg.text("async_job_id"));
    }

    /** The beginning of a listing; the query, of any type, comes back from {@link Cursor#query}. */
    Cursor begin(String listing, Object query) {
        return Cursor.start(listing, query, now());
    }

    /** The listing's cursor in the argument {@code cursor}, or a refusal with that error tag. */
    Cursor resume(String listing, String invalid) {
        return resume(listing, () -> new RouteError(invalid), () -> new RouteError(invalid));
    }

    /**
     * The listing's cursor in the argument {@code cursor}.
     *
     * @param invalid the refusal of a text that is no cursor of this listing, or an old one
     * @param reset the refusal of a cursor that a fault takes away
     */
    Cursor resume(String listing, Supplier<RouteError> invalid, Supplier<RouteError> reset) {
        if (mishaps.takes(Mishap.ResetCursor.class)) {
            throw reset.get();
        }
        return world.cursors().find(listing, arg.text("cursor"), now()).orElseThrow(invalid);
    }

    /**
     * Cuts a page.
     *
     * @param at where it begins, from {@link #begin} or {@link #resume}
     * @param limit how many items at most
     * @param all a list that only ever grows at its end, since cursors are positions in it
     * @param keep which of its items the listing shows
     */
    <T> Page<T> page(Cursor at, int limit, List<T> all, Predicate<? super T> keep) {
        if (mishaps.takes(Mishap.EmptyPage.class)) {
            return new Page<>(List.of(), cursor(at, at.position(), at.previous()), true);
        }
        boolean repeats = at.position() > 0 && mishaps.takes(Mishap.RepeatPage.class);
        int start = repeats ? at.previous() : at.position();
        List<T> items = new ArrayList<>();
        int position = start;
        for (; position < all.size() && items.size() < limit; position++) {
            if (keep.test(all.get(position))) {
                items.add(all.get(position));
            }
        }
        boolean hasMore = all.subList(position, all.size()).stream().anyMatch(keep);
        return new Page<>(List.copyOf(items), cursor(at, position, start), hasMore);
    }

    private String cursor(Cursor at, int position, int previous) {
        return world.cursors().issue(new Cursor(at.listing(), at.query(), position, previous, now()));
    }

    private void write(EventType type, Optional<Member> context, Struct details, List<Event.Participant> participants) {
        Event event = new Event(now(), type, caller.actor(world), Origin.api(requestId), context, details);
        world.log().append(participants.isEmpty() ? event : event.with(participants));
    }

    /**
     * Who calls.
     *
     * @param token the access token; empty on routes for apps
     * @param selected the member whom a Select header names
     * @param asAdmin whether it was the header for admins, with an admin's access to what is the team's
     * @param inTeamSpace whether paths begin at the members' common root
     */
    record Caller(Optional<Grants.AccessToken> token, Optional<Member> selected, boolean asAdmin, boolean inTeamSpace) {
        static final Caller APP = new Caller(Optional.empty(), Optional.empty(), false, false);

        Grants.AccessToken requiredToken() {
            return token.orElseThrow(() -> new IllegalStateException("a route for apps has no token"));
        }

        private Actor actor(World world) {
            Objects.requireNonNull(world, "world");
            return selected.<Actor>map(Actor.Person::of)
                    .orElseGet(() -> world.app().actor());
        }
    }
}
