package dev.gangway.user;

import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.RateLimitedException;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.result.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The ways into somebody's account: where they are signed in, and the apps that they let in. */
final class Access {

    private final UserLifecycle provider;
    private final Someone someone;
    private final Writes writes;

    Access(UserLifecycle provider, Someone someone, Writes writes) {
        this.provider = provider;
        this.someone = someone;
        this.writes = writes;
    }

    /** Something of a person; unknown if nobody is known by that reference. */
    <T> Fact<T> of(UserRef user, Function<UserId, Fact<T>> reading) {
        return provider.find(user)
                .map(it -> reading.apply(it.id()))
                .orElseGet(() -> Fact.unknown(Planner.notFound(user).explanation()));
    }

    Outcome<User> endSession(UserRef user, UserSession session, Devices devices) {
        return someone.onTeam(user, it -> send(new AccessIntent.EndSession(it.id(), session, devices)));
    }

    Outcome<User> unlinkApp(UserRef user, LinkedApp app) {
        return someone.onTeam(user, it -> send(new AccessIntent.UnlinkApp(it.id(), app)));
    }

    Outcome<List<Row<UserSession, User>>> endAllSessions(UserRef user, Devices devices) {
        return each(user, provider::sessions, (id, session) -> new AccessIntent.EndSession(id, session, devices));
    }

    Outcome<List<Row<LinkedApp, User>>> unlinkAllApps(UserRef user) {
        return each(user, provider::linkedApps, AccessIntent.UnlinkApp::new);
    }

    private <I> Outcome<List<Row<I, User>>> each(
            UserRef user, Function<UserId, Fact<List<I>>> reading, BiFunction<UserId, I, Intent> intent) {
        return someone.onTeam(
                user,
                person -> reading.apply(person.id())
                        .match(
                                items -> rows(items, item -> send(intent.apply(person.id(), item))),
                                why -> Outcome.refused(
                                        Reason.INCOMPLETE_READING,
                                        "They can't be listed, so none of them was ended: " + why + ".")));
    }

    private static <I> Outcome<List<Row<I, User>>> rows(List<I> items, Function<I, Outcome<User>> work) {
        List<Row<I, User>> rows = new ArrayList<>();
        Optional<String> stopped = Optional.empty();
        boolean changed = false;
        for (I item : items) {
            try {
                Row.End<User> end = stopped.isPresent()
                        ? new Row.NotAttempted<>(stopped.get())
                        : new Row.Attempted<>(work.apply(item));
                changed |= end.match(Outcome.Done::changed, refused -> false, unsettled -> false, not -> false);
                rows.add(new Row<>(item, end));
            } catch (RateLimitedException | ProviderUnavailableException notSent) {
                stopped = Optional.of("The provider doesn't take more now; ask again later. " + notSent.getMessage());
                rows.add(new Row<>(item, new Row.NotAttempted<>(stopped.get())));
            }
        }
        return new Outcome.Done<>(List.copyOf(rows), changed);
    }

    private Outcome<User> send(Intent intent) {
        return writes.ask(intent, Before.NOTHING, Progress.IGNORED).map(Writes.Written::person);
    }
}
