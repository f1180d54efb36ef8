package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.Shape.optional;

import dev.gangway.dropbox.simulator.Cursors.Cursor;
import java.util.function.Function;
import java.util.function.Predicate;

/** Listings of what members have, which continue at the same route: the first call has no cursor. A lost cursor is a {@code reset}. */
final class MemberPages {
    /** The field for the cursor. */
    static final Shape.Field CURSOR = optional("cursor", Shape.TEXT);

    /** Members on a page; the specification gives no number and no way to ask for one. */
    private static final int LENGTH = 100;

    private MemberPages() {}

    /**
     * The answer to a listing's call.
     *
     * @param itemsName the name of the list in the answer
     * @param keep whom to list of the current members
     */
    static Struct list(
            Invocation call, String listing, String itemsName, Predicate<Member> keep, Function<Member, Struct> item) {
        Cursor at = call.arg().has("cursor") ? call.resume(listing, "reset") : call.begin(listing, listing);
        Page<Member> page =
                call.page(at, LENGTH, call.team().members(), member -> member.isCurrent() && keep.test(member));
        Struct answer = Struct.of()
                .with(itemsName, page.items().stream().map(item).toList())
                .with("has_more", page.hasMore());
        return page.hasMore() ? answer.with("cursor", page.cursor()) : answer;
    }

    /** The current member with the id in the argument's {@code team_member_id}, or {@code member_not_found}. */
    static Member member(Invocation call, Arg arg) {
        return call.team()
                .byId(arg.text("team_member_id"))
                .filter(Member::isCurrent)
                .orElseThrow(() -> new RouteError("member_not_found"));
    }
}
