package dev.gangway.dropbox;

import com.dropbox.core.v2.DbxClientV2;
import com.dropbox.core.v2.DbxTeamClientV2;
import com.dropbox.core.v2.team.DeviceSessionArg;
import com.dropbox.core.v2.team.RevokeDeviceSessionArg;
import dev.gangway.connector.Capability;
import dev.gangway.connector.CapabilityCheck;
import dev.gangway.connector.CapabilityCheck.Proof;
import dev.gangway.connector.ScopeSpec;
import dev.gangway.error.AnswerLostException;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.RateLimitedException;
import dev.gangway.result.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds out what a connection is good for, by one call for each capability. What writes is proved by asking after a job that there is not:
 * such a route needs the scope of the work that it is about (specified), the scope is looked at before the job (assumed), and nothing is
 * changed. For sessions it is a member that there is not, and for sharing a folder. Where no call tells, the list of scopes decides. What was not asked for is missing, and nothing is called to find that out.
 * Thread-safe.
 */
final class CapabilityChecks {

    /** An id that no job has: Dropbox makes opaque ones. */
    private static final String NO_JOB = "dbjid:no-such-job";

    /** An id that no member has. */
    static final String NO_MEMBER = "dbmid:no-such-member";

    /** An id that no folder has: Dropbox's are numbers (observed). */
    static final String NO_FOLDER = "no-such-folder";

    private static final String NO_SESSION = "dbwsid:no-such-session";

    private static final String NO_SUCH_JOB = "invalid_async_job_id";

    private final Calls calls;
    private final Scopes scopes;

    CapabilityChecks(Calls calls, Scopes scopes) {
        this.calls = calls;
        this.scopes = scopes;
    }

    List<CapabilityCheck> check(Fact<Set<String>> granted) {
        Map<Capability, List<ScopeSpec>> needed = new LinkedHashMap<>();
        scopes.all()
                .forEach(it -> needed.computeIfAbsent(it.capability(), each -> new ArrayList<>())
                        .add(it));
        return needed.values().stream().map(each -> check(each, granted)).toList();
    }

    /** One capability, with the scopes that it needs; a finding names the scope that decides it. */
    private CapabilityCheck check(List<ScopeSpec> needed, Fact<Set<String>> granted) {
        ScopeSpec scope = needed.get(0);
        Optional<String> whyNot = scopes.whyNot(scope);
        if (whyNot.isPresent()) {
            return found(scope, Proof.MISSING, whyNot.get());
        }
        try {
            return found(scope, Proof.PROVED, prove(scope));
        } catch (PermissionMissingException missing) {
            return found(lacking(needed, missing.missing()::contains), Proof.MISSING, missing.getMessage());
        } catch (RouteError refused) {
            return byList(needed, granted, "Dropbox answered " + refused.code() + ". ");
        } catch (AnswerLostException
                | ProviderProtocolException
                | ProviderUnavailableException
                | RateLimitedException unread) {
            return byList(needed, granted, unread.getMessage() + " ");
        }
    }

    private static ScopeSpec lacking(List<ScopeSpec> needed, Predicate<String> isLacking) {
        return needed.stream()
                .filter(it -> isLacking.test(it.name()))
                .findFirst()
                .orElse(needed.get(0));
    }

    private static CapabilityCheck byList(List<ScopeSpec> needed, Fact<Set<String>> granted, String before) {
        return granted.match(
                names -> {
                    ScopeSpec scope = lacking(needed, it -> !names.contains(it));
                    return names.contains(scope.name())
                            ? found(
                                    scope,
                                    Proof.GRANTED,
                                    before + "Dropbox lists the scope as granted; no call proved it.")
                            : found(
                                    scope,
                                    Proof.MISSING,
                                    before + "The scope " + scope.name()
                                            + " was not granted. Have an admin of the team connect again with it.");
                },
                why -> found(needed.get(0), Proof.UNKNOWN, before + "No call proved it, and " + why + "."));
    }

    private static CapabilityCheck found(ScopeSpec scope, Proof proof, String explanation) {
        return new CapabilityCheck(scope.capability(), proof, scope.name(), explanation);
    }

