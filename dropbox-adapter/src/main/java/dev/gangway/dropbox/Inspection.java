package dev.gangway.dropbox;

import com.dropbox.core.v2.team.ApiApp;
import com.dropbox.core.v2.team.LegalHoldPolicy;
import com.dropbox.core.v2.team.LegalHoldStatus;
import com.dropbox.core.v2.team.ListMemberDevicesResult;
import dev.gangway.connector.Capability;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.RateLimitedException;
import dev.gangway.result.Fact;
import dev.gangway.user.GroupMembership;
import dev.gangway.user.Holdings;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what hangs on a person. Each part stands for itself: what can't be read is unknown, with the reason. Thread-safe. */
final class Inspection {

    static final String NOT_TOLD = "Dropbox did not say";

    private final Calls calls;
    private final Directory directory;
    private final Groups groups;
    private final Quotas quotas;
    private final Storage storage;
    private final Scopes scopes;

    Inspection(Calls calls, Directory directory, Groups groups, Quotas quotas, Scopes scopes) {
        this.calls = calls;
        this.directory = directory;
        this.groups = groups;
        this.quotas = quotas;
        this.storage = new Storage(calls);
        this.scopes = scopes;
    }

    Holdings of(UserId user) {
        Fact<ListMemberDevicesResult> sessions = sessions(calls, user.value());
        return new Holdings(
                flat(sessions.map(Inspection::devices)),
                flat(sessions.map(it -> count(it.getActiveWebSessions()))),
                part(() ->
                        calls
                                .ask(dropbox -> dropbox.team().linkedAppsListMemberLinkedApps(user.value()))
                                .getLinkedApiApps()
                                .stream()
                                .map(ApiApp::getAppName)
                                .toList()),
                groups(user),
                scopes.wants(Capability.READ_LEGAL_HOLDS)
                        ? part(() -> isHeld(user))
                        : Fact.unknown(
                                "legal holds are not read; DropboxConnector's readingLegalHolds switches that on"),
                scopes.wants(Capability.READ_STORAGE)
                        ? flat(part(() -> storage.of(user)))
                        : Fact.unknown(Storage.NOT_ASKED_FOR),
                quotas.of(user));
    }

    static Fact<ListMemberDevicesResult> sessions(Calls calls, String person) {
        return part(() -> calls.ask(dropbox -> dropbox.team().devicesListMemberDevices(person)));
    }

    /** How many computers and phones somebody has linked. */
    static Fact<Integer> devicesOf(Calls calls, String person) {
        return flat(sessions(calls, person).map(Inspection::devices));
    }

    private Fact<List<GroupMembership>> groups(UserId user) {
        Fact<Optional<User>> person = part(() -> directory.find(user));
        return flat(person.map(it -> it.map(User::groupIds).orElse(Fact.unknown("nobody has this id"))))
                .match(ids -> part(() -> groups.memberships(user, ids)), Fact::unknown);
    }

    private boolean isHeld(UserId user) throws RouteError {
        List<LegalHoldPolicy> policies = calls.ask(dropbox -> dropbox.team().legalHoldsListPolicies(false))
                .getPolicies();
        return policies.stream()
                .anyMatch(policy -> policy.getStatus() != LegalHoldStatus.RELEASED
                        && policy.getMembers().getTeamMemberIds().contains(user.value()));
    }

    /** Clients on computers and phones, which hold synced files; a list that is absent was not told. */
    private static Fact<Integer> devices(ListMemberDevicesResult sessions) {
        return flat(count(sessions.getDesktopClientSessions())
                .map(desktop -> count(sessions.getMobileClientSessions()).map(mobile -> desktop + mobile)));
    }

    private static Fact<Integer> count(@Nullable List<?> sessions) {
        return sessions == null ? Fact.unknown(NOT_TOLD) : Fact.of(sessions.size());
    }

    static <T> Fact<T> flat(Fact<Fact<T>> fact) {
        return fact.match(it -> it, Fact::unknown);
    }

    /** One part of the reading. */
    interface Part<T> {
        T read() throws RouteError;
    }

    /** A rejected credential and an interrupt concern the whole call and are thrown on. */
    static <T> Fact<T> part(Part<T> part) {
        try {
            return Fact.of(part.read());
        } catch (RouteError error) {
            return Fact.unknown("Dropbox answered " + error.code());
        } catch (PermissionMissingException
                | ProviderProtocolException
                | ProviderUnavailableException
                | RateLimitedException unread) {
            return Fact.unknown(unread.getMessage());
        }
    }
}
