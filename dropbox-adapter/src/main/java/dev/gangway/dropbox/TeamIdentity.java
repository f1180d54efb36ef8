package dev.gangway.dropbox;

import com.dropbox.core.v2.team.TeamGetInfoResult;
import com.dropbox.core.v2.team.TeamMemberProfile;
import dev.gangway.connector.Account;
import dev.gangway.error.ConnectFailedException;
import dev.gangway.error.Diagnosis;
import dev.gangway.error.PermissionMissingException;
import dev.gangway.result.Fact;
import dev.gangway.user.Role;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import java.util.List;
import java.util.Locale;
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
                throw new ConnectFailedException(Diagnoses.noLicenses(team.getName()));
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
            throw new ConnectFailedException(missing.diagnosis());
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
                    Consenter.unknown(
                            "Dropbox did not record which admin consented; connecting again records it",
                            Diagnoses.ownerUnknown());
                case "admin_not_active" ->
                    Consenter.unknown(
                            "who consented has left the team or is no longer an admin", Diagnoses.ownerGone());
                default -> Consenter.unknown("Dropbox answered " + error.code() + " when asked which admin consented");
            };
        } catch (PermissionMissingException missing) {
            return Consenter.unknown(missing.getMessage());
        }
        return profile.getStatus().isActive()
                ? new Consenter(Fact.of(profile), role(profile), notDedicated(profile))
                : new Consenter(
                        Fact.of(profile),
                        Fact.unknown("who consented is no longer active"),
                        List.of(Diagnoses.ownerGone(profile.getEmail(), status(profile))));
    }

    /** The status as a word; the SDK's text of it is JSON. */
    private static String status(TeamMemberProfile profile) {
        return profile.getStatus().tag().name().toLowerCase(Locale.ROOT);
    }

    /** An account with computers or phones of its own serves a person, too. If that can't be read, nothing is said. */
    private List<Diagnosis> notDedicated(TeamMemberProfile admin) {
        int devices = Inspection.devicesOf(calls, admin.getTeamMemberId())
                .toOptional()
                .orElse(0);
        return devices == 0 ? List.of() : List.of(Diagnoses.notDedicated(admin.getEmail(), devices));
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
            throw new ConnectFailedException(Diagnoses.noAdmin(admin.getEmail()));
        }
        return Fact.of(roles.stream().map(Role::name).collect(Collectors.joining(", ")));
    }
}
