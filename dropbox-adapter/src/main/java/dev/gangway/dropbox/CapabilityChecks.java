package dev.gangway.dropbox;

import dev.gangway.connector.Capability;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.CapabilityCheck.Proof;
import dev.gangway.connector.ScopeSpec;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.RateLimitedException;
import dev.gangway.result.Fact;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out what a connection is good for: what reads is called once, the rest is looked up in the list of scopes. What was not asked for is
 * missing, and nothing is called to find that out. Thread-safe.
 */
final class CapabilityChecks {

    private final Calls calls;
    private final Scopes scopes;

    CapabilityChecks(Calls calls, Scopes scopes) {
        this.calls = calls;
        this.scopes = scopes;
    }

    List<CapabilityCheck> check(Fact<Set<String>> granted) {
        return Scopes.all().stream().map(scope -> check(scope, granted)).toList();
    }

    private CapabilityCheck check(ScopeSpec scope, Fact<Set<String>> granted) {
        Optional<String> whyNot = scopes.whyNot(scope);
        if (whyNot.isPresent()) {
            return found(scope, Proof.MISSING, whyNot.get());
        }
        Optional<Probe> probe = probe(scope.capability());
        if (probe.isEmpty()) {
            return byList(scope, granted, "");
        }
        try {
            probe.get().call();
            return found(scope, Proof.PROVED, "A call that reads went through.");
        } catch (PermissionMissingException missing) {
            return found(scope, Proof.MISSING, missing.getMessage());
        } catch (RouteError refused) {
            return byList(scope, granted, "Dropbox answered " + refused.code() + ". ");
        } catch (ProviderProtocolException | ProviderUnavailableException | RateLimitedException unread) {
            return byList(scope, granted, unread.getMessage() + " ");
        }
    }

    private static CapabilityCheck byList(ScopeSpec scope, Fact<Set<String>> granted, String before) {
        return granted.match(
                names -> names.contains(scope.name())
                        ? found(scope, Proof.GRANTED, before + "Dropbox lists the scope as granted; no call proved it.")
                        : found(
                                scope,
                                Proof.MISSING,
                                before + "The scope " + scope.name()
                                        + " was not granted. Have an admin of the team connect again with it."),
                why -> found(
                        scope,
                        Proof.UNKNOWN,
                        before + "No call proves it without changing something, and " + why + "."));
    }

    private static CapabilityCheck found(ScopeSpec scope, Proof proof, String explanation) {
        return new CapabilityCheck(scope.capability(), proof, scope.name(), explanation);
    }

    /** A call that reads as little as it can. */
    private interface Probe {
        void call() throws RouteError;
    }

    private Optional<Probe> probe(Capability capability) {
        return switch (capability) {
            case READ_TEAM ->
                Optional.of(() -> calls.ask(dropbox -> dropbox.team().getInfo()));
            case READ_USERS ->
                Optional.of(() -> calls.ask(dropbox ->
                        dropbox.team().membersListV2Builder().withLimit(1L).start()));
            case READ_GROUPS ->
                Optional.of(() -> calls.ask(dropbox -> dropbox.team().groupsList(1)));
            case READ_DEVICES ->
                Optional.of(() -> calls.ask(dropbox -> dropbox.team().devicesListMembersDevices()));
            case READ_SIGN_INS -> Optional.of(new SignInLog(calls)::probe);
            case CHANGE_USERS, REMOVE_USERS, CHANGE_GROUPS -> Optional.empty();
        };
    }
}
