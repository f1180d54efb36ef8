package dev.gangway.testkit;

import dev.gangway.error.AnswerLostException;
import dev.gangway.result.Fact;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.DataHandling;
import dev.gangway.user.DataHandling.DeleteForGood;
import dev.gangway.user.DataHandling.KeepAsPersonalAccount;
import dev.gangway.user.DataHandling.KeepRecoverable;
import dev.gangway.user.DataHandling.Transfer;
import dev.gangway.user.Devices;
import dev.gangway.user.GroupMembership;
import dev.gangway.user.Holdings;
import dev.gangway.user.NewUser;
import dev.gangway.user.Role;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** For each rule about requests that change something, a connector that violates it. */
final class BrokenWriting {

    private BrokenWriting() {}

    static List<Broken> all() {
        return Stream.of(onboarding(), suspending(), removing(), recovering(), rolesAndGroups(), sending(), jobs())
                .flatMap(List::stream)
                .toList();
    }

    /** Says "changed" of what was so already. */
    static Outcome<UserId> boasting(Outcome<UserId> outcome) {
        return outcome.match(done -> Outcome.done(done.value()), refused -> refused, unsettled -> unsettled);
    }

    /** Gives another answer to what the provider refuses for this reason. */
    static Outcome<UserId> instead(Outcome<UserId> outcome, Reason reason, Outcome<UserId> other) {
        return outcome.match(
                done -> done,
                refused -> refused.refusal().reason() == reason ? other : refused,
                unsettled -> unsettled);
    }

    static Outcome<UserId> vaguely(Outcome<UserId> outcome, Reason reason) {
        return instead(outcome, reason, Outcome.refusedByProvider(Reason.OTHER, "no"));
    }

