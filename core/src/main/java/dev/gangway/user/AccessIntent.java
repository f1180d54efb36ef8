package dev.gangway.user;

import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Outcome;
import java.util.Optional;

/** Requests that end one way into a person's account; whether it is gone, the provider's list of them shows. */
sealed interface AccessIntent extends Intent {

    UserId user();

    @Override
    default UserRef who() {
        return UserRef.id(user());
    }

    record EndSession(UserId user, UserSession session, Devices devices) implements AccessIntent {
        @Override
        public Outcome<UserId> send(UserLifecycle provider) {
            return provider.endSession(user, session, devices);
        }

        @Override
        public Optional<Boolean> tookEffect(UserLifecycle provider, Optional<User> now) {
            return now.isEmpty()
                    ? Optional.of(false)
                    : provider.sessions(user)
                            .toOptional()
                            .map(there -> there.stream().noneMatch(it -> it.id().equals(session.id())));
        }

        @Override
        public String words() {
            return "end the session " + session.name() + ", " + (devices == Devices.WIPE ? "wiping" : "keeping")
                    + " devices";
        }

        @Override
        public JsonObject write() {
            return Intent.write("end-session", user)
                    .with("session", UserJson.write(session))
                    .with("devices", devices);
        }
    }

    record UnlinkApp(UserId user, LinkedApp app) implements AccessIntent {
        @Override
        public Outcome<UserId> send(UserLifecycle provider) {
            return provider.unlinkApp(user, app);
        }

        @Override
        public Optional<Boolean> tookEffect(UserLifecycle provider, Optional<User> now) {
            return now.isEmpty()
                    ? Optional.of(false)
                    : provider.linkedApps(user)
                            .toOptional()
                            .map(there -> there.stream().noneMatch(it -> it.id().equals(app.id())));
        }

        @Override
        public String words() {
            return "unlink the app " + app.name();
        }

        @Override
        public JsonObject write() {
            return Intent.write("unlink-app", user).with("app", UserJson.write(app));
        }
    }
}
