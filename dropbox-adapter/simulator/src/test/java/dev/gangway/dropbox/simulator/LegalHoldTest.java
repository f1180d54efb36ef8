package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.LinkedTeam.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.dropbox.core.DbxException;
import com.dropbox.core.v2.team.LegalHoldHeldRevisionMetadata;
import com.dropbox.core.v2.team.LegalHoldPolicy;
import com.dropbox.core.v2.team.LegalHoldStatus;
import com.dropbox.core.v2.team.LegalHoldsListHeldRevisionResult;
import com.dropbox.core.v2.team.LegalHoldsPolicyUpdateErrorException;
import com.dropbox.core.v2.team.MembersRemoveErrorException;
import dev.gangway.dropbox.simulator.DropboxSimulator.JobStyle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Legal holds, as the official client sees them. */
class LegalHoldTest {
    private LinkedTeam linked = new LinkedTeam(JobStyle.NEVER);
    private final Instant start = linked.clock.instant();

    @AfterEach
    void stop() {
        linked.close();
    }

    @Test
    void aPlacedHoldIsToldInFullAndLogged() throws DbxException {
        LegalHoldPolicy placed = linked.team
                .legalHoldsCreatePolicyBuilder("Case 7", ids("ana", "leo"))
                .withDescription("All about the bridge")
                .withStartDate(Date.from(start.minus(Duration.ofDays(9))))
                .withEndDate(Date.from(start))
                .start();

        assertThat(placed.getId()).startsWith("pid_dbhid:");
        assertThat(placed.getStatus()).isEqualTo(LegalHoldStatus.ACTIVE);
        assertThat(placed.getActivationTime()).isEqualTo(Date.from(start));
        assertThat(placed.getMembers().getTeamMemberIds()).isEqualTo(ids("ana", "leo"));
        assertThat(placed.getDescription()).isEqualTo("All about the bridge");
        assertThat(linked.team.legalHoldsGetPolicy(placed.getId())).isEqualTo(placed);
        assertThat(linked.events(1))
                .containsExactly("legal_holds_activate_a_hold{'legal_hold_id':'" + placed.getId()
                        + "','name':'Case 7','start_date':'2026-10-24T09:00:00Z','end_date':'2026-11-02T09:00:00Z'}");
    }

    @Test
    void aChangeOfEachPartIsLogged() throws DbxException {
        String id = place("Case 7", "ana");

        LegalHoldPolicy changed = linked.team
                .legalHoldsUpdatePolicyBuilder(id)
                .withName("Case 8")
                .withDescription("Now about the tunnel")
                .withMembers(ids("leo", "sam"))
                .start();

        assertThat(changed.getName()).isEqualTo("Case 8");
        assertThat(changed.getMembers().getTeamMemberIds()).isEqualTo(ids("leo", "sam"));
        assertThat(linked.events(4))
                .containsExactly(
                        "legal_holds_change_hold_name{'legal_hold_id':'" + id
                                + "','previous_value':'Case 7','new_value':'Case 8'}",
                        "legal_holds_change_hold_details{'legal_hold_id':'" + id
                                + "','name':'Case 8','previous_value':'','new_value':'Now about the tunnel'}",
                        "legal_holds_add_members{'legal_hold_id':'" + id + "','name':'Case 8'}",
                        "legal_holds_remove_members{'legal_hold_id':'" + id + "','name':'Case 8'}");
    }

    @Test
    void aReleasedHoldIsListedOnlyIfAskedFor() throws DbxException {
        String id = place("Case 7", "ana");

        linked.team.legalHoldsReleasePolicy(id);

        assertThat(linked.team.legalHoldsListPolicies().getPolicies()).isEmpty();
        assertThat(linked.team.legalHoldsListPolicies(true).getPolicies())
                .extracting(LegalHoldPolicy::getStatus)
                .containsExactly(LegalHoldStatus.RELEASED);
        assertThat(linked.events(1).get(0)).startsWith("legal_holds_release_a_hold");
        assertThat(place("Case 7", "leo")).isNotEqualTo(id);
    }

