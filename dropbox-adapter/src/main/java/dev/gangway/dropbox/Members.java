package dev.gangway.dropbox;

import com.dropbox.core.v2.team.TeamMemberInfoV2;
import com.dropbox.core.v2.team.TeamMemberProfile;
import com.dropbox.core.v2.team.TeamMemberRole;
import com.dropbox.core.v2.team.TeamMemberStatus;
import com.dropbox.core.v2.team.TeamMembershipType;
import dev.gangway.result.Fact;
import dev.gangway.user.Role;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserStatus;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Dropbox's members and roles in core's words. */
final class Members {

    /** The one license type there is: membership type {@code full} takes a license, {@code limited} takes none. Specified. */
    static final String LICENSE_TYPE = "full";

    /**
     * The role that administers the whole team. Ids of roles that Dropbox defines are the same for all teams (specified); this one was
     * observed on two unrelated teams (2025, 2026), with this name and description.
     */
    private static final String TEAM_ADMIN_ID = "pid_dbtmr:AAAAAFMcx6E0tax39Kb0H671TzWLeE07dwaqFQ5fDRy2";

    private static final String TEAM_ADMIN_NAME = "team";
    private static final String TEAM_ADMIN_DESCRIPTION = "Manage everything and access all permissions";

    /** The other roles that Dropbox defines, by name, since their ids aren't public. Documented: help page "Change admin rights". */
    private static final Set<String> LIMITED_ADMINS =
            Set.of("user management", "support", "billing", "content", "compliance", "reporting", "security");

    private Members() {}

    static User user(TeamMemberInfoV2 member) {
        TeamMemberProfile profile = member.getProfile();
        return new User(
                new UserId(profile.getTeamMemberId()),
                profile.getEmail(),
                profile.getName().getGivenName(),
                profile.getName().getSurname(),
                Optional.ofNullable(profile.getExternalId()).filter(it -> !it.isBlank()),
                status(profile.getStatus()),
                licenseType(profile),
                roles(member.getRoles()),
                Fact.of(profile.getGroups()),
                instant(profile.getInvitedOn()),
                instant(profile.getJoinedOn()),
                instant(profile.getSuspendedOn()));
    }

    static UserStatus status(TeamMemberStatus status) {
        return switch (status.tag()) {
            case ACTIVE -> UserStatus.ACTIVE;
            case INVITED -> UserStatus.INVITED;
            case SUSPENDED -> UserStatus.SUSPENDED;
            case REMOVED ->
                status.getRemovedValue().getIsRecoverable() ? UserStatus.REMOVED_RECOVERABLE : UserStatus.REMOVED;
        };
    }

    /** Active, invited and suspended members take a license, those who left none. Documented: help pages on licenses and deletion. */
    private static Fact<Optional<String>> licenseType(TeamMemberProfile profile) {
        boolean takesOne = !profile.getStatus().isRemoved() && profile.getMembershipType() == TeamMembershipType.FULL;
        return Fact.of(takesOne ? Optional.of(LICENSE_TYPE) : Optional.empty());
    }

    /** A plain member has an empty list, or none at all (observed, 2025). */
    static List<Role> roles(@Nullable List<TeamMemberRole> roles) {
        return roles == null ? List.of() : roles.stream().map(Members::role).toList();
    }

    static Role role(TeamMemberRole role) {
        return new Role(role.getRoleId(), role.getName(), power(role));
    }

    private static Role.Power power(TeamMemberRole role) {
        String name = role.getName().toLowerCase(Locale.ROOT);
        if (role.getRoleId().equals(TEAM_ADMIN_ID)
                || (name.equals(TEAM_ADMIN_NAME) && role.getDescription().equals(TEAM_ADMIN_DESCRIPTION))) {
            return Role.Power.TEAM_ADMIN;
        }
        return LIMITED_ADMINS.contains(name) ? Role.Power.LIMITED_ADMIN : Role.Power.UNKNOWN;
    }

    private static Optional<Instant> instant(@Nullable Date date) {
        return Optional.ofNullable(date).map(Date::toInstant);
    }
}
