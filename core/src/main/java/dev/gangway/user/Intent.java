package dev.gangway.user;

import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One request that changes something: what is to be sent, how a reading tells that it took effect, and whether it may be sent once more
 * after a reading has proved that it did not.
 */
sealed interface Intent
        permits AccessIntent,
                FilesIntent,
                ProfileIntent,
                Withdraw,
                Withdraw.BringBack,
                Intent.Onboard,
                Intent.Suspend,
                Intent.Unsuspend,
                Intent.Remove,
                Intent.Recover,
                Intent.AssignRoles,
                Intent.JoinGroup {

    /** Sends the request, once. */
    Outcome<UserId> send(UserLifecycle provider);

    /** Whom the request concerns. */
    UserRef who();

    /**
     * Whether what was asked for is so, as the provider shows it now; empty if it can't be seen.
     *
     * @param provider where more can be read than the person
     * @param now the person, as just read
     */
    Optional<Boolean> tookEffect(UserLifecycle provider, Optional<User> now);

    /**
     * Whether a reading alone, without the provider's word, shows that this very request took effect.
     *
     * @param sentAt when it was sent
     * @param at when the reading was begun
     */
    default Optional<Boolean> isProvedBy(UserLifecycle provider, Optional<User> now, Instant sentAt, Instant at) {
        return tookEffect(provider, now);
    }

    /** Whether somebody joined once what was sent then can't have been on its way any more. */
    static boolean joinedLater(Optional<User> now, Instant sentAt) {
        return now.flatMap(User::joinedAt)
                .filter(it -> it.isAfter(sentAt.plus(Writes.ON_ITS_WAY)))
                .isPresent();
    }

    /** What has to be taken back at once, as the reading that confirmed the request shows; empty if nothing has. */
    default Optional<Intent> mending(Optional<User> now) {
        return Optional.empty();
    }

    /** Whether it takes back what was not to happen: it stays open until that is done, whatever the provider says. */
    default boolean takesBack() {
        return false;
    }

    /** Whether it may be sent a second time once a reading has proved that the first had no effect. */
    default boolean mayBeSentAgain() {
        return true;
    }

    /** What it does, for a person: "invite …". */
    String words();

    JsonObject write();

    static Intent read(JsonObject json) {
        String kind = json.requiredText("kind");
        return switch (kind) {
            case "onboard" ->
                new Onboard(UserJson.newUser(json.object("newUser").orElseThrow()));
            case "suspend" -> new Suspend(id(json), Devices.valueOf(json.requiredText("devices")));
            case "unsuspend" -> new Unsuspend(id(json));
            case "remove" ->
                new Remove(
                        id(json),
                        UserJson.handling(json.object("handling").orElseThrow()),
                        json.flag("invited").orElse(false));
            case "recover" -> new Recover(id(json));
            case "assign-roles" -> new AssignRoles(id(json), json.texts("roleIds"));
            case "join-group" ->
                new JoinGroup(id(json), UserJson.group(json.object("group").orElseThrow()));
            case "leave-group" -> new ProfileIntent.LeaveGroup(id(json), json.requiredText("groupId"));
            case "change-profile" ->
                new ProfileIntent.ChangeProfile(
                        id(json), UserJson.change(json.object("change").orElseThrow()));
            case "set-quota" -> new ProfileIntent.SetQuota(id(json), UserJson.quota(json, "quotaBytes"));
            case "add-address" ->
                new ProfileIntent.AddAddress(id(json), new UserRef.Email(json.requiredText("address")));
            case "end-session" ->
                new AccessIntent.EndSession(
                        id(json),
                        UserJson.session(json.object("session").orElseThrow()),
                        Devices.valueOf(json.requiredText("devices")));
            case "unlink-app" ->
                new AccessIntent.UnlinkApp(
                        id(json), UserJson.app(json.object("app").orElseThrow()));
            case "transfer-files" ->
                new FilesIntent.TransferFiles(
                        id(json),
                        new UserId(json.requiredText("recipient")),
                        new UserId(json.requiredText("errorsTo")),
                        json.instant("recoverableUntil"));
            case "delete-files" -> new FilesIntent.DeleteFiles(id(json), json.instant("recoverableUntil"));
            case "withdraw" -> new Withdraw(id(json));
            case "bring-back" -> new Withdraw.BringBack(id(json));
            default -> throw new IllegalArgumentException("no such request: " + kind);
        };
    }

    private static UserId id(JsonObject json) {
        return new UserId(json.requiredText("user"));
    }

    static JsonObject write(String kind, UserId user) {
        return JsonObject.EMPTY.with("kind", kind).with("user", user.value());
    }

    private static Optional<Boolean> has(Optional<User> now, UserStatus status) {
        return Optional.of(now.isPresent() && now.get().status() == status);
    }

    record Onboard(NewUser newUser) implements Intent {
        @Override
        public Outcome<UserId> send(UserLifecycle provider) {
            return provider.onboard(newUser);
        }

        @Override
        public UserRef who() {
            return newUser.email();
        }

        @Override
        public Optional<Boolean> tookEffect(UserLifecycle provider, Optional<User> now) {
            return Optional.of(now.isPresent() && now.get().status().isOnTeam());
        }

        @Override
        public String words() {
            return "invite " + newUser.email();
        }

        @Override
        public JsonObject write() {
            return JsonObject.EMPTY.with("kind", "onboard").with("newUser", UserJson.write(newUser));
        }
    }

    record Suspend(UserId user, Devices devices) implements Intent {
        @Override
        public Outcome<UserId> send(UserLifecycle provider) {
            return provider.suspend(user, devices);
        }

        @Override
        public UserRef who() {
            return UserRef.id(user);
        }

        @Override
        public Optional<Boolean> tookEffect(UserLifecycle provider, Optional<User> now) {
            return has(now, UserStatus.SUSPENDED);
        }

        @Override
        public String words() {
            return "suspend, " + (devices == Devices.WIPE ? "wiping" : "keeping") + " devices";
        }

        @Override
        public JsonObject write() {
            return Intent.write("suspend", user).with("devices", devices);
        }
    }

    record Unsuspend(UserId user) implements Intent {
        @Override
        public Outcome<UserId> send(UserLifecycle provider) {
            return provider.unsuspend(user);
        }

        @Override
        public UserRef who() {
            return UserRef.id(user);
        }

        @Override
        public Optional<Boolean> tookEffect(UserLifecycle provider, Optional<User> now) {
            return has(now, UserStatus.ACTIVE);
        }

        @Override
        public String words() {
            return "end the suspension";
        }

        @Override
        public JsonObject write() {
            return Intent.write("unsuspend", user);
        }
    }

    /**
     * Removes somebody.
     *
     * @param invited whether they had only been invited, so that nothing of them is kept
     */
    record Remove(UserId user, DataHandling handling, boolean invited) implements Intent {
        @Override
        public Outcome<UserId> send(UserLifecycle provider) {
            return provider.remove(user, handling);
        }

        @Override
        public UserRef who() {
            return UserRef.id(user);
        }

        /** Somebody whom the provider doesn't know any more has left, too: a withdrawn invitation or a deletion leaves nothing behind. */
        @Override
        public Optional<Boolean> tookEffect(UserLifecycle provider, Optional<User> now) {
            return Optional.of(now.isEmpty() || now.get().status().isRemoved());
        }

        /**
         * Somebody who has left and can still be recovered was removed, but their files were neither moved nor deleted, or not yet: such a
         * removal may be another's. Whoever was to be recoverable and isn't was removed by another, or deleted since, which a provider without
         * a window for recovering can't show. Once the window has closed, everybody who left looks the same.
         */
        @Override
        public Optional<Boolean> isProvedBy(UserLifecycle provider, Optional<User> now, Instant sentAt, Instant at) {
            if (isAnothers(now, sentAt)) {
                return Optional.of(false);
            }
            if (handling instanceof DataHandling.KeepRecoverable) {
                return invited || provider.recoveryWindow().isEmpty()
                        ? tookEffect(provider, now)
                        : has(now, UserStatus.REMOVED_RECOVERABLE);
            }
            boolean tellsApart = provider.recoveryWindow()
                    .map(window -> at.isBefore(sentAt.plus(window)))
                    .orElse(true);
            return Optional.of(tellsApart && (now.isEmpty() || now.get().status() == UserStatus.REMOVED));
        }

        /** Whether somebody invited joined once this removal can't have been on its way any more, so that another must have removed them. */
        boolean isAnothers(Optional<User> now, Instant sentAt) {
            return invited && joinedLater(now, sentAt);
        }

        /** Only a removal that can be undone: a transfer or deletion that is under way unseen must not be started twice. */
        @Override
        public boolean mayBeSentAgain() {
            return handling instanceof DataHandling.KeepRecoverable;
        }

        @Override
        public String words() {
            return "remove from the team";
        }

        @Override
        public JsonObject write() {
            return Intent.write("remove", user)
                    .with("handling", UserJson.write(handling))
                    .with("invited", invited);
        }
    }

    record Recover(UserId user) implements Intent {
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
            return Optional.of(now.isPresent() && now.get().status().isOnTeam());
        }

        @Override
        public String words() {
            return "recover";
        }

        @Override
        public JsonObject write() {
            return Intent.write("recover", user);
        }
    }

    record AssignRoles(UserId user, List<String> roleIds) implements Intent {
        @Override
        public Outcome<UserId> send(UserLifecycle provider) {
            return provider.assignRoles(user, roleIds);
        }

        @Override
        public UserRef who() {
            return UserRef.id(user);
        }

        @Override
        public Optional<Boolean> tookEffect(UserLifecycle provider, Optional<User> now) {
            return Optional.of(now.isPresent()
                    && Set.copyOf(now.get().roles().stream().map(Role::id).toList())
                            .equals(Set.copyOf(roleIds)));
        }

        @Override
        public String words() {
            return "assign roles";
        }

        @Override
        public JsonObject write() {
            return Intent.write("assign-roles", user).with("roleIds", roleIds);
        }
    }

    /** That somebody manages a group can't be seen on the person, but on what hangs on them. */
    record JoinGroup(UserId user, GroupMembership group) implements Intent {
        @Override
        public Outcome<UserId> send(UserLifecycle provider) {
            return provider.joinGroup(user, group);
        }

        @Override
        public UserRef who() {
            return UserRef.id(user);
        }

        @Override
        public Optional<Boolean> tookEffect(UserLifecycle provider, Optional<User> now) {
            if (now.isEmpty()) {
                return Optional.of(false);
            }
            Optional<Boolean> isMember = now.get().groupIds().toOptional().map(ids -> ids.contains(group.groupId()));
            if (!group.owner() || isMember.equals(Optional.of(false))) {
                return isMember;
            }
            return provider.inspect(user)
                    .groups()
                    .toOptional()
                    .map(groups -> groups.stream().anyMatch(it -> it.groupId().equals(group.groupId()) && it.owner()));
        }

        @Override
        public String words() {
            return "join the group " + group.groupName();
        }

        @Override
        public JsonObject write() {
            return Intent.write("join-group", user).with("group", UserJson.write(group));
        }
    }
}
