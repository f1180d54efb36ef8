package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.LinkedTeam.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.dropbox.core.DbxApiException;
import com.dropbox.core.DbxException;
import com.dropbox.core.v2.team.AdminTier;
import com.dropbox.core.v2.team.MembersRemoveBuilder;
import com.dropbox.core.v2.team.UserSelectorArg;
import dev.gangway.dropbox.simulator.DropboxSimulator.JobStyle;
import dev.gangway.dropbox.simulator.TeamSetup.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the members' routes refuse, row by row, as the official client is told it; and that a refused call changes nothing. */
class ForbiddenMovesTest {
    private static final UserSelectorArg STRANGER = user("stranger");
    private static final String LONG = "a".repeat(230);
    private static final String TEAM_ROLE = Role.TEAM.id();

    @ParameterizedTest
    @MethodSource("moves")
    void areRefusedWithTheDocumentedTag(Row row) throws DbxException {
        try (LinkedTeam linked =
                new LinkedTeam(builder -> builder.team(team()).jobs(row.jobs).jobsTake(1_000, Duration.ZERO))) {
            row.before.in(linked);
            long changes = linked.simulator
                    .world()
                    .locked(() -> linked.simulator.world().changes());

            DbxApiException refused = catchThrowableOfType(DbxApiException.class, () -> row.move.in(linked));

            assertThat(tag(refused)).isEqualTo(row.tag);
            assertThat(linked.simulator
                            .world()
                            .locked(() -> linked.simulator.world().changes()))
                    .isEqualTo(changes);
        }
    }