    /** Calls something that changes nothing, and tells what that proves. */
    private String prove(ScopeSpec scope) throws RouteError {
        switch (scope.capability()) {
            case READ_TEAM -> calls.ask(dropbox -> dropbox.team().getInfo());
            case READ_USERS ->
                calls.ask(dropbox ->
                        dropbox.team().membersListV2Builder().withLimit(1L).start());
            case READ_GROUPS -> calls.ask(dropbox -> dropbox.team().groupsList(1));
            case READ_DEVICES -> calls.ask(dropbox -> dropbox.team().devicesListMembersDevices());
            case READ_SIGN_INS -> new SignInLog(calls).probe();
            case READ_ACTIVITY -> new DropboxActivity(calls, scopes).probe();
            case READ_LEGAL_HOLDS -> calls.ask(dropbox -> dropbox.team().legalHoldsListPolicies(false));
            case READ_STORAGE -> new Storage(calls).probe();
            case CHANGE_USERS -> {
                return missed(scope, dropbox -> dropbox.team().membersAddJobStatusGetV2(NO_JOB));
            }
            case REMOVE_USERS -> {
                return missed(scope, dropbox -> dropbox.team().membersRemoveJobStatusGet(NO_JOB));
            }
            case CHANGE_GROUPS -> {
                return missed(scope, dropbox -> dropbox.team().groupsJobStatusGet(NO_JOB));
            }
            case CHANGE_SESSIONS -> {
                return missedSession(scope);
            }
            case READ_TEAM_FOLDERS -> calls.ask(dropbox -> dropbox.team().teamFolderList(1L));
            case CHANGE_TEAM_FOLDERS -> {
                return missed(scope, dropbox -> dropbox.team().teamFolderArchiveCheck(NO_JOB));
            }
            case READ_SHARING -> {
                return missedFolder(dropbox -> dropbox.sharing().getFolderMetadata(NO_FOLDER), "invalid_id");
            }
            case CHANGE_SHARING -> {
                missedEntries();
                return missedFolder(dropbox -> dropbox.sharing().updateFolderPolicy(NO_FOLDER), "access_error");
            }
            case ACT_AS_USERS -> new DropboxUserData(calls, scopes).probe();
            case CHANGE_TEAM_SPACE -> {
                new TeamSpaceFolders(calls).probe(NO_JOB);
                return "Dropbox looked for a job and a folder that there are not, which it does only with the scopes. Nothing was changed.";
            }
        }
        return "A call that reads went through.";
    }

    /** The scope for sessions has no job to ask after; a session of nobody ends nothing (specified). */
    private String missedSession(ScopeSpec scope) throws RouteError {
        try {
            calls.tell(dropbox -> dropbox.team()
                    .devicesRevokeDeviceSession(
                            RevokeDeviceSessionArg.webSession(new DeviceSessionArg(NO_SESSION, NO_MEMBER))));
        } catch (RouteError error) {
            if (!error.code().equals("member_not_found")) {
                throw error;
            }
        }
        return "Dropbox looked for a member that there is not, which it does only with the scope " + scope.name()
                + ". Nothing was changed.";
    }

    /** An allow list that is asked to lose nothing stays as it is (specified). */
    private void missedEntries() throws RouteError {
        try {
            calls.ask(dropbox -> dropbox.team().sharingAllowlistRemove());
        } catch (RouteError error) {
            if (!error.code().equals("no_entries_provided")) {
                throw error;
            }
        }
    }

    private <T> String missedFolder(Calls.Ask<DbxClientV2, T> ask, String noSuchFolder) throws RouteError {
        try {
            new ActingAdmin(calls).ask(ask);
        } catch (RouteError error) {
            if (!error.code().equals(noSuchFolder)) {
                throw error;
            }
        }
        return "Dropbox looked for a shared folder that there is not, which it does only with the scopes for it. Nothing was changed.";
    }

    private <T> String missed(ScopeSpec scope, Calls.Ask<DbxTeamClientV2, T> poll) throws RouteError {
        try {
            calls.ask(poll);
        } catch (RouteError error) {
            if (!error.code().equals(NO_SUCH_JOB)) {
                throw error;
            }
        }
        return "Dropbox looked for a job that there is not, which it does only with the scope " + scope.name()
                + ". Nothing was changed.";
    }
}
