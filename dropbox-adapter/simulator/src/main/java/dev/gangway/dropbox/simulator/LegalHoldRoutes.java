package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.Shape.TEXT;
import static dev.gangway.dropbox.simulator.Shape.TIME;
import static dev.gangway.dropbox.simulator.Shape.optional;
import static dev.gangway.dropbox.simulator.Shape.required;
import static dev.gangway.dropbox.simulator.Shape.text;

import dev.gangway.dropbox.simulator.Cursors.Cursor;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Legal holds. Placing, changing and releasing one takes as long as a job does, but there is no job to ask for: the hold's status tells.
 * Refusals in this order: the hold; its status; its name; its members (none, too many, unsuitable ones); its dates.
 */
final class LegalHoldRoutes {
    private static final String FAMILY = "team/legal_holds/";
    private static final String REVISIONS = FAMILY + "list_held_revisions";

    /** The one scope, for reading as well [specified]. */
    private static final String SCOPE = "team_data.governance.write";

    private static final Shape.Field ID = required("id", text(0, Integer.MAX_VALUE, "(?s)pid_dbhid:.+"));
    private static final Shape NAME = text(140);
    private static final Shape DESCRIPTION = text(501);
    private static final Shape MEMBERS = Shape.list(TEXT);

    /** Revisions on a page; the specification gives no number and no way to ask for one. */
    private static final int PAGE = 100;

    private static final String UNKNOWN = "unknown_legal_hold_error";
    private static final String NOT_FOUND = "legal_hold_policy_not_found";

    private LegalHoldRoutes() {}

    static List<Route> routes() {
        return List.of(
                route(
                        "create_policy",
                        Shape.struct(
                                required("name", NAME),
                                optional("description", DESCRIPTION),
                                required("members", MEMBERS),
                                optional("start_date", TIME),
                                optional("end_date", TIME)),
                        LegalHoldRoutes::create),
                route(
                        "get_policy",
                        Shape.struct(ID),
                        call -> find(call, NOT_FOUND).json()),
                route(
                        "list_policies",
                        Shape.struct(Shape.withDefault("include_released", Shape.FLAG, false)),
                        LegalHoldRoutes::list),
                route("list_held_revisions", Shape.struct(ID), LegalHoldRoutes::revisions),
                route(
                        "list_held_revisions_continue",
                        Shape.struct(ID, optional("cursor", text(1, Integer.MAX_VALUE, ""))),
                        LegalHoldRoutes::moreRevisions),
                route(
                        "update_policy",
                        Shape.struct(
                                ID,
                                optional("name", NAME),
                                optional("description", DESCRIPTION),
                                optional("members", MEMBERS)),
                        LegalHoldRoutes::update),
                route("release_policy", Shape.struct(ID), LegalHoldRoutes::release));
    }

    private static Route route(String name, Shape argument, Route.Handler handler) {
        return Route.team(FAMILY + name, SCOPE, argument, handler);
    }

    private static Object create(Invocation call) {
        Arg arg = call.arg();
        String name = arg.text("name");
        checkName(call, name, Optional.empty());
        Set<Member> members = members(call, arg.texts("members"));
        Instant start = arg.optionalTime("start_date").orElse(call.now());
        Optional<Instant> end = arg.optionalTime("end_date");
        refuseIf(end.filter(last -> !start.isBefore(last)).isPresent(), "start_date_is_later_than_end_date");

        String description = arg.optionalText("description").orElse("");
        LegalHold hold =
                call.team().legalHolds().place(call.ids(), name, description, List.copyOf(members), start, end);
        call.record(
                EventType.LEGAL_HOLDS_ACTIVATE_A_HOLD,
                LegalHoldEvents.activated(hold),
                LegalHoldEvents.participants(members));
        inTime(call, () -> hold.activate(call.now()));
        return hold.json();
    }

    private static Object list(Invocation call) {
        boolean all = call.arg().flag("include_released");
        return Struct.of()
                .with(
                        "policies",
                        call.team().legalHolds().all().stream()
                                .filter(hold -> all || hold.status() != LegalHold.Status.RELEASED)
                                .map(LegalHold::json)
                                .toList());
    }

    private static Object update(Invocation call) {
        Arg arg = call.arg();
        LegalHold hold = find(call, NOT_FOUND);
        refuseIf(hold.isOver(), "inactive_legal_hold");
        refuseIf(hold.status() != LegalHold.Status.ACTIVE, "legal_hold_performing_another_operation");
        arg.optionalText("name").ifPresent(name -> checkName(call, name, Optional.of(hold)));
        Optional<Set<Member>> members = arg.optionalTexts("members").map(ids -> members(call, ids));

        arg.optionalText("name").ifPresent(name -> rename(call, hold, name));
        arg.optionalText("description").ifPresent(text -> describe(call, hold, text));
        members.ifPresent(wanted -> changeMembers(call, hold, wanted));
        hold.status(LegalHold.Status.UPDATING);
        inTime(call, () -> hold.status(LegalHold.Status.ACTIVE));
        return hold.json();
    }

