package dev.gangway.dropbox.simulator;

import java.util.Optional;

/** Writes what happens to members into the log. */
final class MemberEvents {
    private MemberEvents() {}

    /** Somebody new is invited, possibly with a name, an external id, a role, and hidden from the directory. */
    static void invited(Invocation call, Member member) {
        statusChanged(call, member, "not_joined");
        if (!member.displayName().isEmpty()) {
            call.record(EventType.MEMBER_ADD_NAME, member, Struct.of().with("new_value", name(member)));
        }
        member.externalId()
                .ifPresent(id -> call.record(
                        EventType.MEMBER_ADD_EXTERNAL_ID, member, Struct.of().with("new_value", id)));
        if (member.role().isPresent()) {
            roleChanged(call, member, Optional.empty());
        }
        member.directoryRestricted().filter(hidden -> hidden).ifPresent(hidden -> restricted(call, member, true));
    }

    /** The member is hidden from the team's directory, or shown there again. */
    static void restricted(Invocation call, Member member, boolean hidden) {
        call.record(
                hidden ? EventType.DIRECTORY_RESTRICTIONS_ADD_MEMBERS : EventType.DIRECTORY_RESTRICTIONS_REMOVE_MEMBERS,
                Struct.of(),
                Event.Participant.of(member));
    }

    static void statusChanged(Invocation call, Member member, String previous) {
        call.record(EventType.MEMBER_CHANGE_STATUS, member, status(previous, member));
    }

    /** The member is no longer on the team. */
    static void removed(Invocation call, Member member, Member.Status previous, String removeAction) {
        Struct action = Struct.tag("remove_action", Struct.tag(removeAction));
        call.record(
                EventType.MEMBER_CHANGE_STATUS,
                member,
                status(previous.tag(), member).with("action", action));
    }

    static void roleChanged(Invocation call, Member member, Optional<Role> previous) {
        call.record(
                EventType.MEMBER_CHANGE_ADMIN_ROLE,
                member,
                Struct.of()
                        .withOptional("new_value", member.role().map(role -> Struct.tag(role.logged())))
                        .withOptional("previous_value", previous.map(role -> Struct.tag(role.logged()))));
    }

    /** {@code UserNameLogInfo}. */
    static Struct name(Member member) {
        return Struct.of().with("given_name", member.givenName()).with("surname", member.surname());
    }

    static Struct status(String previous, Member member) {
        return Struct.of()
                .with("previous_value", Struct.tag(previous))
                .with("new_value", Struct.tag(member.status().tag()));
    }
}
