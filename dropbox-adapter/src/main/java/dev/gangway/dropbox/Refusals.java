package dev.gangway.dropbox;

import static java.util.Map.entry;

import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import java.util.Map;
import java.util.Optional;

/**
 * Our word for each of Dropbox's. The tags mean the same in all error unions that use them. Specified; words that go beyond the
 * specification say so by their cautious form.
 */
final class Refusals {

    /** Every tag of every error union of the routes that write, and every item of {@code members/add_v2} that isn't a success. */
    static final Map<String, Reason> REASONS = Map.ofEntries(
            entry("user_not_found", Reason.USER_NOT_FOUND),
            entry("users_not_found", Reason.USER_NOT_FOUND),
            entry("invalid_user", Reason.USER_NOT_FOUND),
            entry("member_not_found", Reason.USER_NOT_FOUND),
            entry("user_not_in_team", Reason.NOT_ON_TEAM),
            entry("set_profile_disallowed", Reason.NOT_ON_TEAM),
            entry("members_not_in_team", Reason.NOT_ON_TEAM),
            entry("suspend_inactive_user", Reason.WRONG_STATUS),
            entry("unsuspend_non_suspended_member", Reason.WRONG_STATUS),
            entry("cannot_set_permissions", Reason.WRONG_STATUS),
            entry("user_must_be_active_to_be_owner", Reason.WRONG_STATUS),
            entry("user_not_removed", Reason.WRONG_STATUS),
            entry("some_users_are_excluded", Reason.WRONG_STATUS),
            entry("cannot_keep_invited_user_account", Reason.ONLY_INVITED),
            entry("user_already_on_team", Reason.RECOVERABLE_LEAVER),
            entry("user_unrecoverable", Reason.NOT_RECOVERABLE),
            entry("user_on_another_team", Reason.ON_ANOTHER_TEAM),
            entry("team_license_limit", Reason.NO_LICENSE_AVAILABLE),
            entry("free_team_member_limit_reached", Reason.NO_LICENSE_AVAILABLE),
            entry("duplicate_external_member_id", Reason.EXTERNAL_ID_IN_USE),
            entry("duplicate_member_persistent_id", Reason.PERSISTENT_ID_UNUSABLE),
            entry("persistent_id_disabled", Reason.PERSISTENT_ID_UNUSABLE),
            entry("persistent_id_used_by_other_user", Reason.PERSISTENT_ID_UNUSABLE),
            entry("external_id_used_by_other_user", Reason.EXTERNAL_ID_IN_USE),
            entry("email_reserved_for_other_user", Reason.EMAIL_IN_USE),
            entry("email_address_too_long_to_be_disabled", Reason.INVALID_INPUT),
            entry("external_id_and_new_external_id_unsafe", Reason.INVALID_INPUT),
            entry("no_new_data_specified", Reason.INVALID_INPUT),
            entry("param_cannot_be_empty", Reason.INVALID_INPUT),
            entry("too_many_users", Reason.INVALID_INPUT),
            entry("too_many_emails", Reason.INVALID_INPUT),
            entry("400", Reason.INVALID_INPUT),
            entry("suspend_last_admin", Reason.LAST_ADMIN),
            entry("remove_last_admin", Reason.LAST_ADMIN),
            entry("last_admin", Reason.LAST_ADMIN),
            entry("cannot_keep_account_under_legal_hold", Reason.LEGAL_HOLD),
            entry("transfer_in_progress", Reason.TRANSFER_IN_PROGRESS),
            entry("member_is_transfer_destination", Reason.TRANSFER_IN_PROGRESS),
            entry("user_data_is_being_transferred", Reason.TRANSFER_IN_PROGRESS),
            entry("user_data_cannot_be_transferred", Reason.DATA_NOT_TRANSFERABLE),
            entry("user_data_already_transferred", Reason.DATA_ALREADY_GONE),
            entry("already_transferred", Reason.DATA_ALREADY_GONE),
            entry("already_transferred_or_deleted", Reason.DATA_ALREADY_GONE),
            entry("removed_and_transfer_dest_should_differ", Reason.RECIPIENT_UNSUITABLE),
            entry("transfer_dest_user_not_found", Reason.RECIPIENT_UNSUITABLE),
            entry("transfer_dest_user_not_in_team", Reason.RECIPIENT_UNSUITABLE),
            entry("recipient_not_verified", Reason.RECIPIENT_UNSUITABLE),
            entry("unverified", Reason.RECIPIENT_UNSUITABLE),
            entry("placeholder_user", Reason.RECIPIENT_UNSUITABLE),
            entry("reached_limit", Reason.RECIPIENT_UNSUITABLE),
            entry("unavailable", Reason.ADDRESS_NOT_FREE),
            entry("removed_and_transfer_admin_should_differ", Reason.TRANSFER_ADMIN_UNSUITABLE),
            entry("transfer_admin_user_not_found", Reason.TRANSFER_ADMIN_UNSUITABLE),
            entry("transfer_admin_user_not_in_team", Reason.TRANSFER_ADMIN_UNSUITABLE),
            entry("transfer_admin_is_not_admin", Reason.TRANSFER_ADMIN_UNSUITABLE),
            entry("unspecified_transfer_admin_id", Reason.TRANSFER_ADMIN_UNSUITABLE),
            entry("cannot_keep_account_and_transfer", Reason.CONTRADICTORY_HANDLING),
            entry("cannot_keep_account_and_delete_data", Reason.CONTRADICTORY_HANDLING),
            entry("cannot_keep_account_and_permanently_delete", Reason.CONTRADICTORY_HANDLING),
            entry("cannot_permanently_delete_and_transfer", Reason.CONTRADICTORY_HANDLING),
            entry("cannot_retain_shares_when_data_wiped", Reason.CONTRADICTORY_HANDLING),
            entry("cannot_retain_shares_when_no_account_kept", Reason.CONTRADICTORY_HANDLING),
            entry("cannot_keep_account", Reason.ACCOUNT_NOT_KEEPABLE),
            entry("cannot_keep_account_required_to_sign_tos", Reason.ACCOUNT_NOT_KEEPABLE),
            entry("cannot_retain_shares_when_team_external_sharing_off", Reason.ACCOUNT_NOT_KEEPABLE),
            entry("role_not_found", Reason.ROLE_UNUSABLE),
            entry("group_not_found", Reason.GROUP_UNUSABLE),
            entry("group_not_in_team", Reason.GROUP_UNUSABLE),
            entry("system_managed_group_disallowed", Reason.GROUP_UNUSABLE),
            entry("user_cannot_be_manager_of_company_managed_group", Reason.GROUP_UNUSABLE),
            entry("directory_restricted_off", Reason.NOT_SUPPORTED),
            entry("secondary_emails_disabled", Reason.NOT_SUPPORTED),
            entry("app_folder_removal_not_supported", Reason.NOT_SUPPORTED),
            entry("device_session_not_found", Reason.TRY_LATER),
            entry("app_not_found", Reason.TRY_LATER),
            entry("transient_error", Reason.TRY_LATER),
            entry("too_many_updates", Reason.TRY_LATER),
            entry("unknown_error", Reason.TRY_LATER),
            entry("rate_limited", Reason.TRY_LATER),
            entry("duplicate_user", Reason.TRY_LATER),
            entry("member_not_in_group", Reason.TRY_LATER),
            entry("user_migration_failed", Reason.TRY_LATER),
            entry("user_creation_failed", Reason.TRY_LATER),
            entry("user_already_paired", Reason.EMAIL_IN_USE),
            entry("access_error", Reason.FOLDER_NOT_FOUND),
            entry("status_error", Reason.FOLDER_STATUS),
            entry("folder_name_already_used", Reason.FOLDER_NAME_TAKEN),
            entry("folder_name_reserved", Reason.FOLDER_NAME_UNUSABLE),
            entry("invalid_folder_name", Reason.FOLDER_NAME_UNUSABLE),
            entry("folder_count_limit_exceeded", Reason.TOO_MANY_FOLDERS),
            entry("team_shared_dropbox_error", Reason.NOT_SUPPORTED),
            entry("sync_settings_error", Reason.NOT_SUPPORTED),
            entry("not_on_team", Reason.NOT_ON_TEAM),
            entry("team_policy_disallows_member_policy", Reason.TEAM_POLICY),
            entry("disallowed_shared_link_policy", Reason.TEAM_POLICY),
            entry("no_permission", Reason.PERMISSION_MISSING),
            entry("team_folder", Reason.NOT_SUPPORTED),
            entry("malformed_entry", Reason.INVALID_INPUT),
            entry("no_entries_provided", Reason.INVALID_INPUT),
            entry("too_many_entries_provided", Reason.INVALID_INPUT),
            entry("team_limit_reached", Reason.ALLOW_LIST_FULL),
            entry("entries_already_exist", Reason.TRY_LATER),
            entry("entries_do_not_exist", Reason.TRY_LATER),
            entry("bad_path", Reason.FOLDER_NAME_UNUSABLE),
            entry("to", Reason.FOLDER_NAME_UNUSABLE),
            entry("from_lookup", Reason.FOLDER_NOT_FOUND),
            entry("from_write", Reason.NOT_SUPPORTED),
            entry("cant_copy_shared_folder", Reason.NOT_SUPPORTED),
            entry("cant_move_folder_into_itself", Reason.NOT_SUPPORTED),
            entry("cant_move_into_family", Reason.NOT_SUPPORTED),
            entry("cant_move_into_vault", Reason.NOT_SUPPORTED),
            entry("cant_move_shared_folder", Reason.NOT_SUPPORTED),
            entry("cant_nest_shared_folder", Reason.NOT_SUPPORTED),
            entry("cant_transfer_ownership", Reason.NOT_SUPPORTED),
            entry("duplicated_or_nested_paths", Reason.NOT_SUPPORTED),
            entry("insufficient_quota", Reason.NOT_SUPPORTED),
            entry("too_many_files", Reason.NOT_SUPPORTED),
            entry("email_unverified", Reason.NOT_SUPPORTED),
            entry("internal_error", Reason.TRY_LATER));