    private static Object release(Invocation call) {
        LegalHold hold = find(call, NOT_FOUND);
        refuseIf(hold.isOver(), "legal_hold_already_releasing");
        refuseIf(hold.status() != LegalHold.Status.ACTIVE, "legal_hold_performing_another_operation");
        call.record(
                EventType.LEGAL_HOLDS_RELEASE_A_HOLD,
                LegalHoldEvents.details(hold),
                LegalHoldEvents.participants(hold.members()));
        hold.status(LegalHold.Status.RELEASING);
        inTime(call, () -> hold.status(LegalHold.Status.RELEASED));
        return Json.NULL;
    }

    private static Object revisions(Invocation call) {
        LegalHold hold = readable(call);
        return page(call, call.begin(REVISIONS, hold), hold);
    }

    /** Without a cursor the listing begins again [specified]; the errors that are specified for the route have none for a bad cursor. */
    private static Object moreRevisions(Invocation call) {
        LegalHold hold = readable(call);
        Cursor at = call.arg().has("cursor") ? call.resume(REVISIONS, UNKNOWN) : call.begin(REVISIONS, hold);
        refuseIf(at.query(LegalHold.class) != hold, UNKNOWN);
        return page(call, at, hold);
    }

    private static LegalHold readable(Invocation call) {
        LegalHold hold = find(call, UNKNOWN);
        refuseIf(hold.isOver(), "inactive_legal_hold");
        boolean isEmpty = call.team().everStored().stream().noneMatch(hold::holds);
        refuseIf(isEmpty || hold.status() == LegalHold.Status.ACTIVATING, "legal_hold_still_empty");
        return hold;
    }

    private static Struct page(Invocation call, Cursor at, LegalHold hold) {
        Page<StoredFile> page = call.page(at, PAGE, call.team().everStored(), hold::holds);
        Struct answer = Struct.of()
                .with(
                        "entries",
                        page.items().stream().map(file -> file.held(call.now())).toList())
                .with("has_more", page.hasMore());
        return page.hasMore() ? answer.with("cursor", page.cursor()) : answer;
    }

    private static LegalHold find(Invocation call, String otherwise) {
        return call.team().legalHolds().byId(call.arg().text("id")).orElseThrow(() -> new RouteError(otherwise));
    }

    private static void checkName(Invocation call, String name, Optional<LegalHold> self) {
        Optional<LegalHold> holder = call.team().legalHolds().byName(name);
        refuseIf(holder.isPresent() && !holder.equals(self), "name_must_be_unique");
    }

    private static Set<Member> members(Invocation call, List<String> ids) {
        refuseIf(ids.isEmpty(), "empty_members_list");
        Set<String> different = new LinkedHashSet<>(ids);
        refuseIf(different.size() > LegalHold.MOST_MEMBERS, "number_of_users_on_hold_is_greater_than_hold_limitation");
        Set<Member> members = new LinkedHashSet<>();
        different.forEach(id -> members.add(call.team()
                .byId(id)
                .filter(LegalHolds::canBeHeld)
                .orElseThrow(() -> new RouteError("invalid_members"))));
        return members;
    }

    private static void rename(Invocation call, LegalHold hold, String name) {
        String previous = hold.name();
        if (!name.equals(previous)) {
            hold.name(name);
            LegalHoldEvents.renamed(call, hold, previous);
        }
    }

    private static void describe(Invocation call, LegalHold hold, String description) {
        String previous = hold.description();
        if (!description.equals(previous)) {
            hold.description(description);
            LegalHoldEvents.described(call, hold, previous);
        }
    }

    private static void changeMembers(Invocation call, LegalHold hold, Set<Member> wanted) {
        Set<Member> added = new LinkedHashSet<>(wanted);
        added.removeAll(hold.members());
        Set<Member> removed = new LinkedHashSet<>(hold.members());
        removed.removeAll(wanted);
        hold.members(wanted);
        record(call, EventType.LEGAL_HOLDS_ADD_MEMBERS, hold, added);
        record(call, EventType.LEGAL_HOLDS_REMOVE_MEMBERS, hold, removed);
    }

    private static void record(Invocation call, EventType type, LegalHold hold, Set<Member> members) {
        if (!members.isEmpty()) {
            call.record(type, LegalHoldEvents.details(hold), LegalHoldEvents.participants(members));
        }
    }

    private static void inTime(Invocation call, Runnable change) {
        call.launch(FAMILY, false, () -> {
            change.run();
            return Struct.tag("complete");
        });
    }

    private static void refuseIf(boolean condition, String tag) {
        if (condition) {
            throw new RouteError(tag);
        }
    }
}
