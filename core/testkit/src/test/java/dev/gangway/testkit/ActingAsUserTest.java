package dev.gangway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.connection.Connection;
import dev.gangway.connector.Capability;
import dev.gangway.connector.Connector;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.Session;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.UnsupportedCapabilityException;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Outcome;
import dev.gangway.result.Page;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.testkit.ForwardingConnector.ForwardingSession;
import dev.gangway.testkit.ForwardingConnector.ForwardingUserData;
import dev.gangway.user.NewUser;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import dev.gangway.userdata.ActingAsUser;
import dev.gangway.userdata.DataEntry;
import dev.gangway.userdata.FolderRef;
import dev.gangway.userdata.SharedFolder;
import dev.gangway.userdata.SharedLink;
import dev.gangway.userdata.UserDataAccess;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActingAsUserTest {

    private static final UserRef LEO = UserRef.email("leo@example.com");

    private final World world = new World();
    private final UserId leo =
            world.team.personJoins(NewUser.of("leo@example.com").named("Leo", "Lima"));

    @AfterEach
    void close() {
        world.close();
    }

    private ActingAsUser asLeo() {
        return world.connection().actAs(LEO).toOptional().orElseThrow();
    }

    /** A connection whose acting as users has something in between. */
    private Connection with(UnaryOperator<UserDataAccess> between) {
        Connector connector = new ForwardingConnector(world.team) {
            @Override
            public Session open(ConnectorContext context) {
                Session session = super.open(context);
                return new ForwardingSession(session) {
                    @Override
                    public Optional<UserDataAccess> userData() {
                        return session.userData().map(between);
                    }
                };
            }
        };
        return world.gangway(connector, world.store).connection(world.id);
    }

    private static <T> List<T> read(Outcome<Stream<T>> listing) {
        return listing.toOptional().orElseThrow().toList();
    }

    @Test
    void whoIsActedAsIsFoundFirstAndHeldByTheId() {
        ActingAsUser asLeo = asLeo();
        world.team.personChangesEmail(leo, "lima@example.com");
        world.team.personJoins(NewUser.of("leo@example.com"));
        world.team.personStores(leo, "/Plan.pdf", 7);

        assertThat(asLeo.person().id()).isEqualTo(leo);
        assertThat(asLeo.person().name()).isEqualTo("Leo Lima");
        assertThat(read(asLeo.list(FolderRef.ROOT))).extracting(DataEntry::name).containsExactly("Plan.pdf");
    }

    @Test
    void foldersAreReadPageByPageAsTheStreamIs() {
        for (int i = 1; i <= 5; i++) {
            world.team.personStores(leo, "/Reports/" + i + ".txt", i);
        }
        world.team.pageSize(2);
        ActingAsUser asLeo = asLeo();
        int before = world.team.requests();

        Stream<DataEntry> entries =
                asLeo.list(new FolderRef("/Reports")).toOptional().orElseThrow();

        assertThat(world.team.requests() - before).isEqualTo(1);
        assertThat(entries.map(it -> it.bytes())).hasSize(5).first().isEqualTo(Fact.of(1L));
        assertThat(world.team.requests() - before).isEqualTo(3);
    }

    @Test
    void whatIsSharedAndStoredIsRead() {
        world.team.personStores(leo, "/Plan.pdf", 7);
        SharedLink link = new SharedLink(
                URI.create("https://example.com/s/t0ps3cret"),
                "Plan.pdf",
                Fact.of("/Plan.pdf"),
                SharedLink.Audience.ANYONE,
                Fact.of(false),
                Optional.empty());
        SharedFolder folder =
                new SharedFolder("shared-1", "Sales", Fact.unknown("it isn't there"), SharedFolder.Access.EDITOR, true);
        world.team.personShares(leo, link);
        world.team.personShares(leo, folder);

        assertThat(read(asLeo().sharedLinks())).containsExactly(link);
        assertThat(read(asLeo().sharedFolders())).containsExactly(folder);
        assertThat(asLeo().storage()).isEqualTo(Fact.of(7L));
        assertThat(link.toString()).contains("Plan.pdf").doesNotContain("t0ps3cret");
        assertThat(world.writes()).isEmpty();
    }

    @Test
    void whoIsNotActiveIsRefusedAndTheProviderIsNotAskedInTheirName() {
        UserRef invited = UserRef.id(world.team.personIsInvited(NewUser.of("ivy@example.com")));
        UserId sam = world.team.personJoins(NewUser.of("sam@example.com"));
        UserId rob = world.team.personJoins(NewUser.of("rob@example.com"));
        world.team.personIsSuspended(sam);
        world.team.personLeaves(rob, true);
        Connection connection = with(inner -> new ForwardingUserData(inner) {
            @Override
            public Outcome<dev.gangway.userdata.Person> begin(UserId who) {
                throw new AssertionError("asked in the name of " + who);
            }
        });

        assertThat(World.reason(connection.actAs(UserRef.email("nobody@example.com"))))
                .isEqualTo(Reason.USER_NOT_FOUND);
        assertThat(World.reason(connection.actAs(invited))).isEqualTo(Reason.ONLY_INVITED);
        assertThat(World.reason(connection.actAs(UserRef.id(sam)))).isEqualTo(Reason.WRONG_STATUS);
        assertThat(World.reason(connection.actAs(UserRef.id(rob)))).isEqualTo(Reason.NOT_ON_TEAM);
    }

    @Test
    void whoIsSuspendedMeanwhileIsAValueAtOnceAndAnErrorInAStream() {
        for (int i = 1; i <= 3; i++) {
            world.team.personStores(leo, "/" + i + ".txt", i);
        }
        world.team.pageSize(2);
        ActingAsUser asLeo = asLeo();
        Stream<DataEntry> begun = asLeo.list(FolderRef.ROOT).toOptional().orElseThrow();
        world.team.personIsSuspended(leo);

        assertThat(World.reason(asLeo.list(FolderRef.ROOT))).isEqualTo(Reason.WRONG_STATUS);
        assertThat(World.reason(asLeo.sharedLinks())).isEqualTo(Reason.WRONG_STATUS);
        assertThat(asLeo.storage()).isInstanceOf(Fact.Unknown.class);
        assertThatThrownBy(begun::toList)
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("not complete")
                .hasMessageContaining("WRONG_STATUS");
    }

    @Test
    void anotherPersonThanWasAskedForIsNeverActedAs() {
        Connection connection = with(inner -> new ForwardingUserData(inner) {
            @Override
            public Outcome<dev.gangway.userdata.Person> begin(UserId who) {
                return super.begin(world.team.admin().id());
            }
        });

        assertThatThrownBy(() -> connection.actAs(LEO))
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("somebody else");
    }

    @Test
    void aListingThatComesBackToAPlaceWhereItWasEnds() {
        Connection connection = with(inner -> new ForwardingUserData(inner) {
            @Override
            public Outcome<Page<DataEntry>> list(UserId who, FolderRef folder, Cursor cursor) {
                return Outcome.alreadyDone(new Page<>(List.of(), Optional.of(new Cursor("round"))));
            }
        });
        Stream<DataEntry> entries = connection
                .actAs(LEO)
                .toOptional()
                .orElseThrow()
                .list(FolderRef.ROOT)
                .toOptional()
                .orElseThrow();

        assertThatThrownBy(entries::toList)
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("came back");
    }

    @Test
    void whatThisIsAndIsNotIsSaidInBothLanguages() {
        assertThat(world.connection().reachOfActing()).isEqualTo(asLeo().reach());
        assertThat(asLeo().reach().isNot().en()).contains("no sign-in");
        assertThat(asLeo().reach().isNot().fr()).contains("pas une connexion");
    }

    @Test
    void withoutTheScopeNobodyIsActedAs() {
        world.team.missingScope(Capability.ACT_AS_USERS);

        assertThatThrownBy(() -> world.connection().actAs(LEO)).isInstanceOf(PermissionMissingException.class);
    }

    @Test
    void aConnectorThatDoesNotOfferItSaysSo() {
        Connector connector = new ForwardingConnector(world.team) {
            @Override
            public Session open(ConnectorContext context) {
                return new ForwardingSession(super.open(context)) {
                    @Override
                    public Optional<UserDataAccess> userData() {
                        return Optional.empty();
                    }
                };
            }
        };
        Connection connection = world.gangway(connector, world.store).connection(world.id);

        assertThatThrownBy(() -> connection.actAs(LEO))
                .isInstanceOf(UnsupportedCapabilityException.class)
                .hasMessageContaining("acting as a user");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/Reports/"})
    void aFolderThatCannotBeIsRefusedAtTheDoor(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new FolderRef(value));
    }
}