    static List<Row> moves() {
        return Stream.of(suspensions(), recoveries(), removals(), transfers(), formerMembers(), roles(), profiles())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Row> suspensions() {
        return new Table()
                .row("suspend an unknown one", linked -> linked.team.membersSuspend(STRANGER), "user_not_found")
                .row("suspend a removed one", linked -> linked.team.membersSuspend(user("rob")), "user_not_in_team")
                .row(
                        "suspend an invited one",
                        linked -> linked.team.membersSuspend(user("ivy")),
                        "suspend_inactive_user")
                .row(
                        "suspend a suspended one",
                        linked -> linked.team.membersSuspend(user("sam")),
                        "suspend_inactive_user")
                .row(
                        "suspend the last admin",
                        ForbiddenMovesTest::demotePete,
                        linked -> linked.team.membersSuspend(user("olga")),
                        "suspend_last_admin")
                .row("unsuspend an unknown one", linked -> linked.team.membersUnsuspend(STRANGER), "user_not_found")
                .row("unsuspend a removed one", linked -> linked.team.membersUnsuspend(user("rob")), "user_not_in_team")
                .row(
                        "unsuspend an active one",
                        linked -> linked.team.membersUnsuspend(user("ana")),
                        "unsuspend_non_suspended_member")
                .row(
                        "unsuspend an invited one",
                        linked -> linked.team.membersUnsuspend(user("ivy")),
                        "unsuspend_non_suspended_member")
                .row(
                        "unsuspend in a team above its licenses",
                        linked -> linked.simulator.people().haveLicenses(3),
                        linked -> linked.team.membersUnsuspend(user("sam")),
                        "team_license_limit")
                .rows;
    }

    private static List<Row> recoveries() {
        return new Table()
                .row("recover an unknown one", linked -> linked.team.membersRecover(STRANGER), "user_not_found")
                .row("recover an active one", linked -> linked.team.membersRecover(user("ana")), "user_unrecoverable")
                .row("recover after too long", linked -> linked.team.membersRecover(user("ulf")), "user_unrecoverable")
                .row(
                        "recover after seven days",
                        linked -> linked.pass(Duration.ofDays(6)),
                        linked -> linked.team.membersRecover(user("rob")),
                        "user_unrecoverable")
                .row("recover a converted one", linked -> linked.team.membersRecover(user("dan")), "user_unrecoverable")
                .row(
                        "recover in a full team",
                        linked -> linked.simulator.people().haveLicenses(9),
                        linked -> linked.team.membersRecover(user("rob")),
                        "team_license_limit")
                .row(
                        "recover after the files were transferred",
                        linked -> linked.change(() -> linked.member("rob").files(Member.Files.TRANSFERRED)),
                        linked -> linked.team.membersRecover(user("rob")),
                        "user_unrecoverable")
                .row(
                        "recover after the files were deleted",
                        linked -> linked.team.membersDeleteFormerMemberFiles(user("rob")),
                        linked -> linked.team.membersRecover(user("rob")),
                        "user_unrecoverable")
                .row(
                        "recover during a transfer",
                        JobStyle.ALWAYS,
                        ForbiddenMovesTest::moveRobsFiles,
                        linked -> linked.team.membersRecover(user("rob")),
                        "user_unrecoverable")
                .rows;
    }

    private static List<Row> removals() {
        return new Table()
                .row("remove an unknown one", linked -> linked.team.membersRemove(STRANGER), "user_not_found")
                .row("remove a removed one", linked -> linked.team.membersRemove(user("rob")), "user_not_in_team")
                .row(
                        "remove the last admin",
                        ForbiddenMovesTest::demotePete,
                        linked -> linked.team.membersRemove(user("olga")),
                        "remove_last_admin")
                .row(
                        "keep the account, wipe by default",
                        linked -> remove(linked, "leo").withKeepAccount(true).start(),
                        "cannot_keep_account_and_delete_data")
                .row(
                        "keep the account and transfer",
                        linked -> transfer(linked, "leo", "ana", "olga")
                                .withKeepAccount(true)
                                .withWipeData(false)
                                .start(),
                        "cannot_keep_account_and_transfer")
                .row(
                        "keep the account, transfer and wipe",
                        linked -> transfer(linked, "leo", "ana", "olga")
                                .withKeepAccount(true)
                                .start(),
                        "cannot_keep_account_and_transfer")
                .row(
                        "keep the account and delete the files",
                        linked -> remove(linked, "leo")
                                .withKeepAccount(true)
                                .withWipeData(false)
                                .withPermanentlyDeleteFiles(true)
                                .start(),
                        "cannot_keep_account_and_permanently_delete")
                .row(
                        "delete the files and transfer them",
                        linked -> transfer(linked, "leo", "ana", "olga")
                                .withPermanentlyDeleteFiles(true)
                                .start(),
                        "cannot_permanently_delete_and_transfer")
                .row(
                        "retain shares and wipe",
                        linked -> remove(linked, "leo")
                                .withKeepAccount(true)
                                .withRetainTeamShares(true)
                                .start(),
                        "cannot_retain_shares_when_data_wiped")
                .row(
                        "retain shares of no account",
                        linked -> remove(linked, "leo")
                                .withWipeData(false)
                                .withRetainTeamShares(true)
                                .start(),
                        "cannot_retain_shares_when_no_account_kept")
                .row(
                        "retain shares in a closed team",
                        linked -> linked.simulator.console().allowSharingOutside(false),
                        linked -> remove(linked, "leo")
                                .withKeepAccount(true)
                                .withWipeData(false)
                                .withRetainTeamShares(true)
                                .start(),
                        "cannot_retain_shares_when_team_external_sharing_off")
                .row(
                        "keep an invited one's account",
                        linked -> remove(linked, "ivy")
                                .withKeepAccount(true)
                                .withWipeData(false)
                                .start(),
                        "cannot_keep_invited_user_account")
                .row(
                        "keep an account on legal hold",
                        linked -> linked.simulator.console().hold("LEO@example.com", true),
                        linked -> remove(linked, "leo")
                                .withKeepAccount(true)
                                .withWipeData(false)
                                .start(),
                        "cannot_keep_account_under_legal_hold")
                .row(
                        "remove an address too long to be disabled",
                        linked -> linked.team.membersRemove(user(LONG)),
                        "email_address_too_long_to_be_disabled")
                .row(
                        "remove whose files are moving",
                        JobStyle.ALWAYS,
                        linked -> transfer(linked, "leo", "ana", "olga").start(),
                        linked -> linked.team.membersRemove(user("leo")),
                        "transfer_in_progress")
                .row(
                        "remove a removal's recipient",
                        JobStyle.ALWAYS,
                        linked -> transfer(linked, "leo", "ana", "olga").start(),
                        linked -> linked.team.membersRemove(user("ana")),
                        "member_is_transfer_destination")
                .row(
                        "remove the recipient of a former member's files",
                        JobStyle.ALWAYS,
                        ForbiddenMovesTest::moveRobsFiles,
                        linked -> linked.team.membersRemove(user("ana")),
                        "member_is_transfer_destination")
                .rows;
    }

    private static List<Row> transfers() {
        return new Table()
                .row(
                        "transfer without an admin",
                        linked -> remove(linked, "leo")
                                .withTransferDestId(user("ana"))
                                .start(),
                        "unspecified_transfer_admin_id")
                .row(
                        "transfer to oneself",
                        linked -> transfer(linked, "leo", "LEO", "olga").start(),
                        "removed_and_transfer_dest_should_differ")
                .row(
                        "transfer to an unknown one",
                        linked -> transfer(linked, "leo", "stranger", "olga").start(),
                        "transfer_dest_user_not_found")
                .row(
                        "transfer to a removed one",
                        linked -> transfer(linked, "leo", "rob", "olga").start(),
                        "transfer_dest_user_not_in_team")
                .row(
                        "transfer to a suspended one",
                        linked -> transfer(linked, "leo", "sam", "olga").start(),
                        "transfer_dest_user_not_in_team")
                .row(
                        "transfer to an invited one",
                        linked -> transfer(linked, "leo", "ivy", "olga").start(),
                        "recipient_not_verified")
                .row(
                        "transfer to an unverified one",
                        linked -> transfer(linked, "leo", "vic", "olga").start(),
                        "recipient_not_verified")
                .row(
                        "transfer by an unknown admin",
                        linked -> transfer(linked, "leo", "ana", "stranger").start(),
                        "transfer_admin_user_not_found")
                .row(
                        "transfer by a removed admin",
                        linked -> transfer(linked, "leo", "ana", "rob").start(),
                        "transfer_admin_user_not_in_team")
                .row(
                        "transfer by who manages users",
                        linked -> transfer(linked, "leo", "ana", "uma").start(),
                        "transfer_admin_is_not_admin")
                .row(
                        "transfer by a suspended admin",
                        linked -> linked.team.membersSuspend(user("pete")),
                        linked -> transfer(linked, "leo", "ana", "pete").start(),
                        "transfer_admin_is_not_admin")
                .row(
                        "transfer by the leaving admin",
                        linked -> transfer(linked, "pete", "ana", "pete").start(),
                        "removed_and_transfer_admin_should_differ")
                .row(
                        "a transfer admin without a transfer is checked too",
                        linked -> remove(linked, "leo")
                                .withTransferAdminId(user("ana"))
                                .start(),
                        "transfer_admin_is_not_admin")
                .rows;
    }

    private static List<Row> formerMembers() {
        return new Table()
                .row("move an unknown one's files", linked -> move(linked, "stranger", "ana", "olga"), "user_not_found")
                .row("move a member's files", linked -> move(linked, "leo", "ana", "olga"), "user_not_removed")
                .row(
                        "move a converted one's files",
                        linked -> move(linked, "dan", "ana", "olga"),
                        "user_data_cannot_be_transferred")
                .row(
                        "move files after half a year",
                        linked -> linked.change(() -> linked.simulator
                                .world()
                                .team()
                                .changeStatus(
                                        linked.member("ulf"),
                                        Member.Status.REMOVED,
                                        linked.clock.instant().minus(Duration.ofDays(180)))),
                        linked -> move(linked, "ulf", "ana", "olga"),
                        "user_data_cannot_be_transferred")
                .row(
                        "move files that are moving",
                        JobStyle.ALWAYS,
                        ForbiddenMovesTest::moveRobsFiles,
                        linked -> move(linked, "rob", "leo", "olga"),
                        "user_data_is_being_transferred")
                .row(
                        "move files twice",
                        ForbiddenMovesTest::moveRobsFiles,
                        linked -> move(linked, "rob", "ana", "olga"),
                        "user_data_already_transferred")
                .row(
                        "move deleted files",
                        linked -> linked.team.membersDeleteFormerMemberFiles(user("rob")),
                        linked -> move(linked, "rob", "ana", "olga"),
                        "already_transferred_or_deleted")
                .row(
                        "move files to their owner",
                        linked -> move(linked, "rob", "rob", "olga"),
                        "removed_and_transfer_dest_should_differ")
                .row(
                        "move files to an invited one",
                        linked -> move(linked, "rob", "ivy", "olga"),
                        "recipient_not_verified")
                .row(
                        "move files by no admin",
                        linked -> move(linked, "rob", "ana", "leo"),
                        "transfer_admin_is_not_admin")
                .row(
                        "delete an unknown one's files",
                        linked -> linked.team.membersDeleteFormerMemberFiles(STRANGER),
                        "user_not_found")
                .row(
                        "delete a member's files",
                        linked -> linked.team.membersDeleteFormerMemberFiles(user("leo")),
                        "user_not_removed")
                .row(
                        "delete a converted one's files",
                        linked -> linked.team.membersDeleteFormerMemberFiles(user("dan")),
                        "user_not_in_team")
                .row(
                        "delete files that are moving",
                        JobStyle.ALWAYS,
                        ForbiddenMovesTest::moveRobsFiles,
                        linked -> linked.team.membersDeleteFormerMemberFiles(user("rob")),
                        "transfer_in_progress")
                .row(
                        "delete transferred files",
                        ForbiddenMovesTest::moveRobsFiles,
                        linked -> linked.team.membersDeleteFormerMemberFiles(user("rob")),
                        "already_transferred")
                .row(
                        "delete files twice",
                        linked -> linked.team.membersDeleteFormerMemberFiles(user("rob")),
                        linked -> linked.team.membersDeleteFormerMemberFiles(user("rob")),
                        "already_transferred_or_deleted")
                .rows;
    }

    private static List<Row> roles() {
        return new Table()
                .row(
                        "an unknown one's role",
                        linked -> linked.team.membersSetAdminPermissionsV2(STRANGER, List.of()),
                        "user_not_found")
                .row(
                        "a removed one's role",
                        linked -> linked.team.membersSetAdminPermissionsV2(user("rob"), List.of(TEAM_ROLE)),
                        "user_not_in_team")
                .row(
                        "a suspended one's role",
                        linked -> linked.team.membersSetAdminPermissionsV2(user("sam"), List.of(TEAM_ROLE)),
                        "cannot_set_permissions")
                .row(
                        "an unknown role",
                        linked -> linked.team.membersSetAdminPermissionsV2(user("ana"), List.of("pid_dbtmr:2345")),
                        "role_not_found")
                .row(
                        "demote the last admin",
                        ForbiddenMovesTest::demotePete,
                        linked -> linked.team.membersSetAdminPermissionsV2(user("olga"), List.of()),
                        "last_admin")
                .row(
                        "make the last admin a lesser one",
                        ForbiddenMovesTest::demotePete,
                        linked -> linked.team.membersSetAdminPermissionsV2(user("olga"), List.of(Role.SUPPORT.id())),
                        "last_admin")
                .row(
                        "demote the last admin, first version",
                        ForbiddenMovesTest::demotePete,
                        linked -> linked.team.membersSetAdminPermissions(user("olga"), AdminTier.MEMBER_ONLY),
                        "last_admin")
                .row(
                        "a suspended one's tier",
                        linked -> linked.team.membersSetAdminPermissions(user("sam"), AdminTier.TEAM_ADMIN),
                        "cannot_set_permissions")
                .row(
                        "a removed one's welcome",
                        linked -> linked.team.membersSendWelcomeEmail(user("rob")),
                        "user_not_in_team")
                .row(
                        "an unknown one's welcome",
                        linked -> linked.team.membersSendWelcomeEmail(STRANGER),
                        "user_not_found")
                .rows;
    }

    private static List<Row> profiles() {
        return new Table()
                .row("an unknown one's profile", linked -> linked.team.membersSetProfileV2(STRANGER), "user_not_found")
                .row(
                        "a removed one's profile",
                        linked -> linked.team
                                .membersSetProfileV2Builder(user("rob"))
                                .withNewSurname("X")
                                .start(),
                        "set_profile_disallowed")
                .row("nothing new", linked -> linked.team.membersSetProfileV2(user("ana")), "no_new_data_specified")
                .row(
                        "select by external id and change it",
                        linked -> linked.team
                                .membersSetProfileV2Builder(UserSelectorArg.externalId("E-1042"))
                                .withNewExternalId("E-1")
                                .start(),
                        "external_id_and_new_external_id_unsafe")
                .row(
                        "somebody else's address",
                        linked -> linked.team
                                .membersSetProfileV2Builder(user("ana"))
                                .withNewEmail("LEO@example.com")
                                .start(),
                        "email_reserved_for_other_user")
                .row(
                        "a recoverable one's address",
                        linked -> linked.team
                                .membersSetProfileV2Builder(user("ana"))
                                .withNewEmail("rob@example.com")
                                .start(),
                        "email_reserved_for_other_user")
                .row(
                        "somebody else's external id",
                        linked -> linked.team
                                .membersSetProfileV2Builder(user("leo"))
                                .withNewExternalId("E-1042")
                                .start(),
                        "external_id_used_by_other_user")
                .row(
                        "a persistent id without SAML",
                        linked -> linked.team
                                .membersSetProfileV2Builder(user("leo"))
                                .withNewPersistentId("P-1")
                                .start(),
                        "persistent_id_disabled")
                .row(
                        "somebody else's persistent id",
                        ForbiddenMovesTest::givePersistentId,
                        linked -> linked.team
                                .membersSetProfileV2Builder(user("leo"))
                                .withNewPersistentId("P-1")
                                .start(),
                        "persistent_id_used_by_other_user")
                .row(
                        "a restriction that isn't offered",
                        linked -> linked.simulator.console().offerDirectoryRestrictions(false),
                        linked -> linked.team
                                .membersSetProfileV2Builder(user("leo"))
                                .withNewIsDirectoryRestricted(true)
                                .start(),
                        "directory_restricted_off")
                .row(
                        "a removed one's photo",
                        linked -> linked.team.membersDeleteProfilePhotoV2(user("rob")),
                        "set_profile_disallowed")
                .rows;
    }

    private static TeamSetup team() {
        return TeamSetup.small()
                .with(Person.active("vic@example.com", "Vic", "Stone").unverified())
                .with(Person.active(LONG + "@example.com", "Alma", "Long"));
    }

    private static void demotePete(LinkedTeam linked) throws DbxException {
        linked.team.membersSetAdminPermissionsV2(user("pete"), List.of());
    }

    private static void moveRobsFiles(LinkedTeam linked) throws DbxException {
        move(linked, "rob", "ana", "olga");
    }

    private static void givePersistentId(LinkedTeam linked) throws DbxException {
        linked.simulator.console().usePersistentIds(true);
        linked.team
                .membersSetProfileV2Builder(user("ana"))
                .withNewPersistentId("P-1")
                .start();
    }

    private static MembersRemoveBuilder remove(LinkedTeam linked, String name) {
        return linked.team.membersRemoveBuilder(user(name));
    }

    private static MembersRemoveBuilder transfer(LinkedTeam linked, String name, String to, String admin) {
        return remove(linked, name).withTransferDestId(user(to)).withTransferAdminId(user(admin));
    }

    private static void move(LinkedTeam linked, String name, String to, String admin) throws DbxException {
        linked.team.membersMoveFormerMemberFiles(user(name), user(to), user(admin));
    }

    /** The tag of the client's typed error, whatever its type. */
    private static String tag(DbxApiException refused) {
        try {
            Object error = refused.getClass().getField("errorValue").get(refused);
            Object tag = error instanceof Enum<?>
                    ? error
                    : error.getClass().getMethod("tag").invoke(error);
            return tag.toString().toLowerCase(Locale.ROOT);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(refused);
        }
    }

    @FunctionalInterface
    private interface Move {
        void in(LinkedTeam linked) throws DbxException;
    }

    private record Row(String name, JobStyle jobs, Move before, Move move, String tag) {
        @Override
        public String toString() {
            return name + ": " + tag;
        }
    }

    private static final class Table {
        private final List<Row> rows = new ArrayList<>();

        Table row(String name, Move move, String tag) {
            return row(name, linked -> {}, move, tag);
        }

        Table row(String name, Move before, Move move, String tag) {
            return row(name, JobStyle.NEVER, before, move, tag);
        }

        Table row(String name, JobStyle jobs, Move before, Move move, String tag) {
            rows.add(new Row(name, jobs, before, move, tag));
            return this;
        }
    }
}
