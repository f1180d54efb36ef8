package dev.gangway.testkit;

import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.Devices;
import dev.gangway.user.LinkedApp;
import dev.gangway.user.ProfileChange;
import dev.gangway.user.Quota;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** For each rule about groups that are left, profiles, quotas, sessions and linked apps, a connector that violates it. */
final class BrokenBelongings {

    private BrokenBelongings() {}

    static List<Broken> all() {
        return Stream.of(groups(), profiles(), sessions(), apps())
                .flatMap(List::stream)
                .toList();
    }

    private interface Leaving {
        Outcome<UserId> of(UserLifecycle inner, UserId user, String groupId);
    }

    private static Broken leaves(String rule, String reason, Leaving leaving) {
        return Broken.users(rule, reason, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> leaveGroup(UserId user, String groupId) {
                return leaving.of(inner, user, groupId);
            }
        });
    }

    private static List<Broken> groups() {
        return List.of(
                Broken.users("U-66", "who left one", inner -> new ForwardingUsers(inner) {
                    private final List<String> left = new ArrayList<>();

                    @Override
                    public Outcome<UserId> leaveGroup(UserId user, String groupId) {
                        left.add(groupId);
                        return super.leaveGroup(user, groupId);
                    }

                    @Override
                    public Optional<User> find(UserRef user) {
                        return super.find(user)
                                .map(it -> it.groupIds().equals(Fact.of(List.of())) ? it.withGroups(left) : it);
                    }
                }),
                leaves(
                        "U-67",
                        "changes nothing",
                        (inner, user, groupId) -> BrokenWriting.boasting(inner.leaveGroup(user, groupId))),
                leaves(
                        "U-68",
                        "GROUP_UNUSABLE",
                        (inner, user, groupId) ->
                                BrokenWriting.vaguely(inner.leaveGroup(user, groupId), Reason.GROUP_UNUSABLE)),
                leaves("U-69", "joined three and left one", (inner, user, groupId) -> {
                    Outcome<UserId> outcome = inner.leaveGroup(user, groupId);
                    inner.find(UserRef.id(user)).stream()
                            .flatMap(it -> it.groupIds().toOptional().orElse(List.of()).stream())
                            .forEach(it -> inner.leaveGroup(user, it));
                    return outcome;
                }));
    }

    private interface Changing {
        Outcome<UserId> of(UserLifecycle inner, UserId user, ProfileChange change);
    }

    private static Broken changes(String rule, String reason, Changing changing) {
        return Broken.users(rule, reason, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> changeProfile(UserId user, ProfileChange change) {
                return changing.of(inner, user, change);
            }
        });
    }

    private static ProfileChange namesOf(ProfileChange change) {
        return new ProfileChange(Optional.empty(), change.givenName(), change.surname(), Optional.empty());
    }

    private static List<Broken> profiles() {
        return List.of(
                changes(
                        "U-86",
                        "under another name",
                        (inner, user, change) -> inner.changeProfile(
                                user, change.givenName().isPresent() ? change.externalId("") : change)),
                changes(
                        "U-87",
                        "changes nothing",
                        (inner, user, change) -> BrokenWriting.boasting(inner.changeProfile(user, change))),
                changes("U-88", "somebody else's address", (inner, user, change) -> {
                    Outcome<UserId> outcome = inner.changeProfile(user, change);
                    if (outcome instanceof Outcome.Refused) {
                        inner.changeProfile(user, namesOf(change));
                    }
                    return outcome;
                }),
                changes(
                        "U-89",
                        "EXTERNAL_ID_IN_USE",
                        (inner, user, change) ->
                                BrokenWriting.vaguely(inner.changeProfile(user, change), Reason.EXTERNAL_ID_IN_USE)),
                Broken.users("U-90", "after it was set", inner -> new ForwardingUsers(inner) {
                    @Override
                    public Fact<Quota> quota(UserId user) {
                        return Fact.of(Quota.NONE);
                    }
                }),
                Broken.users("U-91", "changes nothing", inner -> new ForwardingUsers(inner) {
                    @Override
                    public Outcome<UserId> setQuota(UserId user, Quota quota) {
                        return BrokenWriting.boasting(super.setQuota(user, quota));
                    }
                }));
    }

    private interface Ending {
        Outcome<UserId> of(UserLifecycle inner, UserId user, UserSession session, Devices devices);
    }

    private static Broken ends(String rule, String reason, Ending ending) {
        return Broken.users(rule, reason, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> endSession(UserId user, UserSession session, Devices devices) {
                return ending.of(inner, user, session, devices);
            }
        });
    }

    private static List<Broken> sessions() {
        return List.of(
                Broken.users("U-38", "somebody suspended", (team, inner) -> new ForwardingUsers(inner) {
                    @Override
                    public Outcome<UserId> suspend(UserId user, Devices devices) {
                        Outcome<UserId> outcome = super.suspend(user, devices);
                        if (outcome instanceof Outcome.Done) {
                            team.personOpensSession(user, UserSession.Kind.WEB);
                        }
                        return outcome;
                    }
                }),
                ends("U-92", "The other sessions", (inner, user, session, devices) -> {
                    Outcome<UserId> outcome = inner.endSession(user, session, devices);
                    inner.sessions(user)
                            .toOptional()
                            .orElse(List.of())
                            .forEach(it -> inner.endSession(user, it, devices));
                    return outcome;
                }),
                ends(
                        "U-93",
                        "was to keep it",
                        (inner, user, session, devices) -> inner.endSession(user, session, Devices.WIPE)),
                ends(
                        "U-94",
                        "was to wipe it",
                        (inner, user, session, devices) -> inner.endSession(user, session, Devices.KEEP)),
                ends(
                        "U-95",
                        "changes nothing",
                        (inner, user, session, devices) ->
                                BrokenWriting.boasting(inner.endSession(user, session, devices))));
    }

    private static List<Broken> apps() {
        return List.of(
                Broken.users("U-96", "The other apps", inner -> new ForwardingUsers(inner) {
                    @Override
                    public Outcome<UserId> unlinkApp(UserId user, LinkedApp app) {
                        Outcome<UserId> outcome = super.unlinkApp(user, app);
                        inner.linkedApps(user).toOptional().orElse(List.of()).forEach(it -> inner.unlinkApp(user, it));
                        return outcome;
                    }
                }),
                Broken.users("U-97", "changes nothing", inner -> new ForwardingUsers(inner) {
                    @Override
                    public Outcome<UserId> unlinkApp(UserId user, LinkedApp app) {
                        return BrokenWriting.boasting(super.unlinkApp(user, app));
                    }
                }));
    }
}
