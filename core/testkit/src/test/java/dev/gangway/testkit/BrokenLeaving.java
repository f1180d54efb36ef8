package dev.gangway.testkit;

import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.DataHandling;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** For each rule about objections, and about files and addresses of leavers, a connector that violates it. */
final class BrokenLeaving {

    private static final DataHandling RECOVERABLE =
            DataHandling.keepRecoverable().keepingDevices();

    private BrokenLeaving() {}

    static List<Broken> all() {
        return Stream.of(objecting(), moving(), deleting(), addresses())
                .flatMap(List::stream)
                .toList();
    }

    private interface Move {
        Outcome<UserId> of(UserLifecycle inner, UserId former, UserId recipient, UserId errorsTo);
    }

    private static Broken moves(String rule, String reason, Move move) {
        return Broken.users(rule, reason, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> transferFiles(UserId former, UserId recipient, UserId errorsTo) {
                return move.of(inner, former, recipient, errorsTo);
            }
        });
    }

    private static Broken deletes(String rule, String reason, BiFunction<UserLifecycle, UserId, Outcome<UserId>> how) {
        return Broken.users(rule, reason, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> deleteFiles(UserId former) {
                return how.apply(inner, former);
            }
        });
    }

    private static Broken adds(String rule, String reason, UnaryOperator<Outcome<UserId>> how) {
        return Broken.users(rule, reason, inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> addAddress(UserId recipient, UserRef.Email address) {
                return how.apply(super.addAddress(recipient, address));
            }
        });
    }

    private static Outcome<UserId> unable() {
        return Outcome.refused(Reason.NOT_SUPPORTED, "This connector can't.");
    }

    private static List<Broken> objecting() {
        return List.of(
                moves("U-52", "moving files afterwards", (inner, former, recipient, errorsTo) -> unable()),
                adds("U-53", "giving an address away", outcome -> unable()),
                Broken.users("U-54", "Nothing speaks against", inner -> new ForwardingUsers(inner) {
                    @Override
                    public List<Refusal> objections(
                            User leaver, DataHandling handling, Optional<UserId> invitationsTo) {
                        return List.of();
                    }
                }),
                Broken.users("U-59", "NOT_RECOVERABLE", inner -> new ForwardingUsers(inner) {
                    @Override
                    public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                        boolean suspended = inner.find(UserRef.id(leaver))
                                .filter(it -> it.status() == UserStatus.SUSPENDED)
                                .isPresent();
                        return super.remove(
                                leaver, suspended ? DataHandling.deleteForGood().keepingDevices() : handling);
                    }
                }));
    }

    /** Removes who is still there, and goes on. */
    private static void removeFirst(UserLifecycle inner, UserId person) {
        inner.remove(person, RECOVERABLE);
    }

    private static List<Broken> moving() {
        return List.of(
                moves("F-01", "A refusal was expected", (inner, former, recipient, errorsTo) -> {
                    removeFirst(inner, former);
                    return inner.transferFiles(former, recipient, errorsTo);
                }),
                Broken.users("F-02", "The recipient's files", (team, inner) -> new ForwardingUsers(inner) {
                    @Override
                    public Outcome<UserId> transferFiles(UserId former, UserId recipient, UserId errorsTo) {
                        Outcome<UserId> outcome = super.transferFiles(former, recipient, errorsTo);
                        team.personHasFiles(recipient, 2);
                        return outcome;
                    }
                }),
                moves("F-03", "after the refusal", (inner, former, recipient, errorsTo) -> {
                    Outcome<UserId> outcome = inner.transferFiles(former, recipient, errorsTo);
                    if (outcome instanceof Outcome.Refused) {
                        inner.deleteFiles(former);
                    }
                    return outcome;
                }),
                Broken.users("F-04", "A refusal was expected", inner -> new ForwardingUsers(inner) {
                    private final Set<UserId> moved = new HashSet<>();

                    @Override
                    public Outcome<UserId> transferFiles(UserId former, UserId recipient, UserId errorsTo) {
                        moved.add(former);
                        return super.transferFiles(former, recipient, errorsTo);
                    }

                    @Override
                    public Outcome<UserId> recover(UserId user) {
                        return moved.contains(user) ? Outcome.alreadyDone(user) : super.recover(user);
                    }
                }),
                moves(
                        "F-05",
                        "changes nothing",
                        (inner, former, recipient, errorsTo) ->
                                BrokenWriting.boasting(inner.transferFiles(former, recipient, errorsTo))));
    }

    private static List<Broken> deleting() {
        return List.of(
                deletes("F-06", "A refusal was expected", (inner, former) -> {
                    removeFirst(inner, former);
                    return inner.deleteFiles(former);
                }),
                Broken.users("F-07", "after they were deleted", inner -> new ForwardingUsers(inner) {
                    private final Set<UserId> asked = new HashSet<>();

                    @Override
                    public Outcome<UserId> deleteFiles(UserId former) {
                        boolean onTeam = inner.find(UserRef.id(former))
                                .filter(it -> it.status().isOnTeam())
                                .isPresent();
                        if (onTeam) {
                            return super.deleteFiles(former);
                        }
                        return asked.add(former) ? Outcome.done(former) : Outcome.alreadyDone(former);
                    }
                }),
                deletes(
                        "F-08",
                        "changes nothing",
                        (inner, former) -> BrokenWriting.boasting(inner.deleteFiles(former))));
    }

    private static List<Broken> addresses() {
        return List.of(
                adds("F-09", "ADDRESS_NOT_FREE", outcome -> BrokenWriting.vaguely(outcome, Reason.ADDRESS_NOT_FREE)),
                adds("F-10", "changes nothing", BrokenWriting::boasting));
    }
}
