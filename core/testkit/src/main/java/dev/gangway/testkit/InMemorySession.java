package dev.gangway.testkit;

import dev.gangway.activity.ActivityData;
import dev.gangway.connector.Account;
import dev.gangway.connector.Capability;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.CapabilityCheck.Proof;
import dev.gangway.connector.ConnectorContext;
import dev.gangway.connector.Revocation;
import dev.gangway.connector.Session;
import dev.gangway.connector.SupportDesk;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.Diagnosis.Problem;
import dev.gangway.error.Diagnosis.Who;
import dev.gangway.license.LicenseData;
import dev.gangway.result.Fact;
import dev.gangway.security.SecurityData;
import dev.gangway.sharing.SharingData;
import dev.gangway.teamfolder.TeamFolderData;
import dev.gangway.user.User;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserStatus;
import dev.gangway.userdata.UserDataAccess;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** The in-memory connector at work for one connection. Thread-safe. */
final class InMemorySession implements Session {

    private final InMemoryConnector connector;
    private final FrontDoor door;
    private final ConnectorContext context;
    private final AtomicBoolean closed = new AtomicBoolean();

    InMemorySession(InMemoryConnector connector, FrontDoor door, ConnectorContext context) {
        this.connector = connector;
        this.door = door;
        this.context = context;
    }

    /** The header that a request would carry. */
    String header() {
        if (closed.get()) {
            throw new IllegalStateException("This session is closed; nothing was sent.");
        }
        return context.authorization().header();
    }

    @Override
    public Account account() {
        if (door.isMissing(Capability.READ_TEAM)) {
            header();
            throw failed(
                    Problem.SCOPE_MISSING,
                    "The token lacks the scope " + InMemoryConnector.scope(Capability.READ_TEAM) + ".",
                    "Grant it and connect again.");
        }
        return door.read(header(), Capability.READ_TEAM, () -> {
            User admin = connector.admin();
            if (admin.status() != UserStatus.ACTIVE || !admin.isTeamAdmin()) {
                throw failed(
                        Problem.NOT_AN_ADMIN,
                        "The account " + admin.email() + " is not an admin of the team.",
                        "Connect with a team admin's account.");
            }
            return new Account(
                    "team-" + InMemoryConnector.ID,
                    connector.teamName(),
                    Fact.of(admin.id()),
                    Fact.of(admin.email()),
                    Fact.of(InMemoryConnector.TEAM_ADMIN.name()));
        });
    }

    private static ConnectFailedException failed(Problem problem, String what, String remedy) {
        return new ConnectFailedException(new Diagnosis(problem, what, remedy, Who.TEAM_ADMIN));
    }

    @Override
    public List<CapabilityCheck> check(Fact<Set<String>> grantedScopes) {
        door.read(header(), Capability.READ_TEAM, () -> true);
        return InMemoryConnector.CAPABILITIES.stream().map(this::check).toList();
    }

    private CapabilityCheck check(Capability capability) {
        String scope = InMemoryConnector.scope(capability);
        if (door.isMissing(capability)) {
            return new CapabilityCheck(
                    capability,
                    Proof.MISSING,
                    scope,
                    "The token lacks the scope " + scope + ". Grant it and connect again.");
        }
        return switch (capability) {
            case CHANGE_USERS, REMOVE_USERS, CHANGE_GROUPS, CHANGE_SESSIONS, CHANGE_TEAM_FOLDERS, CHANGE_SHARING ->
                new CapabilityCheck(capability, Proof.GRANTED, scope, "The scope " + scope + " is granted.");
            default -> new CapabilityCheck(capability, Proof.PROVED, scope, "A call that reads went through.");
        };
    }

    @Override
    public Optional<UserLifecycle> users() {
        return Optional.of(new InMemoryUsers(this, door));
    }

    @Override
    public Optional<LicenseData> licenses() {
        return Optional.of(new InMemoryLicenses(this, door));
    }

    @Override
    public Optional<TeamFolderData> teamFolders() {
        return Optional.of(new InMemoryTeamFolders(this, door));
    }

    @Override
    public Optional<ActivityData> activity() {
        return Optional.of(new InMemoryActivity(this, door));
    }

    @Override
    public Optional<SharingData> sharing() {
        return Optional.of(new InMemorySharing(this, door));
    }

    @Override
    public Optional<SecurityData> security() {
        return Optional.of(new InMemorySecurity(this, door));
    }

    @Override
    public Optional<SupportDesk> support() {
        return Optional.of(new InMemorySecurity(this, door));
    }

    @Override
    public Optional<UserDataAccess> userData() {
        return Optional.of(new InMemoryUserData(this, door));
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return type.isInstance(connector) ? Optional.of(type.cast(connector)) : Optional.empty();
    }

    @Override
    public Revocation revoke() {
        header();
        return door.revoke()
                ? new Revocation(Revocation.State.REVOKED, "The token is dead.")
                : new Revocation(Revocation.State.ALREADY_DEAD, "The token was dead already.");
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
