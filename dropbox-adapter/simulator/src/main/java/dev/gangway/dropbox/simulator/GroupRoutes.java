package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.Shape.FLAG;
import static dev.gangway.dropbox.simulator.Shape.TEXT;
import static dev.gangway.dropbox.simulator.Shape.member;
import static dev.gangway.dropbox.simulator.Shape.number;
import static dev.gangway.dropbox.simulator.Shape.optional;
import static dev.gangway.dropbox.simulator.Shape.required;
import static dev.gangway.dropbox.simulator.Shape.tags;
import static dev.gangway.dropbox.simulator.Shape.union;
import static dev.gangway.dropbox.simulator.Shape.withDefault;

import dev.gangway.dropbox.simulator.Cursors.Cursor;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The groups themselves. */
final class GroupRoutes {
    /** {@code GroupSelector}. */
    static final Shape GROUP = union(member("group_id", TEXT), member("group_external_id", TEXT));

    /** The choice of {@code IncludeMembersArg}. */
    static final Shape.Field RETURN_MEMBERS = withDefault("return_members", FLAG, true);

    static final String READ = "groups.read";
    static final String WRITE = "groups.write";

    private static final String LIST = "team/groups/list";
    private static final String DELETE = "team/groups/delete";
    private static final Shape MANAGEMENT = tags("user_managed", "company_managed", "system_managed");

    /** Which characters are invalid is not specified; these are assumed. */
    private static final String VALID_NAME = "(?U)[^\\p{Cntrl}/\\\\<>]*[^\\p{Cntrl}/\\\\<>\\s][^\\p{Cntrl}/\\\\<>]*";

    private GroupRoutes() {}

    static List<Route> routes() {
        return List.of(
                Route.team(
                        LIST,
                        READ,
                        Shape.struct(withDefault("limit", number(1, 1000), 1000L)),
                        call -> page(call, call.begin(LIST, call.arg().number("limit")))),
                Route.team(
                        LIST + "/continue",
                        READ,
                        Shape.struct(required("cursor", TEXT)),
                        call -> page(call, call.resume(LIST, "invalid_cursor"))),
                Route.team(
                        "team/groups/get_info",
                        READ,
                        union(member("group_ids", Shape.list(TEXT)), member("group_external_ids", Shape.list(TEXT))),
                        GroupRoutes::info),
                Route.team(
                        "team/groups/create",
                        WRITE,
                        Shape.struct(
                                required("group_name", TEXT),
                                withDefault("add_creator_as_owner", FLAG, false),
                                optional("group_external_id", TEXT),
                                optional("group_management_type", MANAGEMENT)),
                        GroupRoutes::create),
                Route.team(
                        "team/groups/update",
                        WRITE,
                        Shape.struct(
                                required("group", GROUP),
                                RETURN_MEMBERS,
                                optional("new_group_name", TEXT),
                                optional("new_group_external_id", TEXT),
                                optional("new_group_management_type", MANAGEMENT)),
                        GroupRoutes::update),
                Route.team(DELETE, WRITE, GROUP, GroupRoutes::delete),
                Route.team("team/groups/job_status/get", WRITE, Jobs.POLL, call -> call.poll(DELETE)));
    }

    /** The group that a selector means; a deleted one is no more found than one that never was. */
    static Group find(Invocation call, Arg selector) {
        return lookUp(call, selector)
                .filter(group -> !group.isDeleted())
                .orElseThrow(() -> new RouteError("group_not_found"));
    }

    /** The same, but refuses the groups that the service manages. */
    static Group findManageable(Invocation call, Arg selector) {
        Group group = find(call, selector);
        if (group.isSystemManaged()) {
            throw new RouteError("system_managed_group_disallowed");
        }
        return group;
    }

    /** {@code GroupFullInfo}; the members of a group that the service manages are never told. */
    static Struct fullInfo(Invocation call, Group group, boolean returnMembers) {
        Struct info = summary(group);
        if (returnMembers && !group.isSystemManaged()) {
            info.with(
                    "members",
                    group.memberships().stream()
                            .filter(Group.Membership::isCurrent)
                            .map(membership -> memberInfo(call, membership))
                            .toList());
        }
        return info.with("created", group.created().toEpochMilli());
    }

    /** {@code GroupMemberInfo}. */
    static Struct memberInfo(Invocation call, Group.Membership membership) {
        return Struct.of()
                .with("profile", Profiles.memberProfile(membership.member(), call.now()))
                .with("access_type", Struct.tag(membership.isOwner() ? "owner" : "member"));
    }

    private static Optional<Group> lookUp(Invocation call, Arg selector) {
        String value = selector.text(selector.tag());
        Groups groups = call.team().groups();
        return selector.tag().equals("group_id") ? groups.byId(value) : groups.byExternalId(value);
    }

    private static Struct summary(Group group) {
        return Struct.of()
                .with("group_name", group.name())
                .with("group_id", group.id())
                .withOptional("group_external_id", group.externalId())
                .with("member_count", (long) group.size())
                .with("group_management_type", Struct.tag(group.management().tag()));
    }

