package dev.gangway.license;

import dev.gangway.user.User;
import dev.gangway.user.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose the sign-ins are, folded as they are read; what is kept grows with people, not with sign-ins. Not thread-safe.
 *
 * <p>An id decides, whoever has the address now. Without one, a sign-in is that of the one person who has the address and had joined by
 * then, unless the same address is told together with another id: then it has moved, or is shared, and whose the sign-in was isn't known.
 */
final class SignIns {

    private final Instant since;
    private final Instant until;
    private final Map<String, List<User>> holders;
    private final Map<UserId, LastLogin.SeenAt> latest = new HashMap<>();
    private final Map<UserId, LastLogin.SeenAt> latestByAddress = new HashMap<>();
    private final Set<UserId> addressNotTheirsAlone = new HashSet<>();
    private Optional<Instant> unattributed = Optional.empty();

    SignIns(Instant since, Instant until, List<User> team) {
        this.since = since;
        this.until = until;
        this.holders = team.stream().collect(Collectors.groupingBy(it -> normal(it.email())));
    }

    void add(SignIn signIn) {
        if (signIn.at().isBefore(since)) {
            return;
        }
        Optional<User> holder = signIn.address()
                .map(it -> holders.getOrDefault(normal(it), List.of()))
                .filter(it -> it.size() == 1)
                .map(it -> it.get(0));
        if (signIn.who().isPresent()) {
            UserId who = signIn.who().get();
            latest.merge(who, new LastLogin.SeenAt(signIn.at(), signIn.source()), SignIns::later);
            holder.filter(it -> !it.id().equals(who)).ifPresent(it -> addressNotTheirsAlone.add(it.id()));
        } else {
            LastLogin.SeenAt seen =
                    new LastLogin.SeenAt(signIn.at(), signIn.source() + ", told by e-mail address only");
            holder.filter(it -> joinedBy(it, signIn.at()))
                    .ifPresentOrElse(
                            it -> latestByAddress.merge(it.id(), seen, SignIns::later), () -> unattributed(seen));
        }
    }

    /** To be called once, when everything has been added: only then it is known which addresses moved. */
    void end() {
        latestByAddress.forEach((id, seen) -> {
            if (addressNotTheirsAlone.contains(id)) {
                unattributed(seen);
            } else {
                latest.merge(id, seen, SignIns::later);
            }
        });
    }

    SignInHistory history() {
        return new SignInHistory(since, until, unattributed);
    }

    LastLogin of(User user) {
        LastLogin.SeenAt seen = latest.get(user.id());
        return seen != null ? seen : new LastLogin.NoneSince(since, until);
    }

    private void unattributed(LastLogin.SeenAt seen) {
        unattributed =
                Optional.of(unattributed.filter(it -> it.isAfter(seen.at())).orElse(seen.at()));
    }

    private static LastLogin.SeenAt later(LastLogin.SeenAt one, LastLogin.SeenAt other) {
        return one.at().isBefore(other.at()) ? other : one;
    }

    private static boolean joinedBy(User user, Instant time) {
        return user.joinedAt().filter(it -> !it.isAfter(time)).isPresent();
    }

    private static String normal(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
