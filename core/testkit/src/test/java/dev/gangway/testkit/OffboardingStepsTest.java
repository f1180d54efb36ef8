package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connector.Capability;
import dev.gangway.error.AnswerLostException;
import dev.gangway.error.RateLimitedException;
import dev.gangway.error.StoreException;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.result.Refusal.Remaining;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.ConfirmedPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.DataHandling.Shares;
import dev.gangway.user.Devices;
import dev.gangway.user.NewUser;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.OffboardingStep;
import dev.gangway.user.Receipt;
import dev.gangway.user.Undone;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Somebody's access ends first; what a refusal finds done is taken back. */
class OffboardingStepsTest {

    private static final DataHandling RECOVERABLE =
            DataHandling.keepRecoverable().keepingDevices();
    private static final AnswerLostException LOST =
            new AnswerLostException("The connection broke before the answer.", Optional.empty());

    private final World world = new World();
    private final UserId leo = world.joins("leo");

    @AfterEach
    void close() {
        world.close();
    }

    private OffboardingPlan plan(UserId leaver, DataHandling handling) {
        return world.users().planOffboarding(UserRef.id(leaver), handling);
    }

    private ConfirmedPlan confirmed() {
        return plan(leo, RECOVERABLE).confirmedBy(World.ACTOR);
    }

    private Users through(UnaryOperator<UserLifecycle> between) {
        return world.through(ForwardingConnector.withUsers(world.team, between));
    }

