package dev.gangway.dropbox.simulator;

import java.util.List;

/** Audit events as JSON. */
final class Events {
    private Events() {}

    /** {@code TeamEvent}. */
    static Struct json(Event event) {
        Struct json = Struct.of()
                .with("timestamp", event.at())
                .with("event_category", Struct.tag(event.type().category()))
                .with("actor", event.actor().json())
                .with("origin", event.origin().json())
                .with("involve_non_team_member", event.outsiders())
                .with("context", context(event))
                .with("event_type", event.type().json())
                .with("details", Struct.tag(event.type().name() + "_details").flatten(event.details()));
        if (!event.participants().isEmpty()) {
            json.with(
                    "participants",
                    event.participants().stream().map(Events::participant).toList());
        }
        Asset asset = event.asset();
        return asset == null ? json : json.with("assets", List.of(asset.asset()));
    }

    /** {@code UserLogInfo} of a team member, as the member is called now. */
    static Struct userLogInfo(Member member) {
        return Struct.tag("team_member")
                .with("account_id", member.accountId())
                .with("display_name", member.displayName())
                .with("email", member.email())
                .with("team_member_id", member.id())
                .withOptional("member_external_id", member.externalId());
    }

    private static Struct context(Event event) {
        Member member = event.context();
        return member == null ? Struct.tag("team") : userLogInfo(member);
    }

    private static Struct participant(Event.Participant participant) {
        Member user = participant.user();
        Struct group = participant.group();
        if (user != null) {
            return Struct.tag("user", userLogInfo(user));
        }
        String outsider = participant.outsider();
        if (outsider != null) {
            return Struct.tag("user", Struct.tag("non_team_member").with("email", outsider));
        }
        return group == null ? Struct.tag("group") : Struct.tag("group").flatten(group);
    }
}
