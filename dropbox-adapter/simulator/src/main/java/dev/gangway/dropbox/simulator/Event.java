package dev.gangway.dropbox.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One audit event, kept small: a million of them fit in a test's heap. Immutable.
 *
 * @param second when it happened, in seconds since the epoch
 * @param context the member on whose behalf it was done; without one it was on behalf of the team
 * @param participants who else is affected
 * @param asset the file or folder that it is about, if it is about one
 * @param outsiders whether somebody outside the team is involved
 * @param details fields of the type's details; shared between events where they are alike
 */
record Event(
        long second,
        EventType type,
        Actor actor,
        Origin origin,
        @Nullable Member context,
        List<Participant> participants,
        @Nullable Asset asset,
        boolean outsiders,
        Struct details) {

    Event(Instant at, EventType type, Actor actor, Origin origin, Optional<Member> context, Struct details) {
        this(at.getEpochSecond(), type, actor, origin, context.orElse(null), List.of(), null, false, details);
    }

    /** Of people and groups whom it affects; somebody outside the team is told as such. */
    Event with(List<Participant> affected) {
        boolean outside = affected.stream().anyMatch(it -> it.outsider() != null);
        return new Event(
                second, type, actor, origin, context, List.copyOf(affected), asset, outsiders || outside, details);
    }

    Event about(Asset what) {
        return new Event(second, type, actor, origin, context, participants, what, outsiders, details);
    }

    Event withOutsiders() {
        return new Event(second, type, actor, origin, context, participants, asset, true, details);
    }

    Instant at() {
        return Instant.ofEpochSecond(second);
    }

    /** Whether the account is the actor, the context or a participant. */
    boolean concerns(Member member) {
        return context == member
                || (actor instanceof Actor.Person person && person.member() == member)
                || participants.stream().anyMatch(participant -> participant.user() == member);
    }

    /** A user, a group or somebody outside the team whom an event affects: exactly one of the three. */
    record Participant(
            @Nullable Member user,
            @Nullable Struct group,
            @Nullable String outsider) {
        static Participant of(Member user) {
            return new Participant(user, null, null);
        }

        /** A group: {@code group_id}, {@code display_name}, {@code external_id}. */
        static Participant of(Struct group) {
            return new Participant(null, group, null);
        }

        /** Somebody outside the team, by the address. */
        static Participant outside(String email) {
            return new Participant(null, null, email);
        }
    }
}
