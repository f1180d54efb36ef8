package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.Gangway;
import dev.gangway.connector.Connector;
import dev.gangway.error.AnswerLostException;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.RateLimitedException;
import dev.gangway.error.StoreException;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.store.Store;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.ConfirmedPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.GroupMembership;
import dev.gangway.user.Holdings;
import dev.gangway.user.NewUser;
import dev.gangway.user.Receipt;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes, or one node and the rest of the world, get into each other's way at the worst moment. */
class InterleavingTest {

    private static final DataHandling RECOVERABLE =
            DataHandling.keepRecoverable().keepingDevices();
    private static final AnswerLostException LOST =
            new AnswerLostException("The connection broke before the answer.", Optional.empty());

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private ConfirmedPlan confirmed(UserId leaver) {
        return world.users().planOffboarding(UserRef.id(leaver), RECOVERABLE).confirmedBy(World.ACTOR);
    }

    /** One more admin; the connection's own account is none any more. */
    private UserId admin(String name) {
        UserId admin = world.joins(name);
        world.team.personHasRoles(admin, InMemoryConnector.TEAM_ADMIN);
        world.team.personHasRoles(world.team.admin().id());
        return admin;
    }

    private Users through(UnaryOperator<UserLifecycle> between) {
        return world.through(ForwardingConnector.withUsers(world.team, between));
    }

    /** A node to which something happens right after it has written a record of that kind for the n-th time. */
    private Users afterWriting(int times, String kind, Runnable event) {
        HookedStore store = new HookedStore(world.store);
        String prefix = "journal/" + world.id + "/" + kind + "/";
        Stream.generate(() -> (Runnable) () -> {}).limit(times - 1).forEach(none -> store.afterWriting(prefix, none));
        store.afterWriting(prefix, event);
        return world.gangway(world.team, store).connection(world.id).users();
    }