    /** Where the reason's own advice isn't the best one. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            entry(
                    "400",
                    "Dropbox did not accept the request as it was written, and changed nothing. If the values look right, report it."),
            entry(
                    "cannot_set_permissions",
                    "Dropbox doesn't change the role of this person now; that of a suspended person, for one, can't be changed."),
            entry(
                    "user_must_be_active_to_be_owner",
                    "Only an active person can manage a group. Let the person in first."),
            entry(
                    "free_team_member_limit_reached",
                    "The team has reached the limit of its free plan. Buy licenses, or free one by offboarding somebody."),
            entry(
                    "email_address_too_long_to_be_disabled",
                    "The person's e-mail address is too long for Dropbox to disable. Give the person a shorter one first."),
            entry(
                    "member_is_transfer_destination",
                    "The person is just receiving the files of another leaver. Wait until that transfer has ended."),
            entry(
                    "recipient_not_verified",
                    "The recipient has not verified the e-mail address yet. Have them do so, or choose another recipient."),
            entry(
                    "cannot_keep_account",
                    "Dropbox lets only a team admin turn this account into a personal one. Connect with a team admin, or choose "
                            + "another handling."),
            entry(
                    "cannot_keep_account_required_to_sign_tos",
                    "The person has to sign in and agree to the terms of service before the account can become a personal one."),
            entry(
                    "cannot_retain_shares_when_team_external_sharing_off",
                    "The team's settings forbid sharing outside the team, so the person can't keep the team's shares. Choose "
                            + "Shares.REMOVE, or change the settings."),
            entry(
                    "user_cannot_be_manager_of_company_managed_group",
                    "A group that the company manages can't be managed by a person."),
            entry(
                    "user_already_paired",
                    "Dropbox says that this address belongs to an account that is paired with another one. Choose another address, "
                            + "or have the person end the pairing."),
            entry(
                    "unverified",
                    "That person has not verified their own e-mail address yet. Have them do so, or choose somebody else."),
            entry("placeholder_user", "That person has been invited and has not joined yet. Choose somebody who has."),
            entry("reached_limit", "That person has as many addresses as Dropbox allows. Choose somebody else."),
            entry(
                    "unavailable",
                    "The address belongs to somebody: to its owner for as long as they are on the team or can be recovered, or "
                            + "to another account."),
            entry(
                    "secondary_emails_disabled",
                    "The team's settings don't allow further addresses. An admin can allow them in Dropbox's console."),
            entry(
                    "some_users_are_excluded",
                    "The person is excluded from space limits. An admin can end that in Dropbox's console."),
            entry(
                    "user_not_removed",
                    "The person is on the team. Their files can be moved or deleted once they were removed."),
            entry(
                    "access_error",
                    "Dropbox knows no such folder by this id, or this app may not manage it. Look the folder up again."),
            entry(
                    "team_shared_dropbox_error",
                    "Dropbox doesn't do this with the team's own space. Have a team admin do it in the Admin console."),
            entry(
                    "sync_settings_error",
                    "Dropbox doesn't let this team choose what of the folder is synced. Its plan may lack team selective sync."),
            entry(
                    "not_on_team",
                    "The admin in whose name it was asked isn't on the team any more. Have another one connect."),
            entry(
                    "no_permission",
                    "The connecting admin can't manage this folder; its owner can. Have the owner change it, or an admin in the Admin console."),
            entry(
                    "team_folder",
                    "Dropbox doesn't change this policy of a team folder through its API. Have a team admin do it in the Admin console."),
            entry("entries_already_exist", "The allow list has just been changed by somebody else. Ask again."),
            entry("entries_do_not_exist", "The allow list has just been changed by somebody else. Ask again."),
            entry("from_write", TeamSpaceFolders.NOT_MOVED),
            entry("cant_move_shared_folder", TeamSpaceFolders.NOT_MOVED),
            entry(
                    "email_unverified",
                    "The admin who connected has not verified their e-mail address. Have them do so, or connect with another admin."),
            entry("duplicate_user", "The person's place in the group has just been changed. Ask again."),
            entry("member_not_in_group", "The person's place in the group has just been changed. Ask again."));

    private Refusals() {}

    static Refusal of(String code) {
        Reason reason = REASONS.getOrDefault(code, Reason.OTHER);
        return new Refusal(reason, WORDS.getOrDefault(code, reason.advice()), Optional.of(code));
    }

    static <T> Outcome<T> refused(String code) {
        return new Outcome.Refused<>(of(code));
    }

    /** Dropbox's word with a reason that looking has found. */
    static <T> Outcome<T> refused(Reason reason, String code) {
        return Outcome.refusedByProvider(reason, code);
    }
}
