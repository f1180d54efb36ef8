package dev.gangway.dropbox.simulator;

import dev.gangway.dropbox.simulator.Event.Participant;
import java.util.Optional;

/** Writes what happens to groups into the log. */
final class GroupEvents {
    private GroupEvents() {}

    static void created(Invocation call, Group group) {
        call.record(EventType.GROUP_CREATE, companyManaged(group), participant(group));
        externalIdChanged(call, group, Optional.empty());
    }

    static void deleted(Invocation call, Group group) {
        call.record(EventType.GROUP_DELETE, companyManaged(group), participant(group));
    }

    static void renamed(Invocation call, Group group, String previous) {
        Struct details = Struct.of().with("previous_value", previous).with("new_value", group.name());
        call.record(EventType.GROUP_RENAME, details, participant(group));
    }

    /** Writes nothing if the external id is still the previous one. */
    static void externalIdChanged(Invocation call, Group group, Optional<String> previous) {
        Optional<String> changed = group.externalId();
        if (changed.equals(previous)) {
            return;
        }
        EventType type = previous.isEmpty()
                ? EventType.GROUP_ADD_EXTERNAL_ID
                : changed.isEmpty() ? EventType.GROUP_REMOVE_EXTERNAL_ID : EventType.GROUP_CHANGE_EXTERNAL_ID;
        Struct details = Struct.of().withOptional("new_value", changed).withOptional("previous_value", previous);
        call.record(type, details, participant(group));
    }

    static void managementChanged(Invocation call, Group group, Group.Management previous) {
        Struct details = Struct.of()
                .with("new_value", Struct.tag(group.management().tag()))
                .with("previous_value", Struct.tag(previous.tag()));
        call.record(EventType.GROUP_CHANGE_MANAGEMENT_TYPE, details, participant(group));
    }

    static void joined(Invocation call, Group group, Member member) {
        call.record(EventType.GROUP_ADD_MEMBER, ownership(group, member), participant(group), Participant.of(member));
    }

    static void accessChanged(Invocation call, Group group, Member member) {
        call.record(
                EventType.GROUP_CHANGE_MEMBER_ROLE,
                ownership(group, member),
                participant(group),
                Participant.of(member));
    }

    static void left(Invocation call, Group group, Member member) {
        call.record(EventType.GROUP_REMOVE_MEMBER, Struct.of(), participant(group), Participant.of(member));
    }

    private static Struct companyManaged(Group group) {
        return Struct.of().with("is_company_managed", group.isCompanyManaged());
    }

    private static Struct ownership(Group group, Member member) {
        return Struct.of().with("is_group_owner", group.isOwner(member));
    }

    private static Participant participant(Group group) {
        return Participant.of(Struct.of()
                .with("group_id", group.id())
                .with("display_name", group.name())
                .withOptional("external_id", group.externalId()));
    }
}