    /** A node to which something happens once, before the removal is sent. */
    private Users beforeRemoving(Runnable event) {
        List<Runnable> events = new ArrayList<>(List.of(event));
        return through(inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                if (!events.isEmpty()) {
                    events.remove(0).run();
                }
                return super.remove(leaver, handling);
            }
        });
    }

    /** Something happens right after the suspension took effect, before anything is checked again. */
    private Users afterSuspending(Runnable event) {
        return through(inner -> new ForwardingUsers(inner) {
            @Override
            public Outcome<UserId> suspend(UserId user, Devices devices) {
                Outcome<UserId> outcome = super.suspend(user, devices);
                event.run();
                return outcome;
            }
        });
    }

    private void assertNothingIsLeft(UserStatus status) {
        assertThat(world.team.user(leo).status()).isEqualTo(status);
        assertThat(world.journal()).noneMatch(key -> key.contains("/writes/") || key.contains("/leaving/"));
        assertThat(world.users().openRequests()).isEmpty();
        assertThat(Shown.by(world.store)).noneMatch(it -> it.contains("\"count\""));
    }

    @Nested
    class WhoIsSuspendedFirst {

        @Test
        void anActivePerson() {
            OffboardingPlan plan = plan(leo, RECOVERABLE);

            assertThat(plan.steps()).containsExactly(OffboardingStep.SUSPEND, OffboardingStep.REMOVE);
        }

        @Test
        void nobodyWhoIsInvited() {
            UserId ana = world.team.personIsInvited(NewUser.of("ana@example.com"));

            assertThat(plan(ana, RECOVERABLE).steps()).containsExactly(OffboardingStep.REMOVE);
            World.done(world.seeOff(ana));
            assertThat(world.writes()).containsExactly("remove");
        }

        @Test
        void nobodyWhoIsSuspendedAlready() {
            world.team.personIsSuspended(leo);

            assertThat(plan(leo, RECOVERABLE).steps()).containsExactly(OffboardingStep.REMOVE);
        }

        @Test
        void nobodyWhoKeepsTheAccount() {
            DataHandling personal = DataHandling.keepAsPersonalAccount(Shares.REMOVE);

            assertThat(plan(leo, personal).steps()).containsExactly(OffboardingStep.REMOVE);
            World.done(world.seeOff(leo, personal));
            assertThat(world.writes()).containsExactly("remove");
        }

        @Test
        void nobodyIfTheConnectionMayNotSuspend() {
            world.team.missingScope(Capability.CHANGE_USERS);
            Users users = world.connected(session -> session);

            OffboardingPlan plan = users.planOffboarding(UserRef.id(leo), RECOVERABLE);
            World.done(users.execute(plan.confirmedBy(World.ACTOR)));

            assertThat(plan.steps()).containsExactly(OffboardingStep.REMOVE);
            assertThat(world.writes()).containsExactly("remove");
        }

        @Test
        void nobodyWhereTheConnectorTurnsOutNotToSuspend() {
            Users users = through(inner -> new ForwardingUsers(inner) {
                @Override
                public Outcome<UserId> suspend(UserId user, Devices devices) {
                    return Outcome.refused(Reason.NOT_SUPPORTED, "This provider suspends nobody.");
                }
            });

            Receipt receipt = World.done(users.execute(confirmed()));

            assertThat(receipt.after().orElseThrow().status()).isEqualTo(UserStatus.REMOVED_RECOVERABLE);
            assertThat(world.writes()).containsExactly("remove");
        }
    }

    @Test
    void nobodyLosesAccessForARemovalThatTheConnectionMayNotDo() {
        ConfirmedPlan plan = confirmed();
        world.team.missingScope(Capability.REMOVE_USERS);
        Users users = world.connected(session -> session);

        assertThat(World.reason(users.execute(plan))).isEqualTo(Reason.PERMISSION_MISSING);

        assertThat(world.writes()).isEmpty();
    }

    @Test
    void theSuspensionTreatsDevicesAsPlanned() {
        world.team.personHas(leo, 2, 0);
        Users users =
                beforeRemoving(() -> assertThat(world.team.devicesWiped(leo)).isTrue());

        World.done(users.execute(
                plan(leo, DataHandling.keepRecoverable().wipingDevices()).confirmedBy(World.ACTOR)));
    }

    @Nested
    class Refused {

        @Test
        void aSuspensionLeavesEverythingAsItWas() {
            Users users = through(inner -> new ForwardingUsers(inner) {
                @Override
                public Outcome<UserId> suspend(UserId user, Devices devices) {
                    return Outcome.refusedByProvider(Reason.OTHER, "not_today");
                }
            });

            Refusal refusal = World.refusal(users.execute(confirmed()));

            assertThat(refusal.providerCode()).contains("not_today");
            assertThat(world.writes()).isEmpty();
            assertNothingIsLeft(UserStatus.ACTIVE);
        }

        @Test
        void aRemovalByTheProviderTakesTheSuspensionBack() {
            ConfirmedPlan plan = confirmed();

            Outcome<Receipt> outcome =
                    beforeRemoving(() -> world.team.legalHold(leo, true)).execute(plan);

            assertThat(World.refusal(outcome).providerCode()).contains("legal_hold");
            assertThat(world.writes()).containsExactly("suspend", "remove", "unsuspend");
            assertThat(world.otherNode().receipt(plan.plan().id())).contains(outcome);
            assertNothingIsLeft(UserStatus.ACTIVE);
        }

        @Test
        void aCheckBeforeTheRemovalTakesTheSuspensionBack() {
            Outcome<Receipt> outcome =
                    afterSuspending(() -> world.team.legalHold(leo, true)).execute(confirmed());

            assertThat(World.reason(outcome)).isEqualTo(Reason.LEGAL_HOLD);
            assertThat(world.writes()).containsExactly("suspend", "unsuspend");
            assertNothingIsLeft(UserStatus.ACTIVE);
        }

        @Test
        void aTransferWhoseRecipientIsGoneTakesTheSuspensionBack() {
            UserId mia = world.joins("mia");
            ConfirmedPlan plan = plan(
                            leo, DataHandling.transferTo(UserRef.id(mia)).keepingDevices())
                    .confirmedBy(World.ACTOR);

            Outcome<Receipt> outcome =
                    afterSuspending(() -> world.team.personLeaves(mia, true)).execute(plan);

            assertThat(World.reason(outcome)).isEqualTo(Reason.RECIPIENT_UNSUITABLE);
            assertNothingIsLeft(UserStatus.ACTIVE);
        }

        @Test
        void andNotTakenBackTheSuspensionIsSaid() {
            Users users = through(inner -> new ForwardingUsers(inner) {
                @Override
                public Outcome<UserId> suspend(UserId user, Devices devices) {
                    Outcome<UserId> outcome = super.suspend(user, devices);
                    world.team.legalHold(user, true);
                    return outcome;
                }

                @Override
                public Outcome<UserId> unsuspend(UserId user) {
                    return Outcome.refused(Reason.OTHER, "Ask the provider's support.");
                }
            });

            Refusal refusal = World.refusal(users.execute(confirmed()));

            assertThat(refusal.reason()).isEqualTo(Reason.LEGAL_HOLD);
            assertThat(refusal.explanation())
                    .endsWith("leo@example.com is still suspended: Ask the provider's support.");
            assertThat(refusal.remaining()).containsExactly(Remaining.STILL_SUSPENDED);
            assertNothingIsLeft(UserStatus.SUSPENDED);
        }

        @Test
        void theFilesThatWereWipedFromDevicesAreSaid() {
            world.team.personHas(leo, 2, 0);
            ConfirmedPlan plan =
                    plan(leo, DataHandling.keepRecoverable().wipingDevices()).confirmedBy(World.ACTOR);

            Refusal refusal = World.refusal(
                    afterSuspending(() -> world.team.legalHold(leo, true)).execute(plan));

            assertThat(refusal.explanation())
                    .contains("Synced files were erased from devices; they sync again once the devices are linked");
            assertThat(refusal.remaining()).containsExactly(Remaining.DEVICES_WIPED, Remaining.SESSIONS_ENDED);
            assertNothingIsLeft(UserStatus.ACTIVE);
        }

        @Test
        void whileTheSuspensionIsTakenBackTheRunStaysOpen() {
            ConfirmedPlan plan = confirmed();
            Users users = through(inner -> new ForwardingUsers(inner) {
                @Override
                public Outcome<UserId> suspend(UserId user, Devices devices) {
                    Outcome<UserId> outcome = super.suspend(user, devices);
                    world.team.legalHold(user, true);
                    world.team.failNextBefore(
                            new RateLimitedException("Too many requests.", Duration.ofMinutes(5), Optional.empty()));
                    return outcome;
                }
            });
            assertThatThrownBy(() -> users.execute(plan)).isInstanceOf(RateLimitedException.class);
            assertThat(World.open(world.users())).hasSize(1);
            world.team.legalHold(leo, false);

            Outcome<Receipt> outcome =
                    World.carriedOn(world.otherNode(), World.open(world.users()).get(0));

            assertThat(World.reason(outcome)).isEqualTo(Reason.LEGAL_HOLD);
            assertNothingIsLeft(UserStatus.ACTIVE);
        }

        @Test
        void anUnsettledTakingBackIsSettledByAskingAgain() {
            ConfirmedPlan plan = confirmed();
            Users users = afterSuspending(() -> {
                world.team.legalHold(leo, true);
                world.team.failNextBefore(LOST);
                world.team.failNextBefore(LOST);
            });

            Outcome.Unsettled<Receipt> first = World.unsettled(users.execute(plan));
            world.clock.advance(Duration.ofDays(3));
            Outcome<Receipt> second = World.carriedOn(world.otherNode(), first.handle());

            assertThat(first.why()).startsWith("it was refused, and taking the suspension back is not settled");
            assertThat(World.reason(second)).isEqualTo(Reason.LEGAL_HOLD);
            assertNothingIsLeft(UserStatus.ACTIVE);
        }

        @Test
        void whatAnotherHandSuspendedStaysSuspended() {
            Users users = through(inner -> new ForwardingUsers(inner) {
                @Override
                public Outcome<UserId> suspend(UserId user, Devices devices) {
                    world.team.personIsSuspended(user);
                    return super.suspend(user, devices);
                }
            });

            assertThat(World.reason(users.execute(confirmed()))).isEqualTo(Reason.PLAN_VOID);

            assertNothingIsLeft(UserStatus.SUSPENDED);
        }
    }

    @Test
    void whoeverIsUnsuspendedByAnotherHandIsNotRemoved() {
        ConfirmedPlan plan = confirmed();
        HookedStore store = new HookedStore(world.store);
        String runs = "journal/" + world.id + "/offboardings/";
        for (int i = 0; i < 3; i++) {
            store.afterWriting(runs, () -> {});
        }
        store.afterWriting(runs, () -> world.team.personAccepts(leo));
        Users users = world.gangway(world.team, store).connection(world.id).users();

        assertThat(World.reason(users.execute(plan))).isEqualTo(Reason.PLAN_VOID);

        assertThat(store.allHooksRan()).isTrue();
        assertThat(world.writes()).containsExactly("suspend");
        assertNothingIsLeft(UserStatus.ACTIVE);
    }

    @Test
    void aRunThatStoppedAfterTheSuspensionIsOpenAndGoesOnDaysLater() {
        ConfirmedPlan plan = confirmed();
        Users users = afterSuspending(() -> world.team.failNextBefore(
                new RateLimitedException("Too many requests.", Duration.ofMinutes(5), Optional.empty())));
        assertThatThrownBy(() -> users.execute(plan)).isInstanceOf(RateLimitedException.class);
        assertThat(World.open(world.users())).hasSize(1);
        world.clock.advance(Duration.ofDays(3));

        Receipt receipt = World.done(
                World.carriedOn(world.otherNode(), World.open(world.users()).get(0)));

        assertThat(receipt.undoUntil()).contains(world.team.writes().get(1).at().plus(Duration.ofDays(7)));
        assertThat(world.writes()).containsExactly("suspend", "remove");
    }

    /** So that what has not been sent can still be sent: after ten minutes nothing is. */
    @Test
    void anotherNodeGoesOnSevenMinutesAfterACrash() {
        world.team.personIsSuspended(leo);
        ConfirmedPlan plan = confirmed();
        Users dying = world.gangway(
                        ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
                            @Override
                            public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                                throw new Fate.Crash();
                            }
                        }),
                        new ForwardingStore(world.store) {
                            @Override
                            public Optional<Lease> lease(String name, Duration duration) {
                                return super.lease(name, duration).map(lease -> new ForwardingLease(lease) {
                                    @Override
                                    public void close() {}
                                });
                            }
                        })
                .connection(world.id)
                .users();
        assertThatThrownBy(() -> dying.execute(plan)).isInstanceOf(Fate.Crash.class);
        World.unsettled(world.otherNode().execute(plan));
        world.clock.advance(Duration.ofMinutes(7));

        World.done(world.otherNode().execute(plan));

        assertThat(world.writes()).containsExactly("remove");
    }

    @Test
    void twoNodesThatMeetBetweenTheStepsSendEachRequestOnce() {
        ConfirmedPlan plan = confirmed();
        List<Outcome<Receipt>> others = new ArrayList<>();
        HookedStore store = new HookedStore(world.store);
        Users first = world.gangway(world.team, new ForwardingStore(store) {
                    private int leases;

                    @Override
                    public Optional<Lease> lease(String name, Duration duration) {
                        if (name.contains("/offboardings/") && ++leases == 2) {
                            others.add(world.otherNode().execute(plan));
                        }
                        return super.lease(name, duration);
                    }
                })
                .connection(world.id)
                .users();

        Outcome<Receipt> outcome = first.execute(plan);

        assertThat(World.done(outcome)).isEqualTo(World.done(others.get(0)));
        assertThat(world.writes()).containsExactly("suspend", "remove");
    }

    @Nested
    class Undoing {

        @Test
        void leavesThePersonActive() {
            Receipt receipt = World.done(world.seeOff(leo));

            Undone undone = World.done(world.otherNode().undo(receipt));

            assertThat(undone.user().status()).isEqualTo(UserStatus.ACTIVE);
            assertThat(undone.notRestored()).isEmpty();
            assertThat(world.writes()).containsExactly("suspend", "remove", "recover", "unsuspend");
        }

        @Test
        void endsTheSuspensionWhereARecoveryBringsItBack() {
            Receipt receipt = World.done(world.seeOff(leo));
            Users exact = through(inner -> new ForwardingUsers(inner) {
                @Override
                public Outcome<UserId> recover(UserId user) {
                    Outcome<UserId> outcome = super.recover(user);
                    world.team.personIsSuspended(user);
                    return outcome;
                }
            });

            Undone undone = World.done(exact.undo(receipt));

            assertThat(undone.user().status()).isEqualTo(UserStatus.ACTIVE);
            assertThat(undone.restored()).contains("access");
        }

        /** An old receipt gives nobody access who was suspended for another reason. */
        @Test
        void endsNoLaterSuspension() {
            Receipt receipt = World.done(world.seeOff(leo));
            World.done(world.users().recover(UserRef.id(leo)));
            World.done(world.users().unsuspend(UserRef.id(leo)));
            world.clock.advance(Duration.ofDays(1));
            World.done(world.users().suspend(UserRef.id(leo), Devices.KEEP));

            Undone undone = World.done(world.users().undo(receipt));

            assertThat(undone.user().status()).isEqualTo(UserStatus.SUSPENDED);
            assertThat(undone.notRestored())
                    .containsExactly("access: the person was suspended after the offboarding; look at why");
            assertThat(world.writes()).containsExactly("suspend", "remove", "recover", "unsuspend", "suspend");
        }
    }

    @Test
    void aStoreThatFailsWhileTheRefusalIsNotedHidesNoSuspension() {
        ConfirmedPlan plan = confirmed();
        boolean[] failing = {false};
        Users users = world.gangway(
                        ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
                            @Override
                            public Outcome<UserId> remove(UserId leaver, DataHandling handling) {
                                world.team.legalHold(leaver, true);
                                failing[0] = true;
                                return super.remove(leaver, handling);
                            }
                        }),
                        new ForwardingStore(world.store) {
                            @Override
                            public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
                                if (failing[0] && key.contains("/offboardings/")) {
                                    throw new StoreException("The store is down.", null);
                                }
                                return super.compareAndSet(key, expectedVersion, data);
                            }
                        })
                .connection(world.id)
                .users();

        assertThatThrownBy(() -> users.execute(plan)).isInstanceOf(StoreException.class);

        assertThat(World.open(world.users())).hasSize(1);
        assertThat(World.reason(world.users().execute(plan))).isEqualTo(Reason.LEGAL_HOLD);
        assertNothingIsLeft(UserStatus.ACTIVE);
    }
}
