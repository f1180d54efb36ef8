package dev.gangway.user;

import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Outcome;
import java.util.Optional;

/** Requests that change what is written of a person: names, groups, quota, addresses. */
sealed interface ProfileIntent extends Intent {

    UserId user();

    @Override
    default UserRef who() {
        return UserRef.id(user());
    }

    record ChangeProfile(UserId user, ProfileChange change) implements ProfileIntent {
        @Override
        public Outcome<UserId> send(UserLifecycle provider) {
            return provider.changeProfile(user, change);
        }

        @Override
        public Optional<Boolean> tookEffect(UserLifecycle provider, Optional<User> now) {
            return Optional.of(now.filter(change::isSoOf).isPresent());
        }

        @Override
        public String words() {
            return "change the profile";
        }

        @Override
        public JsonObject write() {
            return Intent.write("change-profile", user).with("change", UserJson.write(change));
        }
    }

    record LeaveGroup(UserId user, String groupId) implements ProfileIntent {
        @Override
        public Outcome<UserId> send(UserLifecycle provider) {
            return provider.leaveGroup(user, groupId);
        }

        @Override
        public Optional<Boolean> tookEffect(UserLifecycle provider, Optional<User> now) {
            return now.isEmpty()
                    ? Optional.of(false)
                    : now.get().groupIds().toOptional().map(ids -> !ids.contains(groupId));
        }

        @Override
        public String words() {
            return "leave the group " + groupId;
        }

        @Override
        public JsonObject write() {
            return Intent.write("leave-group", user).with("groupId", groupId);
        }
    }

    record SetQuota(UserId user, Quota quota) implements ProfileIntent {
        @Override
        public Outcome<UserId> send(UserLifecycle provider) {
            return provider.setQuota(user, quota);
        }

        @Override
        public Optional<Boolean> tookEffect(UserLifecycle provider, Optional<User> now) {
            return now.isEmpty()
                    ? Optional.of(false)
                    : provider.quota(user).toOptional().map(quota::equals);
        }

        @Override
        public String words() {
            return "set the quota to " + quota;
        }

        @Override
        public JsonObject write() {
            return Intent.write("set-quota", user).with("quotaBytes", UserJson.bytes(quota));
        }
    }

    /** People show only their primary address; a provider that finds them by a further one proves that they have it. */
    record AddAddress(UserId user, UserRef.Email address) implements ProfileIntent {
        @Override
        public Outcome<UserId> send(UserLifecycle provider) {
            return provider.addAddress(user, address);
        }

        @Override
        public Optional<Boolean> tookEffect(UserLifecycle provider, Optional<User> now) {
            if (now.isEmpty()) {
                return Optional.of(false);
            }
            return provider.find(address).filter(it -> it.id().equals(user)).map(it -> true);
        }

        @Override
        public String words() {
            return "add a further address";
        }

        @Override
        public JsonObject write() {
            return Intent.write("add-address", user).with("address", address.address());
        }
    }
}
