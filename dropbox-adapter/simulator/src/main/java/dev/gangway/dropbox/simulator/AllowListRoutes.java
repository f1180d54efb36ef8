package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.Shape.TEXT;
import static dev.gangway.dropbox.simulator.Shape.list;
import static dev.gangway.dropbox.simulator.Shape.number;
import static dev.gangway.dropbox.simulator.Shape.optional;
import static dev.gangway.dropbox.simulator.Shape.required;
import static dev.gangway.dropbox.simulator.Shape.withDefault;

import dev.gangway.dropbox.simulator.Cursors.Cursor;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * With whom outside the team its members may share. All or nothing; refusals in this order: no entries, too many, a malformed one, one that is
 * there or not, the team's limit.
 */
final class AllowListRoutes {
    private static final String FAMILY = "team/sharing_allowlist/";
    private static final String LISTING = FAMILY + "list";
    private static final String READ = "team_info.read";
    private static final String WRITE = "team_info.write";
    private static final int MOST_ADDED = 100;
    private static final int MOST_REMOVED = 1000;

    private static final Pattern DOMAIN = Pattern.compile(
            "(?=.{1,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@" + DOMAIN.pattern());

    private static final Shape ENTRIES = Shape.struct(optional("domains", list(TEXT)), optional("emails", list(TEXT)));

    private AllowListRoutes() {}

    static List<Route> routes() {
        return List.of(
                Route.team(FAMILY + "add", WRITE, ENTRIES, AllowListRoutes::add),
                Route.team(FAMILY + "remove", WRITE, ENTRIES, AllowListRoutes::remove),
                Route.team(
                        LISTING,
                        READ,
                        Shape.struct(withDefault("limit", number(1, 1000), 1000L)),
                        call -> page(
                                call,
                                call.begin(
                                        LISTING,
                                        new Query(
                                                call.arg().number("limit"),
                                                call.team().allowList().everAdded())))),
                Route.team(
                        LISTING + "/continue",
                        READ,
                        Shape.struct(required("cursor", TEXT)),
                        call -> page(call, call.resume(LISTING, "invalid_cursor"))));
    }

    private record Query(int limit, int everAdded) {}

    private static Object page(Invocation call, Cursor at) {
        Query query = at.query(Query.class);
        Page<AllowList.Entry> page = call.page(
                at, query.limit(), call.team().allowList().newestFirst(query.everAdded()), AllowList.Entry::isListed);
        return Struct.of()
                .with("domains", values(page, false))
                .with("emails", values(page, true))
                .with("cursor", page.hasMore() ? page.cursor() : "")
                .with("has_more", page.hasMore());
    }

    private static List<String> values(Page<AllowList.Entry> page, boolean emails) {
        return page.items().stream()
                .filter(it -> it.isEmail() == emails)
                .map(AllowList.Entry::value)
                .toList();
    }

    private static Object add(Invocation call) {
        AllowList list = call.team().allowList();
        List<String> entries = checked(call, MOST_ADDED);
        refuseAny(entries.stream().filter(list::has), "entries_already_exist");
        if (list.size() + entries.size() > AllowList.MOST) {
            throw new RouteError("team_limit_reached");
        }
        entries.forEach(list::add);
        record(call, entries, List.of());
        return Struct.of();
    }

    private static Object remove(Invocation call) {
        AllowList list = call.team().allowList();
        List<String> entries = checked(call, MOST_REMOVED);
        refuseAny(entries.stream().filter(it -> !list.has(it)), "entries_do_not_exist");
        entries.forEach(list::remove);
        record(call, List.of(), entries);
        return Struct.of();
    }

    /** The same twice in one call counts once [assumed]. */
    private static List<String> checked(Invocation call, int most) {
        List<String> domains = call.arg().optionalTexts("domains").orElse(List.of());
        List<String> emails = call.arg().optionalTexts("emails").orElse(List.of());
        if (domains.isEmpty() && emails.isEmpty()) {
            throw new RouteError("no_entries_provided");
        }
        if (domains.size() + emails.size() > most) {
            throw new RouteError("too_many_entries_provided");
        }
        refuseAny(
                Stream.concat(
                        domains.stream().filter(it -> !DOMAIN.matcher(it).matches()),
                        emails.stream().filter(it -> !EMAIL.matcher(it).matches())),
                "malformed_entry");
        return Stream.concat(domains.stream(), emails.stream()).distinct().toList();
    }

    private static void refuseAny(Stream<String> entries, String tag) {
        entries.findFirst().ifPresent(it -> {
            throw new RouteError(Struct.tag(tag, it));
        });
    }

    private static void record(Invocation call, List<String> added, List<String> removed) {
        call.record(
                EventType.TEAM_SHARING_WHITELIST_SUBJECTS_CHANGED,
                Struct.of().with("added_whitelist_subjects", added).with("removed_whitelist_subjects", removed));
    }
}
