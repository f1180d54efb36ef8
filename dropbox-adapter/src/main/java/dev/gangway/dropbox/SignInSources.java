package dev.gangway.dropbox;

import dev.gangway.license.SignInSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where sign-ins are known from, one for each way to sign in and each kind of actor, made once. Thread-safe. */
final class SignInSources {

    /** Far more than there are (specified: 13 ways, 6 actors), so that odd answers can't fill the memory. */
    private static final int MOST = 200;

    private volatile List<Known> known = List.of();

    private record Known(String method, String actor, SignInSource source) {}

    SignInSource of(String method, String actor) {
        SignInSource source = find(method, actor);
        return source == null ? add(method, actor) : source;
    }

    private @Nullable SignInSource find(String method, String actor) {
        List<Known> all = known;
        for (int i = 0; i < all.size(); i++) {
            Known each = all.get(i);
            if (method.equals(each.method) && actor.equals(each.actor)) {
                return each.source;
            }
        }
        return null;
    }

    private synchronized SignInSource add(String method, String actor) {
        SignInSource meanwhile = find(method, actor);
        if (meanwhile != null) {
            return meanwhile; // one for each kind, so that a fold knows it by its identity
        }
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