    @Test
    void aHoldTakesItsTimeWhenJobsDo() throws DbxException {
        restart(builder -> builder.jobs(JobStyle.ALWAYS).jobsTake(1, Duration.ZERO));
        String id = place("Case 7", "ana");

        assertThat(status(id)).isEqualTo(LegalHoldStatus.ACTIVATING);
        assertThat(status(id)).isEqualTo(LegalHoldStatus.ACTIVE);
        linked.team.legalHoldsUpdatePolicyBuilder(id).withName("Case 8").start();
        assertThat(status(id)).isEqualTo(LegalHoldStatus.UPDATING);
        linked.status("ana");
        linked.team.legalHoldsReleasePolicy(id);
        assertThat(status(id)).isEqualTo(LegalHoldStatus.RELEASING);
        assertThat(status(id)).isEqualTo(LegalHoldStatus.RELEASED);
    }

    @Test
    void aHoldThatIsStuckCanNotBeChanged() throws DbxException {
        linked.simulator.inject(Fault.at("team/legal_holds/create_policy").stuckJob());
        String id = place("Case 7", "ana");

        assertThatExceptionOfType(LegalHoldsPolicyUpdateErrorException.class)
                .isThrownBy(() -> linked.team
                        .legalHoldsUpdatePolicyBuilder(id)
                        .withName("Case 8")
                        .start())
                .matches(e -> e.errorValue.name().equals("LEGAL_HOLD_PERFORMING_ANOTHER_OPERATION"));
    }

    @Test
    void whoIsHeldCanNotLeaveWithTheAccountUntilTheRelease() throws DbxException {
        linked.simulator.console().hold("Case 7", "LEO@example.com");

        assertThatExceptionOfType(MembersRemoveErrorException.class)
                .isThrownBy(this::convertLeo)
                .matches(e -> e.errorValue.name().equals("CANNOT_KEEP_ACCOUNT_UNDER_LEGAL_HOLD"));
        linked.simulator.console().release("Case 7");

        convertLeo();
        assertThat(linked.status("leo")).isEqualTo("REMOVED");
    }

    @Test
    void theConsolesHoldsAreListedAndLoggedAsTheAdmins() throws DbxException {
        linked.simulator.console().hold("Case 7", "leo@example.com");

        assertThat(linked.team.legalHoldsListPolicies().getPolicies())
                .singleElement()
                .matches(hold -> hold.getStatus() == LegalHoldStatus.ACTIVE)
                .matches(hold -> hold.getMembers().getTeamMemberIds().equals(ids("leo")));
        assertThat(linked.teamLog
                        .getEventsBuilder()
                        .withAccountId(linked.member("leo").accountId())
                        .start()
                        .getEvents())
                .anyMatch(event -> event.getEventType().isLegalHoldsActivateAHold()
                        && event.getActor().getAdminValue().getEmail().equals("olga@example.com"));
    }

    @Test
    void aHoldOfTheSetupIsActive() throws DbxException {
        restart(builder ->
                builder.team(TeamSetup.small().withLegalHold("Case 7", List.of("leo@example.com", "rob@example.com"))));

        assertThat(linked.team.legalHoldsListPolicies().getPolicies())
                .singleElement()
                .matches(hold -> hold.getMembers().getTeamMemberIds().equals(ids("leo", "rob")));
    }

