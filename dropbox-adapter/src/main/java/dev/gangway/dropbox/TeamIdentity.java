package dev.gangway.dropbox;

import com.dropbox.core.v2.team.TeamGetInfoResult;
import com.dropbox.core.v2.team.TeamMemberProfile;
import dev.gangway.connector.Account;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.Diagnosis.Problem;
import dev.gangway.error.Diagnosis.Who;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.result.Fact;
import dev.gangway.user.Role;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which team a connection belongs to, and through which admin. Thread-safe. */
final class TeamIdentity {

    private static final Diagnosis NOT_ACTIVE = new Diagnosis(
            Problem.NOT_AN_ADMIN,
            "The admin who consented has left the team or is no longer an active admin. The connection works all the same.",
            "Have another team admin connect the team again, so that it doesn't hang on somebody who is gone.",
            Who.TEAM_ADMIN);

    private final Calls calls;
    private final Directory directory;

    TeamIdentity(Calls calls) {
        this.calls = calls;
        this.directory = new Directory(calls);
    }

    Account account() {
        try {
            TeamGetInfoResult team = calls.read(dropbox -> dropbox.team().getInfo());
            if (team.getNumLicensedUsers() == 0) {
                throw failed(
                        Problem.NO_LICENSES,
                        "The team " + team.getName() + " has no licenses.",
                        "Buy licenses in the admin console, or connect another team.",
                        Who.TEAM_ADMIN);
            }
            Consenter consenter = consenter();
            return new Account(
                    team.getTeamId(),
                    team.getName(),
                    consenter.profile().map(it -> new UserId(it.getTeamMemberId())),
                    consenter.profile().map(TeamMemberProfile::getEmail),
                    consenter.role(),
                    consenter.warnings());
        } catch (PermissionMissingException missing) {
            throw withoutScope(missing);
        }
    }

    /** Whoever consented for the team, as far as Dropbox tells. */
    private record Consenter(Fact<TeamMemberProfile> profile, Fact<String> role, List<Diagnosis> warnings) {
        static Consenter unknown(String why, Diagnosis... warnings) {
            return new Consenter(Fact.unknown(why), Fact.unknown(why), List.of(warnings));
        }
    }

    /**
     * A team's token goes on working when who consented has left, or is no longer an admin (specified that Dropbox tells; assumed that the
     * token works). So only the team itself can fail a connection; what is wrong with this person is a warning.
     */
    private Consenter consenter() {
        TeamMemberProfile profile;
        try {
            profile = calls.ask(dropbox -> dropbox.team().tokenGetAuthenticatedAdmin())
                    .getAdminProfile();
        } catch (RouteError error) {
            return switch (error.code()) {
                case "mapping_not_found" ->
                    Consenter.unknown("Dropbox did not record which admin consented; connecting again records it");
                case "admin_not_active" ->
                    Consenter.unknown("who consented has left the team or is no longer an admin", NOT_ACTIVE);
                default -> Consenter.unknown("Dropbox answered " + error.code() + " when asked which admin consented");
            };
        } catch (PermissionMissingException missing) {
            return Consenter.unknown(missing.getMessage());
        }
        return profile.getStatus().isActive()
                ? new Consenter(Fact.of(profile), role(profile), List.of())
                : new Consenter(
                        Fact.of(profile), Fact.unknown("who consented is no longer active"), List.of(NOT_ACTIVE));
    }

    /** The profile doesn't tell the role, so the person is looked up; without the scope for that, the role stays unknown. */
    private Fact<String> role(TeamMemberProfile admin) {
        Optional<User> person;
        try {
            person = directory.find(new UserId(admin.getTeamMemberId()));
        } catch (PermissionMissingException missing) {
            return Fact.unknown(missing.getMessage());
        }
        if (person.isEmpty()) {
            return Fact.unknown("Dropbox doesn't list who consented");
        }
        List<Role> roles = person.get().roles();
        if (roles.isEmpty()) {
            throw failed(
                    Problem.NOT_AN_ADMIN,
                    admin.getEmail() + ", who consented, has no admin role on the team.",
                    "Have a team admin connect again.",
                    Who.TEAM_ADMIN);
        }
        return Fact.of(roles.stream().map(Role::name).collect(Collectors.joining(", ")));
    }

    private static RuntimeException withoutScope(PermissionMissingException missing) {
        if (missing.missing().isEmpty()) {
            return failed(
                    Problem.OTHER,
                    missing.getMessage(),
                    "Look at the team's plan and the app's permissions in Dropbox's consoles.",
                    Who.TEAM_ADMIN);
        }
        return failed(
                Problem.SCOPE_MISSING,
                "The credential lacks the scope " + String.join(", ", missing.missing())
                        + ", which everything else needs.",
                "Tick it in the app's settings at Dropbox, if it isn't, and have a team admin consent again.",
                Who.TEAM_ADMIN);
    }

    private static ConnectFailedException failed(Problem problem, String what, String remedy, Who who) {
        return new ConnectFailedException(new Diagnosis(problem, what, remedy, who));
    }
}
