package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.MemberAddRoutes.EXTERNAL_ID;
import static dev.gangway.dropbox.simulator.MemberAddRoutes.NAME;
import static dev.gangway.dropbox.simulator.Shape.FLAG;
import static dev.gangway.dropbox.simulator.Shape.TEXT;
import static dev.gangway.dropbox.simulator.Shape.USER;
import static dev.gangway.dropbox.simulator.Shape.optional;
import static dev.gangway.dropbox.simulator.Shape.required;
import static dev.gangway.dropbox.simulator.Shape.text;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Changes of names, addresses and ids: all that a call asks for or, if anything is refused, nothing. Refusals in this order:
 * {@code user_not_found}, {@code set_profile_disallowed} (removed), nothing asked for, selector and change of the external id at once,
 * then what is asked for in the order of the specification. An empty external or persistent id takes it away [observed with the
 * former, assumed of the latter]. A changed address is as verified as the old one was [assumed].
 */
final class MemberProfileRoutes {
    private static final String SET = "team/members/set_profile";
    private static final List<String> NEWS = List.of(
            "new_email",
            "new_external_id",
            "new_given_name",
            "new_surname",
            "new_persistent_id",
            "new_is_directory_restricted");
    private static final Shape ARGUMENT = Shape.struct(
            required("user", USER),
            // An empty address has its own error, so it must get past the pattern of addresses.
            optional("new_email", text(0, 255, "^$|" + Shape.EMAIL_PATTERN)),
            optional("new_external_id", EXTERNAL_ID),
            optional("new_given_name", NAME),
            optional("new_surname", NAME),
            optional("new_persistent_id", TEXT),
            optional("new_is_directory_restricted", FLAG));

    private MemberProfileRoutes() {}

    static List<Route> routes() {
        return Stream.of(Version.values())
                .map(version -> Route.team(version.of(SET), "members.write", ARGUMENT, call -> set(call, version)))
                .toList();
    }

    /** A member as the changing routes answer: wrapped in the second version, bare in the first. */
    static Struct changed(Invocation call, Version version, Member member) {
        Struct info = version.info(member, call.now());
        return version == Version.V1 ? info : Struct.of().with("member_info", info);
    }

    /** Somebody whose profile can be changed. */
    static Member changeable(Invocation call) {
        Member member = call.anyMember();
        refuseIf(!member.isCurrent(), "set_profile_disallowed");
        return member;
    }

    private static Object set(Invocation call, Version version) {
        Member member = changeable(call);
        Arg arg = call.arg();
        refuseIf(NEWS.stream().noneMatch(arg::has), "no_new_data_specified");
        refuseIf(
                arg.has("new_external_id") && arg.nested("user").tag().equals("external_id"),
                "external_id_and_new_external_id_unsafe");
        check(call, member);
        arg.optionalText("new_email").ifPresent(email -> changeEmail(call, member, email));
        arg.optionalText("new_external_id").ifPresent(id -> changeExternalId(call, member, id));
        changeName(call, member);
        arg.optionalText("new_persistent_id")
                .map(MemberProfileRoutes::orNone)
                .filter(id -> !id.equals(member.persistentId()))
                .ifPresent(id -> call.team().changePersistentId(member, id));
        arg.optionalFlag("new_is_directory_restricted").ifPresent(restricted -> restrict(call, member, restricted));
        return changed(call, version, member);
    }

    private static void check(Invocation call, Member member) {
        Team team = call.team();
        call.arg().optionalText("new_email").ifPresent(email -> {
            refuseIf(email.isEmpty(), "param_cannot_be_empty");
            refuseIf(isOther(team.holderOfEmail(email, call.now()), member), "email_reserved_for_other_user");
        });
        call.arg()
                .optionalText("new_external_id")
                .ifPresent(id -> refuseIf(
                        isOther(team.holderOfExternalId(id, call.now()), member), "external_id_used_by_other_user"));
        call.arg().optionalText("new_persistent_id").ifPresent(id -> {
            refuseIf(!team.settings().hasPersistentIds(), "persistent_id_disabled");
            refuseIf(isOther(team.holderOfPersistentId(id, call.now()), member), "persistent_id_used_by_other_user");
        });
        refuseIf(
                call.arg().has("new_is_directory_restricted")
                        && !team.settings().hasDirectoryRestrictions(),
                "directory_restricted_off");
    }

    private static void changeEmail(Invocation call, Member member, String email) {
        String previous = member.email();
        String stored = call.world().options().stored(email);
        if (stored.equals(previous)) {
            return;
        }
        member.secondaryEmail(email).ifPresent(own -> call.team().removeSecondaryEmail(member, own));
        call.team().changeEmail(member, stored);
        call.record(
                EventType.MEMBER_CHANGE_EMAIL,
                member,
                Struct.of().with("new_value", stored).with("previous_value", previous));
    }

    private static void changeExternalId(Invocation call, Member member, String id) {
        Optional<String> previous = member.externalId();
        Optional<String> next = orNone(id);
        if (next.equals(previous)) {
            return;
        }
        call.team().changeExternalId(member, next);
        EventType type = previous.isEmpty()
                ? EventType.MEMBER_ADD_EXTERNAL_ID
                : next.isEmpty() ? EventType.MEMBER_REMOVE_EXTERNAL_ID : EventType.MEMBER_CHANGE_EXTERNAL_ID;
        call.record(type, member, Struct.of().withOptional("new_value", next).withOptional("previous_value", previous));
    }

    private static void changeName(Invocation call, Member member) {
        String given = call.arg().optionalText("new_given_name").orElse(member.givenName());
        String surname = call.arg().optionalText("new_surname").orElse(member.surname());
        if (given.equals(member.givenName()) && surname.equals(member.surname())) {
            return;
        }
        boolean hadName = !member.displayName().isEmpty();
        Struct previous = MemberEvents.name(member);
        member.named(given, surname);
        Struct details = Struct.of().with("new_value", MemberEvents.name(member));
        call.record(
                hadName ? EventType.MEMBER_CHANGE_NAME : EventType.MEMBER_ADD_NAME,
                member,
                hadName ? details.with("previous_value", previous) : details);
    }

    private static void restrict(Invocation call, Member member, boolean restricted) {
        boolean was = member.directoryRestricted().orElse(false);
        member.directoryRestricted(restricted);
        if (was != restricted) {
            MemberEvents.restricted(call, member, restricted);
        }
    }

    private static boolean isOther(Optional<Member> holder, Member member) {
        return holder.filter(found -> found != member).isPresent();
    }

    private static Optional<String> orNone(String id) {
        return Optional.of(id).filter(text -> !text.isEmpty());
    }

    private static void refuseIf(boolean condition, String tag) {
        if (condition) {
            throw new RouteError(tag);
        }
    }
}
