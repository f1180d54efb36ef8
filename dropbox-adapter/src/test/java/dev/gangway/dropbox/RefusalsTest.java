package dev.gangway.dropbox;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.dropbox.core.v2.files.RelocationError;
import com.dropbox.core.v2.sharing.ShareFolderError;
import com.dropbox.core.v2.sharing.UpdateFolderPolicyError;
import com.dropbox.core.v2.team.AddSecondaryEmailResult;
import com.dropbox.core.v2.team.AddSecondaryEmailsError;
import com.dropbox.core.v2.team.CustomQuotaError;
import com.dropbox.core.v2.team.CustomQuotaResult;
import com.dropbox.core.v2.team.GroupMemberSetAccessTypeError;
import com.dropbox.core.v2.team.GroupMembersAddError;
import com.dropbox.core.v2.team.GroupMembersRemoveError;
import com.dropbox.core.v2.team.MemberAddV2Result;
import com.dropbox.core.v2.team.MembersDeleteFormerMemberFilesError;
import com.dropbox.core.v2.team.MembersRecoverError;
import com.dropbox.core.v2.team.MembersRemoveError;
import com.dropbox.core.v2.team.MembersSetPermissions2Error;
import com.dropbox.core.v2.team.MembersSetProfileError;
import com.dropbox.core.v2.team.MembersSuspendError;
import com.dropbox.core.v2.team.MembersTransferFormerMembersFilesError;
import com.dropbox.core.v2.team.MembersUnsuspendError;
import com.dropbox.core.v2.team.RevokeDeviceSessionError;
import com.dropbox.core.v2.team.RevokeLinkedAppError;
import com.dropbox.core.v2.team.SetCustomQuotaError;
import com.dropbox.core.v2.team.SharingAllowlistAddError;
import com.dropbox.core.v2.team.SharingAllowlistRemoveError;
import com.dropbox.core.v2.team.TeamFolderArchiveError;
import com.dropbox.core.v2.team.TeamFolderCreateError;
import com.dropbox.core.v2.team.TeamFolderRenameError;
import com.dropbox.core.v2.team.TeamFolderUpdateSyncSettingsError;
import com.dropbox.core.v2.team.UserAddResult;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalsTest {

    /** The error union that each writing route of ours can answer, from the SDK; {@code add_v2} refuses item by item. */
    private static final Map<String, Enum<?>[]> UNIONS = Map.ofEntries(
            entry("sharing/update_folder_policy", UpdateFolderPolicyError.Tag.values()),
            entry("team/sharing_allowlist/add", SharingAllowlistAddError.Tag.values()),
            entry("team/sharing_allowlist/remove", SharingAllowlistRemoveError.Tag.values()),
            entry("files/move_v2", RelocationError.Tag.values()),
            entry("sharing/share_folder", ShareFolderError.Tag.values()),
            entry("team/devices/revoke_device_session", RevokeDeviceSessionError.values()),
            entry("team/groups/members/add", GroupMembersAddError.Tag.values()),
            entry("team/groups/members/remove", GroupMembersRemoveError.Tag.values()),
            entry("team/groups/members/set_access_type", GroupMemberSetAccessTypeError.values()),
            entry("team/linked_apps/revoke_linked_app", RevokeLinkedAppError.values()),
            entry("team/member_space_limits/remove_custom_quota", CustomQuotaError.values()),
            entry("team/member_space_limits/set_custom_quota", SetCustomQuotaError.values()),
            entry("team/members/add_v2", MemberAddV2Result.Tag.values()),
            entry("team/members/delete_former_member_files", MembersDeleteFormerMemberFilesError.values()),
            entry("team/members/move_former_member_files", MembersTransferFormerMembersFilesError.values()),
            entry("team/members/recover", MembersRecoverError.values()),
            entry("team/members/remove", MembersRemoveError.values()),
            entry("team/members/secondary_emails/add", AddSecondaryEmailsError.values()),
            entry("team/members/set_admin_permissions_v2", MembersSetPermissions2Error.values()),
            entry("team/members/set_profile_v2", MembersSetProfileError.values()),
            entry("team/members/suspend", MembersSuspendError.values()),
            entry("team/members/unsuspend", MembersUnsuspendError.values()),
            entry("team/team_folder/archive", TeamFolderArchiveError.Tag.values()),
            entry("team/team_folder/create", TeamFolderCreateError.Tag.values()),
            entry("team/team_folder/rename", TeamFolderRenameError.Tag.values()),
            entry("team/team_folder/update_sync_settings", TeamFolderUpdateSyncSettingsError.Tag.values()));

    /** What is refused item by item within an answer of status 200. */
    private static final List<Enum<?>[]> ITEMS =
            List.of(UserAddResult.Tag.values(), AddSecondaryEmailResult.Tag.values(), CustomQuotaResult.Tag.values());

    /** Items that are no refusals: what was asked for is so, or will be. */
    private static final Set<String> NO_REFUSALS =
            Set.of("OTHER", "SUCCESS", "ALREADY_PENDING", "ALREADY_OWNED_BY_USER");

    static Stream<Enum<?>> constants() {
        return Stream.of(UNIONS.values(), ITEMS)
                .flatMap(Collection::stream)
                .<Enum<?>>flatMap(Stream::of)
                .filter(it -> !NO_REFUSALS.contains(it.name()));
    }

    /** Withdrawing a credential has no errors of its own (specified). */
    @Test
    void noWritingRouteIsForgotten() {
        Set<String> withErrors = new HashSet<>(Routes.WRITING);
        withErrors.remove("auth/token/revoke");

        assertThat(UNIONS.keySet()).isEqualTo(withErrors);
    }

    private static String tag(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @MethodSource("constants")
    void everyTagOfEveryErrorUnionHasATypedRefusal(Enum<?> constant) {
        Refusal refusal = Refusals.of(tag(constant));

        assertThat(refusal.reason()).isNotEqualTo(Reason.OTHER);
        assertThat(refusal.providerCode()).contains(tag(constant));
        assertThat(refusal.explanation()).endsWith(".");
    }

    /** The SDK doesn't know the tag of the limit of folders yet (specified, 2026). */
    @Test
    void noTagIsListedThatNoErrorUnionHas() {
        Set<String> known = constants().map(RefusalsTest::tag).collect(Collectors.toSet());

        assertThat(Refusals.REASONS.keySet())
                .filteredOn(it -> !known.contains(it))
                .containsExactlyInAnyOrder("400", "folder_count_limit_exceeded");
    }

    @Test
    void aTagOfTomorrowIsARefusalWithDropboxsOwnWord() {
        assertThat(Refusals.of("too_windy")).isEqualTo(Refusal.byProvider(Reason.OTHER, "too_windy"));
    }

    @Test
    void whatTheApplicationCanMendIsExplainedInItsOwnWords() {
        assertThat(Refusals.of("recipient_not_verified").explanation()).contains("verified");
        assertThat(Refusals.of("recipient_not_verified").reason()).isEqualTo(Reason.RECIPIENT_UNSUITABLE);
    }
}
