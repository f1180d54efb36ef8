package dev.gangway.dropbox;

import dev.gangway.license.SignInSource;
import java.util.ArrayList;
import java.util.List;

/** Where sign-ins are known from, one for each way to sign in and each kind of actor, made once. Thread-safe. */
final class SignInSources {

    /** Far more than there are (specified: 13 ways, 6 actors), so that odd answers can't fill the memory. */
    private static final int MOST = 200;

    private volatile List<Known> known = List.of();

    private record Known(String method, String actor, SignInSource source) {}

    SignInSource of(Text method, Text actor) {
        List<Known> all = known;
        for (int i = 0; i < all.size(); i++) {
            Known each = all.get(i);
            if (method.is(each.method) && actor.is(each.actor)) {
                return each.source;
            }
        }
        return add(method.toString(), actor.toString());
    }

    private synchronized SignInSource add(String method, String actor) {
        SignInSource source = new SignInSource(
                "event log" + (ErrorBody.looksLikeATag(method) ? ", " + method.replace('_', ' ') : ""),
                ErrorBody.looksLikeATag(actor) ? actor : "unknown");
        if (known.size() < MOST) {
            List<Known> more = new ArrayList<>(known);
            more.add(new Known(method, actor, source));
            known = List.copyOf(more);
        }
        return source;
    }
}
