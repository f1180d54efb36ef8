package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connector.Capability;
import dev.gangway.connector.Connector;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.Session;
import dev.gangway.connector.SupportContact;
import dev.gangway.connector.SupportDesk;
import dev.gangway.error.AnswerLostException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.result.TeamPolicy;
import dev.gangway.security.SecurityData;
import dev.gangway.security.SecuritySettings;
import dev.gangway.security.SecurityTopic;
import dev.gangway.sharing.AllowListEntry;
import dev.gangway.sharing.FolderPolicy;
import dev.gangway.sharing.FolderPolicy.Joining;
import dev.gangway.sharing.FolderPolicy.Links;
import dev.gangway.sharing.FolderPolicyChange;
import dev.gangway.sharing.SharedFolderId;
import dev.gangway.sharing.SharingControls;
import dev.gangway.sharing.SharingData;
import dev.gangway.testkit.ForwardingConnector.ForwardingSession;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharingControlsTest {

    private static final AllowListEntry PARTNER = AllowListEntry.domain("partner.example");
    private static final AllowListEntry LEE = AllowListEntry.email("lee@other.example");
    private static final FolderPolicyChange CLOSED =
            FolderPolicyChange.none().joining(Joining.TEAM).links(Links.MEMBERS);

    private final World world = new World();
    private final SharingControls sharing = world.connection().sharingControls();

    @AfterEach
    void close() {
        world.close();
    }

    private void loseAnswerOfWhatIsNotDone() {
        world.team.failNextBefore(new AnswerLostException("Lost on purpose.", Optional.empty()));
    }

    @Test
    void whoIsAllowedTwiceIsAllowedOnce() {
        assertThat(sharing.allow(List.of(PARTNER, LEE, PARTNER))).isEqualTo(Outcome.done(Set.of(PARTNER, LEE)));
        assertThat(sharing.allow(List.of(LEE))).isEqualTo(Outcome.alreadyDone(Set.of(LEE)));

        assertThat(sharing.allowList()).containsExactlyInAnyOrder(PARTNER, LEE);
    }

    @Test
    void whoIsDisallowedIsOffTheList() {
        sharing.allow(List.of(PARTNER, LEE));

        assertThat(sharing.disallow(List.of(PARTNER))).isEqualTo(Outcome.done(Set.of(PARTNER)));
        assertThat(sharing.disallow(List.of(PARTNER))).isEqualTo(Outcome.alreadyDone(Set.of(PARTNER)));

        assertThat(world.team.allowList()).containsExactly(LEE);
    }

    @Test
    void theListIsReadPageByPage() {
        world.team.pageSize(2);
        sharing.allow(entries(5));

        assertThat(sharing.allowList()).hasSameElementsAs(entries(5)).hasSize(5);
    }

    private static List<AllowListEntry> entries(int number) {
        return IntStream.range(0, number)
                .mapToObj(it -> AllowListEntry.domain("a" + it + ".example"))
                .toList();
    }

    @Test
    void noneAndTooManyAreRefusedAtTheDoor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sharing.allow(List.of()))
                .withMessageContaining("1 to 100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sharing.disallow(entries(101)))
                .withMessageContaining("101");
        assertThat(world.team.writes()).isEmpty();
    }

    @Test
    void aFullListTakesNobody() {
        world.team.allowListRoom(1);

        assertThat(World.reason(sharing.allow(List.of(PARTNER, LEE)))).isEqualTo(Reason.ALLOW_LIST_FULL);
        assertThat(world.team.allowList()).isEmpty();
    }

    @Test
    void aLostAnswerIsSettledByReading() {
        SharedFolderId folder = world.team.sharedFolder("Plans");

        world.team.loseNextAnswer();
        assertThat(sharing.allow(List.of(PARTNER))).isEqualTo(Outcome.done(Set.of(PARTNER)));
        world.team.loseNextAnswer();
        assertThat(sharing.disallow(List.of(PARTNER))).isEqualTo(Outcome.done(Set.of(PARTNER)));
        world.team.loseNextAnswer();
        assertThat(sharing.changeFolder(folder, CLOSED).toOptional()).get().matches(CLOSED::isSo);

        assertThat(world.writes()).containsExactly("allow", "disallow", "change-folder-policy");
    }

    @Test
    void whatReadingDoesNotShowIsToBeAskedForAgain() {
        SharedFolderId folder = world.team.sharedFolder("Plans");
        sharing.allow(List.of(LEE));

        loseAnswerOfWhatIsNotDone();
        assertThat(World.reason(sharing.allow(List.of(PARTNER, LEE)))).isEqualTo(Reason.TRY_LATER);
        loseAnswerOfWhatIsNotDone();
        assertThat(World.reason(sharing.disallow(List.of(LEE)))).isEqualTo(Reason.TRY_LATER);
        loseAnswerOfWhatIsNotDone();
        assertThat(World.reason(sharing.changeFolder(folder, CLOSED))).isEqualTo(Reason.TRY_LATER);
    }

    @Test
    void whatCanNotBeReadEitherIsALostAnswer() {
        world.team.loseNextAnswer();
        world.team.failNextRead(new ProviderUnavailableException("Away on purpose.", Optional.empty()));

        assertThatThrownBy(() -> sharing.allow(List.of(PARTNER)))
                .isInstanceOf(AnswerLostException.class)
                .satisfies(it -> assertThat(it.getSuppressed()).hasSize(1));
    }

    @Test
    void aFolderIsClosedAndNothingElseOfItIsChanged() {
        SharedFolderId folder = world.team.sharedFolder("Plans");
        FolderPolicy before = sharing.folder(folder).orElseThrow();

        FolderPolicy after = sharing.changeFolder(folder, CLOSED).toOptional().orElseThrow();

        assertThat(after.joining()).isEqualTo(Fact.of(Joining.TEAM));
        assertThat(after.links()).isEqualTo(Fact.of(Links.MEMBERS));
        assertThat(after.managing()).isEqualTo(before.managing());
        assertThat(sharing.folder(folder)).contains(after);
        assertThat(sharing.changeFolder(folder, CLOSED)).isEqualTo(Outcome.alreadyDone(after));
    }

    @Test
    void theTeamsOwnRuleIsStricter() {
        SharedFolderId folder = world.team.sharedFolder("Plans");
        world.team.foldersAreJoinedBy(Joining.TEAM_AND_ALLOWED);

        FolderPolicy policy = sharing.folder(folder).orElseThrow();

        assertThat(policy.joining()).isEqualTo(Fact.of(Joining.ANYONE));
        assertThat(policy.effectiveJoining()).isEqualTo(Fact.of(Joining.TEAM_AND_ALLOWED));
        assertThat(World.reason(
                        sharing.changeFolder(folder, FolderPolicyChange.none().joining(Joining.ANYONE))))
                .isEqualTo(Reason.TEAM_POLICY);
    }

    @Test
    void aChangeOfNothingIsRefusedAtTheDoor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sharing.changeFolder(new SharedFolderId("shared-1"), FolderPolicyChange.none()))
                .withMessageContaining("names nothing");
    }

    @Test
    void theRulesOfTheTeamSayHowAPersonChangesThem() {
        assertThat(sharing.policies()).singleElement().matches(TeamPolicy::isReadOnly);
        assertThat(sharing.policies().get(0).change().orElseThrow().lines().fr())
                .contains("1. Ouvrez la console");
    }

    @Test
    void whoMayNotReadIsToldSo() {
        world.team.missingScope(Capability.READ_SHARING);

        assertThatThrownBy(sharing::allowList).isInstanceOf(PermissionMissingException.class);
    }

    @Test
    void aListThatComesBackToItsStartIsAnError() {
        SharingControls endless = new SharingControls(new ReadingNothing() {
            @Override
            public Page<AllowListEntry> allowList(Cursor cursor) {
                return new Page<>(List.of(PARTNER), Optional.of(new Cursor("again")));
            }
        });

        assertThatThrownBy(() -> endless.allowList().count()).isInstanceOf(ProviderProtocolException.class);
    }

    /** A provider that tells rules and no more. */
    private static class ReadingNothing implements SharingData {
        @Override
        public List<TeamPolicy> policies() {
            return List.of();
        }
    }

    @Test
    void whatAConnectorCanNotDoIsSaid() {
        SharingControls poor = new SharingControls(new ReadingNothing());
        SharedFolderId folder = new SharedFolderId("shared-1");

        assertThat(poor.policies()).isEmpty();
        assertThat(World.reason(poor.allow(List.of(PARTNER)))).isEqualTo(Reason.NOT_SUPPORTED);
        assertThat(World.reason(poor.disallow(List.of(PARTNER)))).isEqualTo(Reason.NOT_SUPPORTED);
        assertThat(World.reason(poor.changeFolder(folder, CLOSED))).isEqualTo(Reason.NOT_SUPPORTED);
        assertThatThrownBy(poor::allowList).isInstanceOf(UnsupportedCapabilityException.class);
        assertThatThrownBy(() -> poor.folder(folder)).isInstanceOf(UnsupportedCapabilityException.class);
    }

    @Test
    void whatIsDoneByHandIsSaidForEachTopic() {
        SecuritySettings security = world.connection().security();

        assertThat(security.policies())
                .singleElement()
                .extracting(TeamPolicy::id)
                .isEqualTo("managed_devices");
        assertThat(security.instruction(SecurityTopic.PASSWORD_RESET)).isPresent();
        assertThat(security.consoleOnly()).hasSameSizeAs(SecurityTopic.values());
        assertThat(new SecuritySettings(List::of).instruction(SecurityTopic.SINGLE_SIGN_ON))
                .isEmpty();
    }

    @Test
    void aQuestionForSupportNamesTheTeamAndIsNotSent() {
        int before = world.team.requests();

        SupportContact.Prepared prepared = world.connection().support().prepare("Slow sync", "Why?");

        assertThat(prepared.message().en()).contains("Team in memory", "admin@example.com");
        assertThat(prepared.instruction().lines().en()).contains("Nothing was sent");
        assertThat(world.team.requests()).isEqualTo(before);
    }

    @Test
    void aConnectorWithoutThemSaysSo() {
        Connector without = new ForwardingConnector(world.team) {
            @Override
            public Session open(ConnectorContext context) {
                return new ForwardingSession(super.open(context)) {
                    @Override
                    public Optional<SharingData> sharing() {
                        return Optional.empty();
                    }

                    @Override
                    public Optional<SecurityData> security() {
                        return Optional.empty();
                    }

                    @Override
                    public Optional<SupportDesk> support() {
                        return Optional.empty();
                    }
                };
            }
        };
        var connection = world.gangway(without, world.store).connection(world.id);

        assertThatThrownBy(connection::sharingControls)
                .isInstanceOf(UnsupportedCapabilityException.class)
                .hasMessageContaining("sharing controls");
        assertThatThrownBy(connection::security).isInstanceOf(UnsupportedCapabilityException.class);
        assertThatThrownBy(connection::support).isInstanceOf(UnsupportedCapabilityException.class);
    }
}
