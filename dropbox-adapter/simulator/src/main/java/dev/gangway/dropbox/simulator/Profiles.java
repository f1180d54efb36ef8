package dev.gangway.dropbox.simulator;

import java.time.Instant;
import java.util.List;

/** Members as JSON: complete documents, since clients reject missing fields. */
final class Profiles {
    private Profiles() {}

    /** {@code TeamMemberProfile}. */
    static Struct profile(Member member, Instant now) {
        return memberProfile(member, now)
                .with("groups", List.copyOf(member.groupIds()))
                .with("member_folder_id", member.memberFolderId())
                .with("root_folder_id", member.rootFolderId());
    }

    /** {@code MemberProfile}: without groups and folders, as in group listings. */
    static Struct memberProfile(Member member, Instant now) {
        return Struct.of()
                .with("team_member_id", member.id())
                .withOptional("external_id", member.externalId())
                .with("account_id", member.accountId())
                .with("email", member.shownEmail())
                .with("email_verified", member.isEmailVerified())
                .with("secondary_emails", secondaryEmails(member))
                .with("status", status(member, now))
                .with("name", name(member))
                .with("membership_type", Struct.tag(member.isLimited() ? "limited" : "full"))
                .withOptional("invited_on", member.invitedOn())
                .withOptional("joined_on", member.joinedOn())
                .withOptional("suspended_on", member.suspendedOn())
                .withOptional("persistent_id", member.persistentId())
                .withOptional("is_directory_restricted", member.directoryRestricted())
                .withOptional("profile_photo_url", member.photoUrl());
    }

    /** {@code TeamMemberInfoV2}; plain members have no {@code roles} key [observed]. */
    static Struct info(Member member, Instant now) {
        return Struct.of()
                .with("profile", profile(member, now))
                .withOptional("roles", member.role().map(role -> List.of(role.json())));
    }

    /** {@code TeamMemberInfo} of the first version's routes. */
    static Struct infoV1(Member member, Instant now) {
        return Struct.of()
                .with("profile", profile(member, now))
                .with("role", Struct.tag(member.role().map(Role::tier).orElse(Role.MEMBER_ONLY)));
    }

    private static List<Struct> secondaryEmails(Member member) {
        return member.secondaryEmails().entrySet().stream()
                .map(entry -> Struct.of().with("email", entry.getKey()).with("is_verified", entry.getValue()))
                .toList();
    }

    /** {@code TeamMemberStatus}. */
    static Struct status(Member member, Instant now) {
        Struct status = Struct.tag(member.status().tag());
        return member.isCurrent()
                ? status
                : status.with("is_recoverable", member.isRecoverable(now))
                        .with("is_disconnected", member.isDisconnected());
    }

    /** {@code Name}. */
    static Struct name(Member member) {
        return Struct.of()
                .with("given_name", member.givenName())
                .with("surname", member.surname())
                .with("familiar_name", member.givenName())
                .with("display_name", member.displayName())
                .with("abbreviated_name", initial(member.givenName()) + initial(member.surname()));
    }

    private static String initial(String name) {
        return name.isEmpty() ? "" : name.substring(0, name.offsetByCodePoints(0, 1));
    }
}
