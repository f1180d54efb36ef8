package dev.gangway.figures;

import dev.gangway.http.Effect;
import dev.gangway.http.Reply;
import dev.gangway.http.Request;
import dev.gangway.http.Transport;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.NewUser;
import dev.gangway.user.Role;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * A team of the {@link Provider}: three admins, and anybody who is asked for by id. People can be suspended, which is a request each; who is,
 * only this process knows, so each process has people of its own. Thread-safe.
 */
record FigureTeam(URI provider, Transport transport) implements UserLifecycle {

    static final int ADMINS = 3;

    private static final Set<UserId> SUSPENDED = ConcurrentHashMap.newKeySet();

    @Override
    public Optional<User> find(UserRef user) {
        return user instanceof UserRef.Id it ? Optional.of(user(it.id(), List.of())) : Optional.empty();
    }

    @Override
    public Page<User> list(Cursor cursor) {
        return Page.last(IntStream.rangeClosed(1, ADMINS)
                .mapToObj(it ->
                        user(new UserId("admin-" + it), List.of(new Role("admin", "Admin", Role.Power.TEAM_ADMIN))))
                .toList());
    }

    private static User user(UserId id, List<Role> roles) {
        boolean suspended = SUSPENDED.contains(id);
        return new User(
                id,
                id.value() + "@example.com",
                "",
                "",
                Optional.empty(),
                suspended ? UserStatus.SUSPENDED : UserStatus.ACTIVE,
                Fact.unknown("nobody asks"),
                roles,
                Fact.of(List.of()),
                Optional.empty(),
                Optional.empty(),
                suspended ? Optional.of(Instant.EPOCH) : Optional.empty());
    }

    @Override
    public Outcome<UserId> suspend(UserId user, Devices devices) {
        change();
        SUSPENDED.add(user);
        return Outcome.done(user);
    }

    @Override
    public Outcome<UserId> unsuspend(UserId user) {
        change();
        SUSPENDED.remove(user);
        return Outcome.done(user);
    }

    private void change() {
        Reply reply = transport.send(Request.of(Effect.WRITES, "POST", "change", provider.resolve("/change")));
        if (!reply.successful()) {
            throw new IllegalStateException("The provider answered " + reply.status() + ".");
        }
    }

    @Override
    public Outcome<UserId> onboard(NewUser newUser) {
        return refused();
    }

    @Override
    public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
        return refused();
    }

    @Override
    public Outcome<UserId> recover(UserId user) {
        return refused();
    }

    @Override
    public Outcome<UserId> poll(JobHandle job) {
        return refused();
    }

    private static Outcome<UserId> refused() {
        return Outcome.refused(Reason.NOT_SUPPORTED, "No figure needs it.");
    }
}