    private static Broken onboards(
            String rule, String reason, BiFunction<UserLifecycle, NewUser, Outcome<UserId>> how) {
        return Broken.users(rule, reason, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> onboard(NewUser newUser) {
                return how.apply(inner, newUser);
            }
        });
    }

    private static NewUser misspelt(NewUser it) {
        return new NewUser(
                new UserRef.Email(it.email().address().replace("@", ".x@")),
                it.givenName(),
                it.surname(),
                it.externalId(),
                it.roleId(),
                it.groupIds(),
                it.invitationMail(),
                it.recoverLeaver());
    }

    private static List<Broken> onboarding() {
        return List.of(
                onboards(
                        "U-20",
                        "The address",
                        (inner, newUser) ->
                                inner.onboard(inner.find(newUser.email()).isPresent() ? newUser : misspelt(newUser))),
                onboards(
                        "U-21",
                        "changes nothing",
                        (inner, newUser) -> inner.find(newUser.email())
                                        .filter(it -> it.status() == UserStatus.ACTIVE)
                                        .isPresent()
                                ? boasting(inner.onboard(newUser))
                                : inner.onboard(newUser)),
                onboards(
                        "U-22",
                        "changes nothing",
                        (inner, newUser) -> inner.find(newUser.email())
                                        .filter(it -> !it.email()
                                                .equals(newUser.email().address()))
                                        .isPresent()
                                ? boasting(inner.onboard(newUser))
                                : inner.onboard(newUser)),
                onboards(
                        "U-23",
                        "A refusal was expected",
                        (inner, newUser) -> instead(
                                inner.onboard(newUser),
                                Reason.RECOVERABLE_LEAVER,
                                Outcome.alreadyDone(new UserId("user-2")))),
                onboards(
                        "U-24",
                        "NO_LICENSE_AVAILABLE",
                        (inner, newUser) -> vaguely(inner.onboard(newUser), Reason.NO_LICENSE_AVAILABLE)),
                onboards(
                        "U-25",
                        "A refusal was expected",
                        (inner, newUser) -> instead(
                                inner.onboard(newUser),
                                Reason.EXTERNAL_ID_IN_USE,
                                Outcome.done(new UserId("user-1")))));
    }

    private static Broken suspends(String rule, String reason, BiFunction<UserLifecycle, UserId, Outcome<UserId>> how) {
        return Broken.users(rule, reason, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> suspend(UserId user, Devices devices) {
                return devices == Devices.KEEP ? how.apply(inner, user) : super.suspend(user, devices);
            }
        });
    }

    private static List<Broken> suspending() {
        return List.of(
                Broken.shows(
                        "U-30",
                        "SUSPENDED",
                        found -> found.map(it -> it.status() == UserStatus.SUSPENDED
                                ? it.withStatus(UserStatus.ACTIVE, Optional.empty(), it.joinedAt(), Optional.empty())
                                : it)),
                suspends("U-31", "changes nothing", (inner, user) -> boasting(inner.suspend(user, Devices.KEEP))),
                Broken.users("U-32", "ACTIVE", inner -> new ForwardingUsers(inner) {
                    private final Set<UserId> letIn = new HashSet<>();

                    @Override
                    public Outcome<UserId> unsuspend(UserId user) {
                        Outcome<UserId> outcome = super.unsuspend(user);
                        if (outcome.equals(Outcome.done(user))) {
                            letIn.add(user);
                        }
                        return outcome;
                    }

                    @Override
                    public Optional<User> find(UserRef user) {
                        return super.find(user)
                                .map(it -> letIn.contains(it.id()) && it.status() == UserStatus.ACTIVE
                                        ? it.withStatus(
                                                UserStatus.SUSPENDED, Optional.empty(), it.joinedAt(), Optional.empty())
                                        : it);
                    }
                }),
                Broken.users("U-33", "changes nothing", inner -> new ForwardingUsers(inner) {
                    @Override
                    public Outcome<UserId> unsuspend(UserId user) {
                        return boasting(super.unsuspend(user));
                    }
                }),
                suspends(
                        "U-34",
                        "A refusal was expected",
                        (inner, user) -> instead(
                                inner.suspend(user, Devices.KEEP), Reason.ONLY_INVITED, Outcome.alreadyDone(user))),
                suspends("U-35", "wiped by a suspension", (inner, user) -> inner.suspend(user, Devices.WIPE)),
                Broken.users("U-36", "kept by a suspension", inner -> new ForwardingUsers(inner) {
                    @Override
                    public Outcome<UserId> suspend(UserId user, Devices devices) {
                        return super.suspend(user, Devices.KEEP);
                    }
                }),
                suspends(
                        "U-37",
                        "A refusal was expected",
                        (inner, user) -> instead(
                                inner.suspend(user, Devices.KEEP), Reason.LAST_ADMIN, Outcome.alreadyDone(user))));
    }

    private interface Removal {
        Outcome<UserId> of(UserLifecycle inner, UserId leaver, DataHandling handling);
    }

    private static Broken removes(String rule, String reason, Removal removal) {
        return Broken.users(rule, reason, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                return removal.of(inner, leaver, handling);
            }
        });
    }

    /** Treats one way to remove somebody as another. */
    private static Broken confuses(
            String rule, String reason, Class<? extends DataHandling> kind, UnaryOperator<DataHandling> other) {
        return removes(
                rule,
                reason,
                (inner, leaver, handling) ->
                        inner.remove(leaver, kind.isInstance(handling) ? other.apply(handling) : handling));
    }

    private static List<Broken> removing() {
        DataHandling recoverable = DataHandling.keepRecoverable().keepingDevices();
        return List.of(
                Broken.users("U-40", "The status afterwards", inner -> new ForwardingUsers(inner) {
                    @Override
                    public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                        return handling instanceof DeleteForGood
                                ? Outcome.done(leaver)
                                : super.remove(leaver, handling);
                    }
                }),
                removes(
                        "U-41",
                        "changes nothing",
                        (inner, leaver, handling) -> boasting(inner.remove(leaver, handling))),
                Broken.users("U-42", "The status of somebody recovered", inner -> new ForwardingUsers(inner) {
                    private final Set<UserId> back = new HashSet<>();
                    private final Set<UserId> suspended = new HashSet<>();

                    @Override
                    public Outcome<UserId> suspend(UserId user, Devices devices) {
                        suspended.add(user);
                        return super.suspend(user, devices);
                    }

                    @Override
                    public Outcome<UserId> recover(UserId user) {
                        Outcome<UserId> outcome = super.recover(user);
                        if (outcome.equals(Outcome.done(user)) && !suspended.contains(user)) {
                            back.add(user);
                        }
                        return outcome;
                    }

                    @Override
                    public Optional<User> find(UserRef user) {
                        return super.find(user)
                                .map(it -> back.contains(it.id())
                                        ? it.withStatus(
                                                UserStatus.REMOVED_RECOVERABLE,
                                                Optional.empty(),
                                                it.joinedAt(),
                                                Optional.empty())
                                        : it);
                    }
                }),
                Broken.users("U-43", "after a recoverable removal", (team, inner) -> new ForwardingUsers(inner) {
                    @Override
                    public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                        Outcome<UserId> outcome = super.remove(leaver, handling);
                        if (handling instanceof KeepRecoverable
                                && outcome instanceof Outcome.Done
                                && team.files(leaver) == 7) {
                            team.personHasFiles(leaver, 0);
                        }
                        return outcome;
                    }
                }),
                confuses("U-44", "wiped by a removal", KeepRecoverable.class, it -> new KeepRecoverable(Devices.WIPE)),
                confuses("U-45", "kept by a removal", KeepRecoverable.class, it -> recoverable),
                Broken.users("U-46", "after the transfer", (team, inner) -> new ForwardingUsers(inner) {
                    @Override
                    public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                        Outcome<UserId> outcome = super.remove(leaver, handling);
                        if (handling instanceof Transfer it && outcome instanceof Outcome.Done) {
                            team.personHasFiles(it.recipient().asId().orElseThrow(), 2);
                        }
                        return outcome;
                    }
                }),
                removes(
                        "F-11",
                        "WRONG_STATUS",
                        (inner, leaver, handling) -> handling instanceof Transfer
                                        && inner.find(UserRef.id(leaver))
                                                .filter(it -> it.status() == UserStatus.SUSPENDED)
                                                .isPresent()
                                ? Outcome.refusedByProvider(Reason.WRONG_STATUS, "is_suspended")
                                : inner.remove(leaver, handling)),
                Broken.users("F-12", "whose files moved", inner -> new ForwardingUsers(inner) {
                    private final Set<UserId> moved = new HashSet<>();

                    @Override
                    public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                        Outcome<UserId> outcome = super.remove(leaver, handling);
                        if (handling instanceof Transfer && outcome instanceof Outcome.Done) {
                            moved.add(leaver);
                        }
                        return outcome;
                    }

                    @Override
                    public Optional<User> find(UserRef user) {
                        return super.find(user)
                                .map(it -> moved.contains(it.id())
                                        ? it.withStatus(
                                                UserStatus.REMOVED_RECOVERABLE,
                                                it.invitedAt(),
                                                it.joinedAt(),
                                                it.suspendedAt())
                                        : it);
                    }
                }),
                removes("U-47", "A refusal was expected", (inner, leaver, handling) -> {
                    Outcome<UserId> outcome = inner.remove(leaver, handling);
                    return outcome.equals(
                                    Outcome.refusedByProvider(Reason.RECIPIENT_UNSUITABLE, "recipient_unsuitable"))
                            ? inner.remove(leaver, recoverable)
                            : outcome;
                }),
                confuses(
                        "U-48",
                        "The leaver's files",
                        KeepAsPersonalAccount.class,
                        it -> DataHandling.deleteForGood().keepingDevices()),
                removes(
                        "U-49",
                        "A refusal was expected",
                        (inner, leaver, handling) -> instead(
                                inner.remove(leaver, handling), Reason.LAST_ADMIN, Outcome.alreadyDone(leaver))),
                removes(
                        "U-50",
                        "no longer invited",
                        (inner, leaver, handling) -> isInvited(inner, leaver) && handling instanceof KeepRecoverable
                                ? Outcome.done(leaver)
                                : inner.remove(leaver, handling)),
                removes(
                        "U-51",
                        "A refusal was expected",
                        (inner, leaver, handling) -> isInvited(inner, leaver) && handling instanceof Transfer
                                ? inner.remove(leaver, recoverable)
                                : inner.remove(leaver, handling)));
    }

    private static boolean isInvited(UserLifecycle users, UserId id) {
        return users.find(UserRef.id(id))
                .filter(it -> it.status() == UserStatus.INVITED)
                .isPresent();
    }

    private static Broken recovers(String rule, String reason, BiFunction<UserLifecycle, UserId, Outcome<UserId>> how) {
        return Broken.users(rule, reason, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> recover(UserId user) {
                return how.apply(inner, user);
            }
        });
    }

    private static List<Broken> recovering() {
        return List.of(
                recovers("U-55", "changes nothing", (inner, user) -> boasting(inner.recover(user))),
                Broken.users("U-56", "A refusal was expected", inner -> new ForwardingUsers(inner) {
                    private final Set<UserId> transferred = new HashSet<>();

                    @Override
                    public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                        if (handling instanceof Transfer) {
                            transferred.add(leaver);
                        }
                        return super.remove(leaver, handling);
                    }

                    @Override
                    public Outcome<UserId> recover(UserId user) {
                        return transferred.contains(user) ? Outcome.done(user) : super.recover(user);
                    }
                }),
                recovers(
                        "U-57",
                        "NO_LICENSE_AVAILABLE",
                        (inner, user) -> vaguely(inner.recover(user), Reason.NO_LICENSE_AVAILABLE)),
                Broken.users("U-58", "NOT_RECOVERABLE", inner -> new ForwardingUsers(inner) {
                    @Override
                    public Optional<Duration> recoveryWindow() {
                        return Optional.of(Duration.ofDays(30));
                    }
                }));
    }

    private static Broken assigns(
            String rule, String reason, BiFunction<Outcome<UserId>, UserId, Outcome<UserId>> how) {
        return Broken.users(rule, reason, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> assignRoles(UserId user, List<String> roleIds) {
                return how.apply(super.assignRoles(user, roleIds), user);
            }
        });
    }

    private static Broken joins(String rule, String reason, UnaryOperator<Outcome<UserId>> how) {
        return Broken.users(rule, reason, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> joinGroup(UserId user, GroupMembership group) {
                return how.apply(super.joinGroup(user, group));
            }
        });
    }

    private static List<Broken> rolesAndGroups() {
        return List.of(
                Broken.users("U-60", "says so", inner -> new ForwardingUsers(inner) {
                    @Override
                    public Outcome<UserId> assignRoles(UserId user, List<String> roleIds) {
                        Stream<String> before = inner.find(UserRef.id(user)).stream()
                                .flatMap(it -> it.roles().stream())
                                .map(Role::id);
                        return super.assignRoles(
                                user,
                                Stream.concat(before, roleIds.stream())
                                        .distinct()
                                        .toList());
                    }
                }),
                assigns("U-61", "changes nothing", (outcome, user) -> boasting(outcome)),
                assigns(
                        "U-62",
                        "A refusal was expected",
                        (outcome, user) -> instead(outcome, Reason.ROLE_UNUSABLE, Outcome.alreadyDone(user))),
                Broken.shows(
                        "U-63",
                        "who joined one",
                        found -> found.map(it ->
                                it.groupIds().map(List::size).equals(Fact.of(1)) ? it.withGroups(List.of()) : it)),
                joins("U-64", "changes nothing", BrokenWriting::boasting),
                joins("U-65", "GROUP_UNUSABLE", outcome -> vaguely(outcome, Reason.GROUP_UNUSABLE)));
    }

    private static List<Broken> sending() {
        return List.of(
                Broken.users("U-70", "USER_NOT_FOUND", inner -> new ForwardingUsers(inner) {
                    @Override
                    public Outcome<UserId> unsuspend(UserId user) {
                        return vaguely(super.unsuspend(user), Reason.USER_NOT_FOUND);
                    }
                }),
                Broken.users("U-71", "A refusal was expected", inner -> new ForwardingUsers(inner) {
                    @Override
                    public Outcome<UserId> unsuspend(UserId user) {
                        return instead(super.unsuspend(user), Reason.NOT_ON_TEAM, Outcome.alreadyDone(user));
                    }
                }),
                Broken.users("U-72", "Whoever has the address now", inner -> new ForwardingUsers(inner) {
                    private final Map<UserId, UserRef> addresses = new HashMap<>();

                    @Override
                    public Optional<User> find(UserRef user) {
                        Optional<User> found = super.find(user);
                        found.ifPresent(it -> addresses.put(it.id(), UserRef.email(it.email())));
                        return found;
                    }

                    @Override
                    public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                        UserRef named = addresses.getOrDefault(leaver, UserRef.id(leaver));
                        return super.remove(inner.find(named).map(User::id).orElse(leaver), handling);
                    }
                }),
                suspends("U-73", "each call sent", (inner, user) -> {
                    Outcome<UserId> outcome = inner.suspend(user, Devices.KEEP);
                    inner.suspend(user, Devices.KEEP);
                    return outcome;
                }),
                Broken.users("U-74", "unsuspend without an answer", inner -> new ForwardingUsers(inner) {
                    @Override
                    public Outcome<UserId> unsuspend(UserId user) {
                        try {
                            return super.unsuspend(user);
                        } catch (AnswerLostException again) {
                            return super.unsuspend(user);
                        }
                    }
                }),
                Broken.users("U-75", "inspect and roles ran", inner -> new ForwardingUsers(inner) {
                    @Override
                    public Holdings inspect(UserId user) {
                        inner.recover(user);
                        return super.inspect(user);
                    }
                }),
                suspends("U-76", "suspend threw PermissionMissingException", (inner, user) -> {
                    Outcome<UserId> outcome = inner.suspend(user, Devices.KEEP);
                    inner.find(UserRef.id(user));
                    return outcome;
                }));
    }

    private static List<Broken> jobs() {
        return List.of(
                Broken.users("U-80", "IllegalArgumentException", inner -> new ForwardingUsers(inner) {
                    @Override
                    public Outcome<UserId> poll(JobHandle job) {
                        try {
                            return super.poll(job);
                        } catch (IllegalArgumentException strange) {
                            throw new AnswerLostException("Whose is that?", strange);
                        }
                    }
                }),
                Broken.users("U-81", "a running job gives", inner -> new ForwardingUsers(inner) {
                    @Override
                    public Outcome<UserId> poll(JobHandle job) {
                        return super.poll(job)
                                .match(
                                        done -> done,
                                        refused -> refused,
                                        unsettled -> Outcome.unsettled(new JobHandle(job + "-again"), "still at it"));
                    }
                }),
                Broken.users("U-82", "not started here", (team, inner) -> new ForwardingUsers(inner) {
                    private final Set<JobHandle> mine = new HashSet<>();

                    @Override
                    public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                        Outcome<UserId> outcome = super.remove(leaver, handling);
                        if (outcome instanceof Outcome.Unsettled<UserId> it) {
                            mine.add(it.handle());
                        }
                        return outcome;
                    }

                    @Override
                    public Outcome<UserId> poll(JobHandle job) {
                        boolean removal = team.writes().stream()
                                .anyMatch(it -> it.operation().equals("remove"));
                        if (removal && job.value().startsWith("in-memory") && !mine.contains(job)) {
                            throw new AnswerLostException("The job was not started here.", Optional.empty());
                        }
                        return super.poll(job);
                    }
                }),
                Broken.users("U-83", "AnswerLostException", inner -> new ForwardingUsers(inner) {
                    @Override
                    public Outcome<UserId> poll(JobHandle job) {
                        try {
                            return super.poll(job);
                        } catch (AnswerLostException lost) {
                            return Outcome.unsettled(job, "surely it is still running");
                        }
                    }
                }));
    }
}