    @Test
    void theFilesOfTheHeldAreListedInPages() throws DbxException {
        IntStream.range(0, 150).forEach(i -> linked.simulator.people().addFile("ana@example.com", "/" + i + ".txt", i));
        linked.simulator.people().addFile("leo@example.com", "/Not held.txt", 1);
        String id = place("Case 7", "ana");

        LegalHoldsListHeldRevisionResult first = linked.team.legalHoldsListHeldRevisions(id);
        LegalHoldsListHeldRevisionResult second =
                linked.team.legalHoldsListHeldRevisionsContinue(id, first.getCursor());

        List<LegalHoldHeldRevisionMetadata> all = new ArrayList<>(first.getEntries());
        all.addAll(second.getEntries());
        assertThat(all)
                .extracting(LegalHoldHeldRevisionMetadata::getOriginalFilePath)
                .isEqualTo(
                        IntStream.range(0, 150).mapToObj(i -> "/" + i + ".txt").toList());
        assertThat(first.getHasMore()).isTrue();
        assertThat(second.getHasMore()).isFalse();
        assertThat(second.getCursor()).isNull();
        assertThat(linked.team.legalHoldsListHeldRevisionsContinue(id).getEntries())
                .isEqualTo(first.getEntries());
    }

    @Test
    void onlyFilesOfTheTimeOfTheHoldAreHeldAndDeletionChangesNothing() throws DbxException {
        for (int day = 0; day < 3; day++) {
            linked.simulator.people().addFile("leo@example.com", "/" + day + ".txt", 1);
            linked.pass(Duration.ofDays(1));
        }
        String id = linked.team
                .legalHoldsCreatePolicyBuilder("Case 7", ids("leo"))
                .withStartDate(Date.from(start.plus(Duration.ofDays(1))))
                .withEndDate(Date.from(start.plus(Duration.ofDays(2))))
                .start()
                .getId();
        linked.team
                .membersRemoveBuilder(user("leo"))
                .withPermanentlyDeleteFiles(true)
                .start();

        assertThat(linked.team.legalHoldsListHeldRevisions(id).getEntries())
                .singleElement()
                .matches(held -> held.getOriginalFilePath().equals("/1.txt"))
                .matches(held -> held.getAuthorMemberStatus().isRemoved());
    }

    @Test
    void whoIsErasedIsOnlyCounted() throws DbxException {
        String id = place("Case 7", "ana", "leo");

        linked.change(() -> linked.member("leo").erased(true));

        LegalHoldPolicy hold = linked.team.legalHoldsGetPolicy(id);
        assertThat(hold.getMembers().getTeamMemberIds()).isEqualTo(ids("ana"));
        assertThat(hold.getMembers().getPermanentlyDeletedUsers()).isEqualTo(1);
    }

    @Test
    void theConsoleSaysWhatIsWrong() {
        AdminConsole console = linked.simulator.console();
        console.hold("Case 7", "ana@example.com");

        assertThatIllegalStateException()
                .isThrownBy(() -> console.hold("Case 7", "leo@example.com"))
                .withMessageContaining("Case 7 already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> console.hold("Case 8", "ivy@example.com"))
                .withMessageContaining("joined");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> console.hold("Case 8", "stranger@example.com"))
                .withMessageContaining("stranger@example.com");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> console.hold("Case 8"))
                .withMessageContaining("1 to 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> console.release("Case 8"))
                .withMessageContaining("Case 8");
    }

    private void convertLeo() throws DbxException {
        linked.team
                .membersRemoveBuilder(user("leo"))
                .withWipeData(false)
                .withKeepAccount(true)
                .start();
    }

    private String place(String name, String... people) throws DbxException {
        return linked.team
                .legalHoldsCreatePolicyBuilder(name, ids(people))
                .withStartDate(Date.from(start.minus(Duration.ofDays(30))))
                .start()
                .getId();
    }

    private LegalHoldStatus status(String id) throws DbxException {
        return linked.team.legalHoldsGetPolicy(id).getStatus();
    }

    private List<String> ids(String... people) {
        return Arrays.stream(people).map(name -> linked.member(name).id()).toList();
    }

    private void restart(UnaryOperator<SimulatorBuilder> choices) {
        linked.close();
        linked = new LinkedTeam(choices);
    }
}