    private static Object page(Invocation call, Cursor at) {
        return call.page(at, at.query(Integer.class), call.team().groups().all(), group -> !group.isDeleted())
                .json("groups", GroupRoutes::summary);
    }

    /** In the order of the request; what isn't known is no error. */
    private static Object info(Invocation call) {
        Groups groups = call.team().groups();
        Function<String, Optional<Group>> find =
                call.arg().tag().equals("group_ids") ? groups::byId : groups::byExternalId;
        return call.arg().texts(call.arg().tag()).stream()
                .map(id -> find.apply(id)
                        .filter(group -> !group.isDeleted())
                        .map(group -> Struct.tag("group_info").flatten(fullInfo(call, group, true)))
                        .orElseGet(() -> Struct.tag("id_not_found", id)))
                .toList();
    }

    /** Users may manage it unless the request says otherwise, and the creator is the admin who authorized the app [both assumed]. */
    private static Object create(Invocation call) {
        Arg arg = call.arg();
        Group.Management management = arg.optionalNested("group_management_type")
                .map(GroupRoutes::management)
                .orElse(Group.Management.USER_MANAGED);
        String name = arg.text("group_name");
        Optional<String> externalId = arg.optionalText("group_external_id").filter(id -> !id.isEmpty());
        checkName(call, name, Optional.empty());
        externalId.ifPresent(id -> checkExternalId(call, id, Optional.empty()));

        Groups groups = call.team().groups();
        Group group = groups.found(call.ids().group(), name, management, call.now());
        groups.changeExternalId(group, externalId);
        GroupEvents.created(call, group);
        if (arg.flag("add_creator_as_owner")) {
            addCreator(call, group);
        }
        return fullInfo(call, group, true);
    }

    private static void addCreator(Invocation call, Group group) {
        Member creator = call.caller().requiredToken().grant().authorizedBy();
        if (creator.isCurrent()) {
            group.add(creator, !group.isCompanyManaged());
            GroupEvents.joined(call, group, creator);
        }
    }

    /** All of it or, if any part is refused, nothing. */
    private static Object update(Invocation call) {
        Arg arg = call.arg();
        Group group = findManageable(call, arg.nested("group"));
        Optional<Group.Management> management =
                arg.optionalNested("new_group_management_type").map(GroupRoutes::management);
        Optional<String> name = arg.optionalText("new_group_name");
        Optional<String> externalId = arg.optionalText("new_group_external_id");
        name.ifPresent(changed -> checkName(call, changed, Optional.of(group)));
        externalId.filter(id -> !id.isEmpty()).ifPresent(id -> checkExternalId(call, id, Optional.of(group)));

        name.ifPresent(changed -> rename(call, group, changed));
        externalId.ifPresent(id -> {
            Optional<String> previous = group.externalId();
            call.team().groups().changeExternalId(group, Optional.of(id).filter(text -> !text.isEmpty()));
            GroupEvents.externalIdChanged(call, group, previous);
        });
        management.ifPresent(changed -> changeManagement(call, group, changed));
        return fullInfo(call, group, arg.flag("return_members"));
    }

    private static void rename(Invocation call, Group group, String name) {
        String previous = group.name();
        if (!name.equals(previous)) {
            call.team().groups().rename(group, name);
            GroupEvents.renamed(call, group, previous);
        }
    }

    private static void changeManagement(Invocation call, Group group, Group.Management changed) {
        Group.Management previous = group.management();
        if (changed != previous) {
            group.management(changed);
            GroupEvents.managementChanged(call, group, previous);
        }
    }

    /** The group is gone at once; the job stands for its resources, which take their time. */
    private static Object delete(Invocation call) {
        if (lookUp(call, call.arg()).filter(Group::isDeleted).isPresent()) {
            throw new RouteError("group_already_deleted");
        }
        Group group = findManageable(call, call.arg());
        call.team().groups().delete(group);
        GroupEvents.deleted(call, group);
        return call.launch(DELETE, false, () -> Struct.tag("complete"));
    }

    private static Group.Management management(Arg type) {
        Group.Management management = Group.Management.of(type.tag());
        if (management == Group.Management.SYSTEM_MANAGED) {
            throw new RouteError("system_managed_group_disallowed");
        }
        return management;
    }

    private static void checkName(Invocation call, String name, Optional<Group> self) {
        if (!name.matches(VALID_NAME)) {
            throw new RouteError("group_name_invalid");
        }
        requireFree(call.team().groups().byName(name), self, "group_name_already_used");
    }

    private static void checkExternalId(Invocation call, String externalId, Optional<Group> self) {
        requireFree(call.team().groups().byExternalId(externalId), self, "external_id_already_in_use");
    }

    private static void requireFree(Optional<Group> holder, Optional<Group> self, String otherwise) {
        if (holder.isPresent() && !holder.equals(self)) {
            throw new RouteError(otherwise);
        }
    }
}
