package dev.gangway.license;

import dev.gangway.result.Fact;
import dev.gangway.user.User;
import dev.gangway.user.UserStatus;
import java.time.Instant;
import java.util.Optional;

/** A user of a connector that has no leaner way to tell of people. */
record UserHolder(User user) implements Holder {

    @Override
    public CharSequence id() {
        return user.id().value();
    }

    @Override
    public CharSequence email() {
        return user.email();
    }

    @Override
    public CharSequence givenName() {
        return user.givenName();
    }

    @Override
    public CharSequence surname() {
        return user.surname();
    }

    @Override
    public CharSequence externalId() {
        return user.externalId().orElse("");
    }

    @Override
    public UserStatus status() {
        return user.status();
    }

    @Override
    public Fact<Optional<String>> licenseType() {
        return user.licenseType();
    }

    @Override
    public boolean hasRole() {
        return !user.roles().isEmpty();
    }

    @Override
    public long invitedAt() {
        return second(user.invitedAt());
    }

    @Override
    public long joinedAt() {
        return second(user.joinedAt());
    }

    @Override
    public long suspendedAt() {
        return second(user.suspendedAt());
    }

    private static long second(Optional<Instant> at) {
        return at.map(Instant::getEpochSecond).orElse(UNKNOWN);
    }
}
