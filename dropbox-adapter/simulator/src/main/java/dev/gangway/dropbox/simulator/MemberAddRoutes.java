package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.Shape.EMAIL;
import static dev.gangway.dropbox.simulator.Shape.FLAG;
import static dev.gangway.dropbox.simulator.Shape.TEXT;
import static dev.gangway.dropbox.simulator.Shape.USER;
import static dev.gangway.dropbox.simulator.Shape.list;
import static dev.gangway.dropbox.simulator.Shape.optional;
import static dev.gangway.dropbox.simulator.Shape.required;
import static dev.gangway.dropbox.simulator.Shape.text;
import static dev.gangway.dropbox.simulator.Shape.withDefault;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Invitations. They have no errors of the call, only of its items, which are worked on in the order of the request; an item is refused
 * for, in this order: its address, its external id, its persistent id, a role that doesn't exist, the licenses.
 */
final class MemberAddRoutes {
    /** A part of a name. */
    static final Shape NAME = text(0, 50, "[^/:?*<>\"|]*");

    static final Shape EXTERNAL_ID = text(64);

    private static final String ADD = "team/members/add";
    private static final String STATUS = "team/members/add/job_status/get";
    private static final String WRITE = "members.write";

    /** Specified in prose; that more of them are a malformed request is assumed. */
    private static final int MOST = 20;

    private MemberAddRoutes() {}

    static List<Route> routes() {
        return List.of(
                Route.team(
                        ADD,
                        WRITE,
                        argument(withDefault("role", MemberRoleRoutes.TIER, new Arg(Role.MEMBER_ONLY, Map.of()))),
                        call -> addAll(call, Version.V1, MemberAddRoutes::tier)),
                Route.team(
                        Version.V2.of(ADD),
                        WRITE,
                        argument(optional("role_ids", MemberRoleRoutes.ROLE_IDS)),
                        call -> addAll(call, Version.V2, MemberAddRoutes::role)),
                Route.team(STATUS, WRITE, Jobs.POLL, call -> call.poll(ADD)),
                Route.team(Version.V2.of(STATUS), WRITE, Jobs.POLL, call -> call.poll(Version.V2.of(ADD))),
                Route.team("team/members/send_welcome_email", WRITE, USER, MemberAddRoutes::welcome));
    }

    private static Shape argument(Shape.Field role) {
        Shape newMember = Shape.struct(
                required("member_email", EMAIL),
                optional("member_given_name", NAME),
                optional("member_surname", NAME),
                optional("member_external_id", EXTERNAL_ID),
                optional("member_persistent_id", TEXT),
                withDefault("send_welcome_email", FLAG, true),
                optional("is_directory_restricted", FLAG),
                role);
        return Shape.struct(required("new_members", list(newMember, 0, MOST)), withDefault("force_async", FLAG, false));
    }

    private static Optional<Role> tier(Arg wanted) {
        return Role.byTier(wanted.nested("role").tag());
    }

    private static Optional<Role> role(Arg wanted) {
        return wanted.optionalTexts("role_ids")
                .flatMap(ids -> ids.stream().findFirst())
                .map(id -> Role.byId(id).orElseThrow(() -> new RouteError("user_creation_failed")));
    }

    private static Object addAll(Invocation call, Version version, Function<Arg, Optional<Role>> role) {
        return call.launch(version.of(ADD), call.arg().flag("force_async"), new Jobs.Task() {
            @Override
            public Struct work() {
                return Struct.tag(
                        "complete",
                        call.arg().nestedList("new_members").stream()
                                .map(wanted -> add(call, version, wanted, role))
                                .toList());
            }

            @Override
            public Struct failure() {
                return Struct.tag("failed", "The members could not be added.");
            }
        });
    }

    private static Struct add(
            Invocation call, Version version, Arg wanted, Function<Arg, Optional<Role>> requestedRole) {
        try {
            check(call, wanted);
            Optional<Role> role = requestedRole.apply(wanted);
            requireLicense(call);
            Member member = invite(call, wanted, role);
            return Struct.tag("success").flatten(version.info(member, call.now()));
        } catch (RouteError refused) {
            String tag = String.valueOf(refused.union().fields().get(".tag"));
            return Struct.tag(tag, wanted.text("member_email"));
        }
    }

    private static void check(Invocation call, Arg wanted) {
        call.itemRefusal().ifPresent(tag -> {
            throw new RouteError(tag);
        });
        Team team = call.team();
        if (team.holderOfEmail(wanted.text("member_email"), call.now()).isPresent()) {
            throw new RouteError("user_already_on_team");
        }
        if (wanted.optionalText("member_external_id")
                .flatMap(id -> team.holderOfExternalId(id, call.now()))
                .isPresent()) {
            throw new RouteError("duplicate_external_member_id");
        }
        wanted.optionalText("member_persistent_id").ifPresent(id -> {
            if (!team.settings().hasPersistentIds()) {
                throw new RouteError("persistent_id_disabled");
            }
            if (team.holderOfPersistentId(id, call.now()).isPresent()) {
                throw new RouteError("duplicate_member_persistent_id");
            }
        });
    }

    private static void requireLicense(Invocation call) {
        if (call.team().isFull()) {
            throw new RouteError("team_license_limit");
        }
    }

    private static Member invite(Invocation call, Arg wanted, Optional<Role> role) {
        Team team = call.team();
        Member member = Member.of(call.ids(), call.world().options().stored(wanted.text("member_email")));
        member.named(
                wanted.optionalText("member_given_name").orElse(""),
                wanted.optionalText("member_surname").orElse(""));
        team.add(member, call.now());
        team.changeExternalId(member, wanted.optionalText("member_external_id"));
        team.changePersistentId(member, wanted.optionalText("member_persistent_id"));
        wanted.optionalFlag("is_directory_restricted")
                .filter(asked -> team.settings().hasDirectoryRestrictions())
                .ifPresent(member::directoryRestricted);
        team.changeRole(member, role);
        MemberEvents.invited(call, member);
        return member;
    }

    /** Nothing happens unless the member is pending; and then only a mail is sent, which isn't modelled. */
    private static Object welcome(Invocation call) {
        Member member = call.team().find(call.arg()).orElseThrow(() -> new RouteError("user_not_found"));
        if (!member.isCurrent()) {
            throw new RouteError("user_not_in_team");
        }
        return Json.NULL;
    }
}
