package dev.gangway.user;

import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import java.time.Instant;
import java.util.Optional;

/**
 * Withdraws an invitation. Providers do it by the request that removes people, so it is sent only if a reading directly before shows that
 * the person has not joined; somebody who joined in that very moment is brought back.
 */
record Withdraw(UserId user) implements Intent {

    @Override
    public Outcome<UserId> send(UserLifecycle provider) {
        Optional<User> now = provider.find(who()).filter(it -> !it.status().isRemoved());
        if (now.isEmpty()) {
            return Outcome.alreadyDone(user);
        }
        return now.get().status() == UserStatus.INVITED
                ? provider.remove(user, new DataHandling.KeepRecoverable(Devices.KEEP))
                : Outcome.refused(
                        Refusal.Reason.WRONG_STATUS,
                        now.get().email()
                                + " has joined in the meantime, so there is no invitation to withdraw. Look them up.");
    }

    @Override
    public UserRef who() {
        return UserRef.id(user);
    }

    @Override
    public Optional<Boolean> tookEffect(UserLifecycle provider, Optional<User> now) {
        return Optional.of(now.isEmpty() || now.get().status().isRemoved());
    }

    /** Who joined once it can't have been on its way any more, and has left since, was removed by another hand. */
    @Override
    public Optional<Boolean> isProvedBy(UserLifecycle provider, Optional<User> now, Instant sentAt, Instant at) {
        return Intent.joinedLater(now, sentAt) ? Optional.of(false) : tookEffect(provider, now);
    }

    @Override
    public Optional<Intent> mending(Optional<User> now) {
        return now.filter(it -> it.status() == UserStatus.REMOVED_RECOVERABLE
                        && it.joinedAt().isPresent())
                .map(it -> new BringBack(user));
    }

    @Override
    public String words() {
        return "withdraw the invitation";
    }

    @Override
    public JsonObject write() {
        return Intent.write("withdraw", user);
    }

    /** Brings back who lost an account when only an invitation was to be withdrawn. */
    record BringBack(UserId user) implements Intent {
        @Override
        public Outcome<UserId> send(UserLifecycle provider) {
            return provider.recover(user);
        }

        @Override
        public UserRef who() {
            return UserRef.id(user);
        }

        @Override
        public Optional<Boolean> tookEffect(UserLifecycle provider, Optional<User> now) {
            return Optional.of(now.filter(it -> it.status().isOnTeam()).isPresent());
        }

        @Override
        public boolean takesBack() {
            return true;
        }

        @Override
        public String words() {
            return "bring back who joined in the moment when the invitation was withdrawn";
        }

        @Override
        public JsonObject write() {
            return Intent.write("bring-back", user);
        }
    }
}