    @Test
    void aSecondSendingIsJudgedByItsOwnTimeAndNotByThatOfTheFirst() {
        UserId leo = world.joinsSuspended("leo");
        ConfirmedPlan plan = confirmed(leo);
        List<UserId> sent = new ArrayList<>();
        Users dying = through(inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                sent.add(leaver);
                if (sent.size() == 1) {
                    throw LOST;
                }
                world.clock.in(Duration.ofMinutes(2), () -> world.team.personLeaves(leaver, true));
                throw new CallInterruptedException("Interrupted while the request was on its way.");
            }
        });
        assertThatThrownBy(() -> dying.execute(plan)).isInstanceOf(CallInterruptedException.class);

        assertThat(World.open(world.users())).hasSize(1);
        World.unsettled(world.otherNode().execute(plan));

        world.clock.advance(Duration.ofMinutes(2));
        assertThat(World.done(world.otherNode().execute(plan))
                        .after()
                        .orElseThrow()
                        .status())
                .isEqualTo(UserStatus.REMOVED_RECOVERABLE);
    }

    @Test
    void aNodeThatIsOvertakenWhileItChecksLeavesTheOthersEndAlone() {
        UserId leo = world.joinsSuspended("leo");
        ConfirmedPlan plan = confirmed(leo);
        Users slow = through(inner -> new ForwardingUsers(inner) {
            @Override
            public Holdings inspect(UserId user) {
                world.clock.advance(Duration.ofMinutes(10));
                World.done(world.otherNode().execute(plan));
                return super.inspect(user);
            }
        });

        assertThatThrownBy(() -> slow.execute(plan)).isInstanceOf(StoreException.class);

        assertThat(World.done(world.users().execute(plan)).after()).isPresent();
        assertThat(world.writes()).containsExactly("remove");
    }

    @Test
    void aNodeThatIsOvertakenWhileItChecksLeavesTheOthersMarkAlone() {
        UserId leo = world.joinsSuspended("leo");
        ConfirmedPlan plan = confirmed(leo);
        world.team.holdJobs();
        Users slow = through(inner -> new ForwardingUsers(inner) {
            @Override
            public Holdings inspect(UserId user) {
                world.clock.advance(Duration.ofMinutes(10));
                World.unsettled(world.otherNode().execute(plan));
                return super.inspect(user);
            }
        });

        assertThatThrownBy(() -> slow.execute(plan)).isInstanceOf(StoreException.class);

        assertThat(World.open(world.users())).hasSize(1);
        assertThat(world.writes()).containsExactly("remove");
    }

    @Test
    void aNodeThatFailsAfterAnotherTookOverLeavesTheMarkAlone() {
        UserId leo = world.joinsSuspended("leo");
        ConfirmedPlan plan = confirmed(leo);
        List<String> leases = new ArrayList<>();
        Store store = new ForwardingStore(world.store) {
            @Override
            public Optional<Lease> lease(String name, Duration duration) {
                leases.add(name);
                return super.lease(name, duration);
            }
        };
        Connector failing = ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Holdings inspect(UserId user) {
                world.clock.advance(Duration.ofMinutes(10));
                assertThat(world.store.lease(leases.get(0), Duration.ofMinutes(6)))
                        .isPresent();
                throw new ProviderUnavailableException("The provider is down.", Optional.empty());
            }
        });
        Users slow = world.gangway(failing, store).connection(world.id).users();

        assertThatThrownBy(() -> slow.execute(plan)).isInstanceOf(ProviderUnavailableException.class);

        assertThat(World.open(world.users())).hasSize(1);
    }

    @Test
    void aNodeThatIsOvertakenByOneThatGaveUpSendsNothingEither() {
        UserId leo = world.joinsSuspended("leo");
        ConfirmedPlan plan = confirmed(leo);
        Users slow = through(inner -> new ForwardingUsers(inner) {
            @Override
            public Holdings inspect(UserId user) {
                Holdings holdings = super.inspect(user);
                world.clock.advance(Duration.ofMinutes(10));
                world.team.failNextRead(new ProviderUnavailableException("The provider is down.", Optional.empty()));
                assertThatThrownBy(() -> world.otherNode().execute(plan))
                        .isInstanceOf(ProviderUnavailableException.class);
                return holdings;
            }
        });

        assertThatThrownBy(() -> slow.execute(plan)).isInstanceOf(StoreException.class);

        assertThat(world.writes()).isEmpty();
        assertThat(world.users().openRequests()).isEmpty();
    }

    @Test
    void aRemovalIsSentTwiceAtMost() {
        UserId leo = world.joinsSuspended("leo");
        world.team.failNextBefore(LOST);
        world.team.failNextBefore(LOST);
        JobHandle handle = World.unsettled(world.seeOff(leo)).handle();
        world.clock.advance(Duration.ofMinutes(2));

        Outcome<Receipt> outcome = World.carriedOn(world.otherNode(), handle);

        assertThat(World.reason(outcome)).isEqualTo(Reason.TRY_LATER);
        assertThat(world.writes()).containsExactly("remove", "remove");
        assertThat(world.users().openRequests()).isEmpty();
    }

    @Test
    void aNodeThatWronglyBelievesInItsLeaseIsStoppedByTheRecord() {
        UserId leo = world.joinsSuspended("leo");
        ConfirmedPlan plan = confirmed(leo);
        List<UserRef> looked = new ArrayList<>();
        Connector overtaken = ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Optional<User> find(UserRef user) {
                Optional<User> before = super.find(user);
                looked.add(user);
                if (looked.size() == 1) {
                    world.clock.advance(Duration.ofMinutes(10));
                    World.done(world.otherNode().execute(plan));
                }
                return before;
            }
        });
        Store believing = new ForwardingStore(world.store) {
            @Override
            public Optional<Lease> lease(String name, Duration duration) {
                return super.lease(name, duration).map(lease -> new ForwardingLease(lease) {
                    @Override
                    public boolean isHeld() {
                        return true;
                    }
                });
            }
        };
        Users slow = world.gangway(overtaken, believing).connection(world.id).users();

        assertThatThrownBy(() -> slow.execute(plan)).isInstanceOf(StoreException.class);

        assertThat(world.writes()).containsExactly("remove");
    }

    @Test
    void aNodeThatIsPausedDirectlyBeforeSendingSendsNothingAnyMore() {
        UserId leo = world.joinsSuspended("leo");
        ConfirmedPlan plan = confirmed(leo);
        Users slow = afterWriting(3, "offboardings", () -> {
            world.clock.advance(Duration.ofMinutes(7));
            World.done(world.otherNode().execute(plan));
        });

        assertThatThrownBy(() -> slow.execute(plan)).isInstanceOf(StoreException.class);

        assertThat(world.writes()).containsExactly("remove");
        assertThat(World.done(world.users().execute(plan)).after()).isPresent();
    }

    @Test
    void aSuspensionWhoseNodeIsPausedDirectlyBeforeSendingIsNotSent() {
        UserId leo = world.joins("leo");
        Users slow = afterWriting(1, "writes", () -> world.clock.advance(Duration.ofMinutes(4)));

        assertThatThrownBy(() -> slow.suspend(UserRef.id(leo), Devices.KEEP)).isInstanceOf(StoreException.class);

        assertThat(world.writes()).isEmpty();
        assertThat(world.journal()).isEmpty();
    }

    @Test
    void whoIsBeingSeenOffIsNotRecoveredInBetween() {
        UserId leo = world.joins("leo");
        Receipt earlier = World.done(world.seeOff(leo));
        World.done(world.users().recover(UserRef.id(leo)));
        world.team.holdJobs();
        World.unsettled(world.seeOff(leo));
        world.team.personLeaves(leo, true);

        assertThat(World.reason(world.users().recover(UserRef.id(leo)))).isEqualTo(Reason.ALREADY_RUNNING);
        assertThat(World.reason(world.users().undo(earlier))).isEqualTo(Reason.ALREADY_RUNNING);

        assertThat(world.writes()).containsExactly("suspend", "remove", "recover", "remove");
    }

    @Test
    void whatWasHandedOutIsSettledWithoutSendingAnything() {
        try (World impatient = new World(builder -> builder.maxWait(Duration.ofSeconds(10)))) {
            UserId leo = impatient.joins("leo");
            impatient.team.failNextBefore(LOST);
            JobHandle handle = World.unsettled(impatient.users().suspend(UserRef.id(leo), Devices.KEEP))
                    .handle();
            impatient.clock.advance(Duration.ofMinutes(2));

            Outcome<User> outcome = World.settled(impatient.users(), handle);

            assertThat(World.reason(outcome)).isEqualTo(Reason.TRY_LATER);
            assertThat(World.settled(impatient.users(), handle)).isEqualTo(outcome);
            assertThat(impatient.writes()).containsExactly("suspend");
            assertThat(impatient.team.user(leo).status()).isEqualTo(UserStatus.ACTIVE);
        }
    }

    @Test
    void aSecondSendingThatIsRefusedIsNotJudgedWithoutAReading() {
        UserId leo = world.joins("leo");
        List<UserId> sent = new ArrayList<>();
        Users users = through(inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> suspend(UserId user, Devices devices) {
                sent.add(user);
                if (sent.size() == 1) {
                    throw LOST;
                }
                super.suspend(user, devices); // it is the first that took effect
                return Outcome.refusedByProvider(Reason.WRONG_STATUS, "not_active");
            }

            @Override
            public Optional<User> find(UserRef user) {
                if (sent.size() > 1) {
                    throw new ProviderUnavailableException("The provider is down.", Optional.empty());
                }
                return super.find(user);
            }
        });

        Outcome<User> outcome = users.suspend(UserRef.id(leo), Devices.KEEP);

        assertThat(World.done(World.settled(
                                world.users(), World.unsettled(outcome).handle()))
                        .status())
                .isEqualTo(UserStatus.SUSPENDED);
    }

    @Test
    void aRemovalByAnotherHandIsNotTakenForOursBecauseOfAKillInBetween() {
        UserId leo = world.joinsSuspended("leo");
        UserId mia = world.joins("mia");
        ConfirmedPlan plan = world.users()
                .planOffboarding(
                        UserRef.id(leo),
                        DataHandling.transferTo(UserRef.id(mia)).keepingDevices())
                .confirmedBy(World.ACTOR);
        List<UserId> sent = new ArrayList<>();
        Users dying = through(inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                sent.add(leaver);
                world.team.personLeaves(leaver, false);
                return super.remove(leaver, handling);
            }

            @Override
            public Optional<User> find(UserRef user) {
                if (!sent.isEmpty()) {
                    throw new CallInterruptedException("Interrupted while it waited.");
                }
                return super.find(user);
            }
        });
        assertThatThrownBy(() -> dying.execute(plan)).isInstanceOf(CallInterruptedException.class);

        assertThat(World.reason(world.otherNode().execute(plan))).isEqualTo(Reason.NOT_ON_TEAM);
    }

    @Test
    void whoIsBeingSeenOffIsNotTakenForSomebodyAboard() {
        UserId leo = world.joins("leo");
        world.team.holdJobs();
        World.unsettled(world.seeOff(leo));

        assertThat(World.reason(world.users().onboard(NewUser.of("leo@example.com"))))
                .isEqualTo(Reason.ALREADY_RUNNING);
    }

    @Test
    void aPersonWhoVanishesWhileJoiningAGroupIsNoBug() {
        world.joins("leo");
        world.team.group("g1", "Design");
        List<String> joined = new ArrayList<>();
        Users users = through(inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> joinGroup(UserId user, GroupMembership group) {
                joined.add(group.groupId());
                return super.joinGroup(user, group);
            }

            @Override
            public Optional<User> find(UserRef user) {
                return joined.isEmpty() ? super.find(user) : Optional.empty();
            }
        });

        var outcome = users.onboard(NewUser.of("leo@example.com").inGroup("g1"));

        assertThat(World.done(outcome).notDone()).singleElement().asString().startsWith("the group g1: not known yet");
    }

    @Test
    void theLastTwoAdminsAreNotSuspendedAtTheSameMoment() {
        UserId eva = admin("eva");
        UserId max = admin("max");
        Users other = world.otherNode();
        List<Outcome<User>> others = new ArrayList<>();
        Users users = through(inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> suspend(UserId user, Devices devices) {
                others.add(other.suspend(UserRef.id(max), Devices.KEEP));
                return super.suspend(user, devices);
            }
        });

        World.done(users.suspend(UserRef.id(eva), Devices.KEEP));

        assertThat(World.reason(others.get(0))).isEqualTo(Reason.TRY_LATER);
        assertThat(World.reason(other.suspend(UserRef.id(max), Devices.KEEP))).isEqualTo(Reason.LAST_ADMIN);
        assertThat(world.team.user(max).status()).isEqualTo(UserStatus.ACTIVE);
    }

    @Test
    void anAdminWhoIsPerhapsSuspendedDoesNotCountAsOneWhoStays() {
        UserId eva = admin("eva");
        UserId max = admin("max");
        Users users = through(inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> suspend(UserId user, Devices devices) {
                throw new CallInterruptedException("Interrupted while the request was on its way.");
            }
        });
        assertThatThrownBy(() -> users.suspend(UserRef.id(eva), Devices.KEEP))
                .isInstanceOf(CallInterruptedException.class);

        assertThat(World.reason(world.otherNode().suspend(UserRef.id(max), Devices.KEEP)))
                .isEqualTo(Reason.LAST_ADMIN);
        assertThat(world.users().planOffboarding(UserRef.id(max), RECOVERABLE).refusals())
                .extracting(Refusal::reason)
                .containsExactly(Reason.LAST_ADMIN);
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void anAdminIsNotSeenOffWhileTheOtherOneIsBeingSuspended() {
        UserId eva = admin("eva");
        UserId max = admin("max");
        ConfirmedPlan maxLeaves = confirmed(max);
        Users other = world.otherNode();
        List<Outcome<Receipt>> others = new ArrayList<>();
        Users users = through(inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> suspend(UserId user, Devices devices) {
                others.add(other.execute(maxLeaves));
                return super.suspend(user, devices);
            }
        });

        World.done(users.suspend(UserRef.id(eva), Devices.KEEP));

        World.unsettled(others.get(0));
        assertThat(World.reason(other.execute(maxLeaves))).isEqualTo(Reason.LAST_ADMIN);
        assertThat(world.writes()).containsExactly("suspend");
    }

    @Test
    void whatWasReportedDoneAndNeverShowsComesToAnEndAllTheSame() {
        UserId leo = world.joins("leo");
        Users users = through(inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> suspend(UserId user, Devices devices) {
                Outcome<UserId> outcome = super.suspend(user, devices);
                world.team.personAccepts(user);
                return outcome;
            }
        });
        JobHandle handle =
                World.unsettled(users.suspend(UserRef.id(leo), Devices.KEEP)).handle();
        World.unsettled(World.settled(world.users(), handle));
        world.clock.advance(Duration.ofHours(25));

        User settled = World.done(World.settled(world.users(), handle));

        assertThat(settled.status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(world.writes()).containsExactly("suspend");
    }

    @Test
    void aRunOfWhichNothingWasSentIsNotGoneOnWithUnasked() {
        UserId leo = world.joins("leo");
        ConfirmedPlan plan = confirmed(leo);
        world.team.failNextBefore(
                new RateLimitedException("Too many requests.", Duration.ofMinutes(5), Optional.empty()));
        assertThatThrownBy(() -> world.users().execute(plan)).isInstanceOf(RateLimitedException.class);

        assertThat(World.open(world.users())).isEmpty();
        assertThat(confirmed(leo).plan().refusals()).isEmpty();
    }

    @Test
    void aClosedConnectionStoresNothing() {
        UserId leo = world.joins("leo");
        ConfirmedPlan plan = confirmed(leo);
        Users users = world.users();
        Gangway other = world.gangway(world.team, world.store);
        other.connections().disconnect(world.id);
        world.close();

        assertThatThrownBy(() -> users.execute(plan)).isInstanceOf(IllegalStateException.class);

        assertThat(world.stored()).isEmpty();
        assertThat(world.writes()).isEmpty();
    }
}
