package dev.gangway.user;

import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import java.util.Optional;

/** Withdraws invitations past the guards, which are asked again before a second sending. */
final class Withdrawal {

    private final UserLifecycle provider;
    private final UsersSettings settings;
    private final Guards guards;
    private final Writes writes;

    Withdrawal(UserLifecycle provider, UsersSettings settings, Guards guards, Writes writes) {
        this.provider = provider;
        this.settings = settings;
        this.guards = guards;
        this.writes = writes;
    }

    /** The person afterwards: empty or removed, or active if they joined in that very moment and were brought back. */
    Outcome<Optional<User>> withdraw(User invited) {
        Optional<Refusal> refusal = against(invited);
        if (refusal.isPresent()) {
            return new Outcome.Refused<>(refusal.get());
        }
        Before before = new Before() {
            @Override
            public Optional<Refusal> sendingAgain() {
                return provider.find(UserRef.id(invited.id())).flatMap(it -> against(it));
            }
        };
        return writes.ask(new Withdraw(invited.id()), before, Progress.IGNORED).map(Writes.Written::user);
    }

    private Optional<Refusal> against(User invited) {
        return guards.against(invited).stream()
                .findFirst()
                .or(() -> settings.againstRemoving().toOptional().flatMap(it -> it));
    }
}
