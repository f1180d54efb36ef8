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
            Fact<TeamMemberProfile> admin = admin();
            return new Account(
                    team.getTeamId(),
                    team.getName(),
                    admin.map(it -> new UserId(it.getTeamMemberId())),
                    admin.map(TeamMemberProfile::getEmail),
                    admin.match(this::role, Fact::unknown));
        } catch (PermissionMissingException missing) {
            throw withoutScope(missing);
        }
    }

    private Fact<TeamMemberProfile> admin() {
        try {
            TeamMemberProfile admin = calls.ask(dropbox -> dropbox.team().tokenGetAuthenticatedAdmin())
                    .getAdminProfile();
            if (!admin.getStatus().isActive()) {
                throw notActive();
            }
            return Fact.of(admin);
        } catch (RouteError error) {
            if (error.code().equals("mapping_not_found")) {
                return Fact.unknown("Dropbox did not record which admin consented; connecting again records it");
            }
            throw error.code().equals("admin_not_active") ? notActive() : error.unexpected();
        }
    }

    /** The profile doesn't tell the role, so the person is looked up; without the scope for that, the role stays unknown. */
    private Fact<String> role(TeamMemberProfile admin) {
        Optional<User> person;
        try {
            person = directory.find(new UserId(admin.getTeamMemberId()));
        } catch (PermissionMissingException missing) {
            return Fact.unknown(missing.getMessage());
        }
        List<Role> roles = person.map(User::roles).orElse(List.of());
        if (roles.isEmpty()) {
            throw failed(
                    Problem.NOT_AN_ADMIN,
                    admin.getEmail() + ", who consented, has no admin role on the team.",
                    "Have a team admin connect again.",
                    Who.TEAM_ADMIN);
        }
        return Fact.of(roles.stream().map(Role::name).collect(Collectors.joining(", ")));
    }

    private static ConnectFailedException notActive() {
        return failed(
                Problem.NOT_AN_ADMIN,
                "The admin who consented is no longer an active admin of the team.",
                "Have another team admin connect again.",
                Who.TEAM_ADMIN);
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
