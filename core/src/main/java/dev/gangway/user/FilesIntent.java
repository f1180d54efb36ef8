package dev.gangway.user;

import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Outcome;
import java.time.Instant;
import java.util.Optional;

/** Requests about the files of somebody who was removed recoverably. One that is under way unseen must not be started twice. */
sealed interface FilesIntent extends Intent {

    UserId user();

    /** Until when the person can surely be recovered if nothing happens to their files; empty if nobody knows. */
    Optional<Instant> recoverableUntil();

    @Override
    default UserRef who() {
        return UserRef.id(user());
    }

    /** Once the files are gone, the person can't be recovered; the provider may not even know them any more. */
    @Override
    default Optional<Boolean> tookEffect(UserLifecycle provider, Optional<User> now) {
        return Optional.of(now.isEmpty() || now.get().status() == UserStatus.REMOVED);
    }

    /** Once the window for recovering has closed, everybody who left looks the same. */
    @Override
    default Optional<Boolean> isProvedBy(UserLifecycle provider, Optional<User> now, Instant sentAt, Instant at) {
        boolean tellsApart = provider.recoveryWindow().isEmpty()
                || recoverableUntil().filter(at::isBefore).isPresent();
        return tookEffect(provider, now).filter(gone -> !gone || tellsApart);
    }

    @Override
    default boolean mayBeSentAgain() {
        return false;
    }

    record TransferFiles(UserId user, UserId recipient, UserId errorsTo, Optional<Instant> recoverableUntil)
            implements FilesIntent {
        @Override
        public Outcome<UserId> send(UserLifecycle provider) {
            return provider.transferFiles(user, recipient, errorsTo);
        }

        @Override
        public String words() {
            return "move the files to " + recipient;
        }

        @Override
        public JsonObject write() {
            return Intent.write("transfer-files", user)
                    .with("recipient", recipient.value())
                    .with("errorsTo", errorsTo.value())
                    .with("recoverableUntil", recoverableUntil);
        }
    }

    record DeleteFiles(UserId user, Optional<Instant> recoverableUntil) implements FilesIntent {
        @Override
        public Outcome<UserId> send(UserLifecycle provider) {
            return provider.deleteFiles(user);
        }

        @Override
        public String words() {
            return "delete the files for good";
        }

        @Override
        public JsonObject write() {
            return Intent.write("delete-files", user).with("recoverableUntil", recoverableUntil);
        }
    }
}
