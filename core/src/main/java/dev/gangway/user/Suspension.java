package dev.gangway.user;

import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import java.util.Optional;
import java.util.function.Consumer;

/** Suspends people past the guards, which are asked again before a second sending. */
final class Suspension {

    private final UserLifecycle provider;
    private final Guards guards;
    private final Writes writes;

    Suspension(UserLifecycle provider, Guards guards, Writes writes) {
        this.provider = provider;
        this.guards = guards;
        this.writes = writes;
    }

    Outcome<Writes.Written> suspend(User active, Devices devices, Consumer<Progress> progress) {
        return guards.oneAdminAtATime(active, () -> checkAndSend(active, devices, progress))
                .orElseGet(() -> Outcome.refused(
                        Reason.TRY_LATER,
                        "Another admin is being suspended or seen off right now. Ask again in a minute."));
    }

    private Outcome<Writes.Written> checkAndSend(User active, Devices devices, Consumer<Progress> progress) {
        Optional<Refusal> refusal = guards.against(active).stream().findFirst();
        if (refusal.isPresent()) {
            return new Outcome.Refused<>(refusal.get());
        }
        Before before = new Before() {
            @Override
            public Optional<Refusal> sendingAgain() {
                return provider.find(UserRef.id(active.id()))
                        .flatMap(it -> guards.against(it).stream().findFirst());
            }
        };
        return writes.ask(new Intent.Suspend(active.id(), devices), before, progress);
    }
}
