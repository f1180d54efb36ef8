package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.Gangway;
import dev.gangway.connection.ConnectionId;
import dev.gangway.credential.Secret;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.StoreException;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.store.Keyring;
import dev.gangway.store.Versioned;
import dev.gangway.testkit.ForwardingConnector.ForwardingUsers;
import dev.gangway.user.Authenticity;
import dev.gangway.user.BulkReport;
import dev.gangway.user.ConfirmedPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.NewUser;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.OffboardingRequest;
import dev.gangway.user.Receipt;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.user.UserStatus;
import dev.gangway.user.Users;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiptsTest {

    private static final DataHandling KEEP = DataHandling.keepRecoverable().keepingDevices();

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private Gangway node() {
        return world.gangway(world.team, world.store);
    }

    private Authenticity verify(String text) {
        return Receipt.verify(text, node().receiptKeys());
    }

    private String readBack(ConnectionId id, String planId) {
        return World.done(node().connection(id).users().receipt(planId).orElseThrow())
                .toJson();
    }

    @Test
    void aReceiptIsTheSameBytesOnEachNodeAndGenuineAlsoAfterANewKey() {
        Receipt receipt = World.done(world.seeOff(world.joins("leo")));
        String text = receipt.toJson();

        assertThat(verify(text)).isEqualTo(Authenticity.GENUINE);
        assertThat(readBack(world.id, receipt.planId())).isEqualTo(text);
        node().renewReceiptKey();
        Receipt next = World.done(world.seeOff(world.joins("mia")));
        assertThat(readBack(world.id, receipt.planId())).isEqualTo(text);
        assertThat(List.of(text, next.toJson())).allMatch(it -> verify(it) == Authenticity.GENUINE);
        assertThat(next.signature()).isNotEqualTo(receipt.signature());
    }

    /** The provider is down for a moment, loses track of its job, and has done it all the same. */
    @Test
    void aReceiptTellsEachTurnThatARequestTook() {
        UserId leo = world.joinsSuspended("leo");
        ConfirmedPlan plan =
                world.users().planOffboarding(UserRef.id(leo), KEEP).confirmedBy(World.ACTOR);
        world.team.holdJobs();
        world.clock.in(
                Duration.ofSeconds(1),
                () -> world.team.failNextRead(new ProviderUnavailableException("down", Optional.empty())));
        world.clock.in(Duration.ofSeconds(10), () -> {
            world.team.forgetJobs();
            world.team.personLeaves(leo, true);
        });
        List<String> heard = new ArrayList<>();

        Receipt receipt = World.done(world.users().execute(plan, it -> heard.add(it.message())));

        assertThat(receipt.steps())
                .extracting(Receipt.Step::text)
                .containsExactly(
                        "sending: remove from the team",
                        "the provider works on it in the background",
                        "the provider lost track of its job",
                        "a reading shows that it took effect",
                        "confirmed by reading back");
        assertThat(heard)
                .containsAll(receipt.steps().stream().map(Receipt.Step::text).toList())
                .contains("the provider doesn't answer; asking again");
    }

    @Test
    void whoeverListensHearsThatAReadingNeverShowedWhatWasReported() {
        UserId leo = world.joins("leo");
        User before = world.team.user(leo);
        Users users = world.through(ForwardingConnector.withUsers(world.team, inner -> new ForwardingUsers(inner) {
            @Override
            public Optional<User> find(UserRef user) {
                return Optional.of(before).filter(user::names);
            }

            @Override
            public Outcome<UserId> suspend(UserId user, Devices devices) {
                Outcome<UserId> reported = super.suspend(user, devices);
                world.clock.advance(Duration.ofHours(25));
                return reported;
            }
        }));
        List<String> heard = new ArrayList<>();

        users.execute(
                users.planOffboarding(UserRef.id(leo), KEEP).confirmedBy(World.ACTOR), it -> heard.add(it.message()));

        assertThat(heard)
                .contains("the provider reported it done, and its reading has shown something else ever since");
    }

    @Test
    void anExportedReceiptIsEnoughForAnUndo() {
        UserId leo = world.joins("leo");
        String text = World.done(world.seeOff(leo)).toJson();

        assertThat(World.done(world.otherNode().undo(Receipt.fromJson(text))).toJson())
                .contains("\"format\": \"gangway-undo/1\"", "\"the account and its files\"", "leo@example.com");
        assertThat(world.team.user(leo).status()).isEqualTo(UserStatus.ACTIVE);
    }

    @Test
    void aReceiptThatSomebodyPutUnderAnotherConnectionOrPlanIsFound() {
        ConnectionId other = node().connections()
                .connect(InMemoryConnector.ID, "Acme again", world.team.credential())
                .id();
        Receipt receipt = World.done(world.seeOff(world.joins("leo")));
        byte[] record = world.store
                .get("journal/" + world.id + "/offboardings/" + receipt.planId())
                .map(Versioned::data)
                .orElseThrow();
        world.store.compareAndSet("journal/" + other + "/offboardings/" + receipt.planId(), 0, record);
        String plan = UUID.randomUUID().toString();
        world.store.compareAndSet(
                "journal/" + world.id + "/offboardings/" + plan,
                0,
                new String(record, StandardCharsets.UTF_8)
                        .replace(receipt.planId(), plan)
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(verify(readBack(other, receipt.planId()))).isEqualTo(Authenticity.CHANGED);
        assertThat(verify(readBack(world.id, plan))).isEqualTo(Authenticity.CHANGED);
    }

    @Test
    void aRecordThatSomebodyChangedGivesNoGenuineReceipt() {
        Receipt receipt = World.done(world.seeOff(world.joins("leo")));
        String key = "journal/" + world.id + "/offboardings/" + receipt.planId();
        Versioned record = world.store.get(key).orElseThrow();
        world.store.compareAndSet(
                key,
                record.version(),
                new String(record.data(), StandardCharsets.UTF_8)
                        .replace(World.ACTOR, "eve@example.com")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(verify(readBack(world.id, receipt.planId()))).isEqualTo(Authenticity.CHANGED);
    }

    @Test
    void nothingIsSentIfTheReceiptCouldNotBeSigned() {
        node().receiptKeys();
        Versioned keys = world.store.get("receipt-keys").orElseThrow();
        byte[] cut = Arrays.copyOf(keys.data(), keys.data().length / 2);
        world.store.compareAndSet("receipt-keys", keys.version(), cut);
        UserId leo = world.joins("leo");
        ConfirmedPlan plan =
                world.users().planOffboarding(UserRef.id(leo), KEEP).confirmedBy(World.ACTOR);

        assertThatThrownBy(() -> world.users().execute(plan))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("receipt-keys");
        assertThat(world.writes()).isEmpty();
        assertThat(world.users().openRequests()).isEmpty();
        Versioned now = world.store.get("receipt-keys").orElseThrow();
        world.store.compareAndSet("receipt-keys", now.version(), keys.data());
        assertThat(verify(World.done(world.users().execute(plan)).toJson())).isEqualTo(Authenticity.GENUINE);
    }

    @Test
    void theKeyThatSignsIsSealedAnewWithTheRest() {
        World.done(world.seeOff(world.joins("leo")));
        Keyring rotated = world.keyring.withPrimary("new", key());
        try (Gangway next = Gangway.builder()
                .connector(world.team)
                .time(world.clock)
                .store(world.store, rotated)
                .build()) {
            assertThat(next.connections().reseal(progress -> {}).resealed()).isEqualTo(2);
            assertThat(next.connections().reseal(progress -> {}).foundNothingOld())
                    .isTrue();
        }
    }

    private static Secret key() {
        byte[] bytes = Arrays.copyOf("t0ps3cret-new-key".getBytes(StandardCharsets.US_ASCII), 32);
        return Secret.of(Base64.getEncoder().encodeToString(bytes));
    }

    @Test
    void aBulkReportHasEachReceiptAndWhyTheOthersHaveNone() {
        UserId leo = world.joins("leo");
        BulkReport report = world.users()
                .bulkOffboardings()
                .execute(
                        world.users()
                                .bulkOffboardings()
                                .plan(
                                        List.of(UserRef.id(leo), UserRef.email("nobody@example.com")),
                                        leaver -> OffboardingRequest.of(UserRef.id(leaver.id()), KEEP))
                                .confirmedBy(World.ACTOR),
                        progress -> {});

        String text = report.toJson();

        assertThat(text)
                .contains("\"format\": \"gangway-bulk-report/1\"", "\"end\": \"DONE\"", "\"end\": \"REFUSED\"")
                .contains("USER_NOT_FOUND", "nobody@example.com");
        int start = text.indexOf("\"receipt\": ") + "\"receipt\": ".length();
        String receipt = text.substring(start, text.indexOf("\n      }", start) + "\n      }".length());
        assertThat(verify(receipt)).isEqualTo(Authenticity.GENUINE);
    }

    private UserId inGroups(int number) {
        List<String> ids = IntStream.range(0, number)
                .mapToObj(i -> "g:" + UUID.nameUUIDFromBytes(Integer.toString(i).getBytes(StandardCharsets.US_ASCII)))
                .toList();
        ids.forEach(id -> world.team.group(id, "Group " + id.hashCode()));
        return world.team.personJoins(new NewUser(
                (UserRef.Email) UserRef.email("leo@example.com"),
                "Leo",
                "Lima",
                Optional.empty(),
                Optional.empty(),
                ids,
                false,
                false));
    }

    @Test
    void somebodyWithThousandsOfGroupsIsSeenOffAndComesBack() {
        UserId leo = inGroups(2500);

        Receipt receipt = World.done(world.seeOff(leo));

        assertThat(world.store
                        .get("journal/" + world.id + "/offboardings/" + receipt.planId())
                        .orElseThrow()
                        .data())
                .startsWith(0x1f, 0x8b);
        assertThat(readBack(world.id, receipt.planId())).isEqualTo(receipt.toJson());
        assertThat(verify(receipt.toJson())).isEqualTo(Authenticity.GENUINE);
    }

    @Test
    void aPlanThatNoRecordCouldHoldIsRefusedBeforeAnythingIsSent() {
        UserId leo = inGroups(5000);

        OffboardingPlan plan = world.users().planOffboarding(UserRef.id(leo), KEEP);

        assertThat(plan.refusals()).extracting(it -> it.reason()).containsExactly(Reason.TOO_MUCH_TO_RECORD);
        assertThatThrownBy(() -> plan.confirmedBy(World.ACTOR)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aCompressedRecordThatIsDamagedIsSaid() {
        Receipt receipt = World.done(world.seeOff(inGroups(2500)));
        String key = "journal/" + world.id + "/offboardings/" + receipt.planId();
        Versioned record = world.store.get(key).orElseThrow();
        world.store.compareAndSet(key, record.version(), Arrays.copyOf(record.data(), record.data().length / 2));

        assertThatThrownBy(() -> world.users().receipt(receipt.planId()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is damaged");
    }
}
