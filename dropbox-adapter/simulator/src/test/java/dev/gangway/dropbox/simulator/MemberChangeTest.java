package dev.gangway.dropbox.simulator;

import static dev.gangway.dropbox.simulator.LinkedTeam.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.dropbox.core.DbxException;
import com.dropbox.core.v2.account.PhotoSourceArg;
import com.dropbox.core.v2.team.AdminTier;
import com.dropbox.core.v2.team.MembersSetPermissions2Result;
import com.dropbox.core.v2.team.MembersSetProfilePhotoErrorException;
import com.dropbox.core.v2.team.TeamMemberProfile;
import com.dropbox.core.v2.team.TeamMemberRole;
import dev.gangway.dropbox.simulator.DropboxSimulator.JobStyle;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Changes of roles, profiles and photos, as the official client sees them. */
class MemberChangeTest {
    private final LinkedTeam linked = new LinkedTeam(JobStyle.NEVER);

    @AfterEach
    void stop() {
        linked.close();
    }

    @Nested
    @DisplayName("A role")
    class Roles {
        @Test
        void isOneOfTheCatalogue() throws DbxException {
            List<TeamMemberRole> roles =
                    linked.team.membersGetAvailableTeamMemberRoles().getRoles();

            assertThat(roles).extracting(TeamMemberRole::getName).contains("Team", "User management", "Billing");
            assertThat(roles).allMatch(role -> role.getRoleId().startsWith("pid_dbtmr:"));
        }

        @Test
        void isGivenChangedAndTakenAway() throws DbxException {
            linked.team.membersSetAdminPermissionsV2(user("ana"), List.of(Role.TEAM.id()));
            MembersSetPermissions2Result changed =
                    linked.team.membersSetAdminPermissionsV2(user("ana"), List.of(Role.SUPPORT.id()));
            MembersSetPermissions2Result taken = linked.team.membersSetAdminPermissionsV2(user("ana"), List.of());

            assertThat(changed.getTeamMemberId()).isEqualTo(linked.member("ana").id());
            assertThat(changed.getRoles()).extracting(TeamMemberRole::getRoleId).containsExactly(Role.SUPPORT.id());
            assertThat(taken.getRoles()).isEmpty();
            assertThat(linked.events(3))
                    .containsExactly(
                            "member_change_admin_role{'new_value':{'.tag':'team_admin'}}",
                            "member_change_admin_role{'new_value':{'.tag':'support_admin'},"
                                    + "'previous_value':{'.tag':'team_admin'}}",
                            "member_change_admin_role{'previous_value':{'.tag':'support_admin'}}");
        }

        @Test
        void thatIsThereAlreadyIsNoChange() throws DbxException {
            int before = linked.eventCount();

            linked.team.membersSetAdminPermissionsV2(user("olga"), List.of(Role.TEAM.id()));

            assertThat(linked.eventCount()).isEqualTo(before);
        }

        @Test
        void isTakenAwayAlsoByAnOmittedList() throws DbxException {
            linked.team.membersSetAdminPermissionsV2(user("uma"));

            assertThat(linked.info("uma").getRoles()).isNull();
        }

        @Test
        void isATierInTheFirstVersion() throws DbxException {
            assertThat(linked.team
                            .membersSetAdminPermissions(user("ana"), AdminTier.SUPPORT_ADMIN)
                            .getRole())
                    .isEqualTo(AdminTier.SUPPORT_ADMIN);
            assertThat(linked.team
                            .membersSetAdminPermissions(user("ana"), AdminTier.MEMBER_ONLY)
                            .getRole())
                    .isEqualTo(AdminTier.MEMBER_ONLY);
        }
    }

    @Nested
    @DisplayName("A profile")
    class ProfilesOfMembers {
        @Test
        void changesInAllItsPartsAndEachIsLogged() throws DbxException {
            TeamMemberProfile ana = linked.team
                    .membersSetProfileV2Builder(user("ana"))
                    .withNewEmail("Ana.Costa@example.com")
                    .withNewExternalId("E-2")
                    .withNewSurname("Costa")
                    .withNewIsDirectoryRestricted(true)
                    .start()
                    .getMemberInfo()
                    .getProfile();

            assertThat(ana.getEmail()).isEqualTo("Ana.Costa@example.com");
            assertThat(ana.getExternalId()).isEqualTo("E-2");
            assertThat(ana.getName().getDisplayName()).isEqualTo("Ana Costa");
            assertThat(ana.getIsDirectoryRestricted()).isTrue();
            assertThat(linked.events(4))
                    .containsExactly(
                            "member_change_email{'new_value':'Ana.Costa@example.com','previous_value':'ana@example.com'}",
                            "member_change_external_id{'new_value':'E-2','previous_value':'E-1042'}",
                            "member_change_name{'new_value':{'given_name':'Ana','surname':'Costa'},"
                                    + "'previous_value':{'given_name':'Ana','surname':'Silva'}}",
                            "directory_restrictions_add_members{}");
        }

        @Test
        void isNotChangedInPartIfSomethingIsRefused() throws DbxException {
            assertThat(
                            linked.refusal(
                                    "team/members/set_profile_v2",
                                    "{'user':{'.tag':'email','email':'leo@example.com'},'new_surname':'X','new_external_id':'E-1042'}"))
                    .isEqualTo("external_id_used_by_other_user");

            assertThat(linked.info("leo").getProfile().getName().getSurname()).isEqualTo("Okoye");
        }

        @Test
        void losesItsExternalIdByAnEmptyOne() throws DbxException {
            linked.team
                    .membersSetProfileV2Builder(user("ana"))
                    .withNewExternalId("")
                    .start();

            assertThat(linked.info("ana").getProfile().getExternalId()).isNull();
            assertThat(linked.events(1)).containsExactly("member_remove_external_id{'previous_value':'E-1042'}");
        }

        @Test
        void getsItsFirstNameAndIdAsAdditions() throws DbxException {
            linked.team
                    .membersSetProfileV2Builder(user("ivy"))
                    .withNewGivenName("Ivy")
                    .withNewExternalId("E-3")
                    .start();

            assertThat(linked.events(2))
                    .containsExactly(
                            "member_add_external_id{'new_value':'E-3'}",
                            "member_add_name{'new_value':{'given_name':'Ivy','surname':''}}");
        }

        @Test
        void mayTakeAnotherCaseOfItsOwnAddress() throws DbxException {
            linked.team
                    .membersSetProfileV2Builder(user("ana"))
                    .withNewEmail("ANA@example.com")
                    .start();

            assertThat(linked.info("ana").getProfile().getEmail()).isEqualTo("ANA@example.com");
        }

        @Test
        void freesItsOldAddress() throws DbxException {
            linked.team
                    .membersSetProfileV2Builder(user("ana"))
                    .withNewEmail("silva@example.com")
                    .start();

            linked.team
                    .membersSetProfileV2Builder(user("leo"))
                    .withNewEmail("ana@example.com")
                    .start();

            assertThat(linked.info("ana").getProfile().getName().getGivenName()).isEqualTo("Leo");
        }

        @Test
        void takesAPersistentIdThoughNoEventTellsIt() throws DbxException {
            linked.simulator.console().usePersistentIds(true);
            linked.team
                    .membersSetProfileV2Builder(user("ana"))
                    .withNewPersistentId("P-1")
                    .start();

            assertThat(linked.info("ana").getProfile().getPersistentId()).isEqualTo("P-1");
            assertThat(linked.simulator.calls("team/members/set_profile_v2")).allMatch(Call::effectApplied);
        }

        @Test
        void hasNoEmptyAddress() {
            assertThat(linked.refusal(
                            "team/members/set_profile",
                            "{'user':{'.tag':'email','email':'ana@example.com'},'new_email':''}"))
                    .isEqualTo("param_cannot_be_empty");
        }

        @Test
        void isToldBareInTheFirstVersion() throws DbxException {
            assertThat(linked.team
                            .membersSetProfileBuilder(user("olga"))
                            .withNewSurname("Fjord")
                            .start()
                            .getRole())
                    .isEqualTo(AdminTier.TEAM_ADMIN);
        }
    }

    @Nested
    @DisplayName("A photo")
    class Photos {
        @Test
        void isSetAndDeleted() throws DbxException {
            String set = linked.team
                    .membersSetProfilePhotoV2(user("ana"), photo(png(128, 200)))
                    .getMemberInfo()
                    .getProfile()
                    .getProfilePhotoUrl();
            String deleted = linked.team
                    .membersDeleteProfilePhotoV2(user("ana"))
                    .getMemberInfo()
                    .getProfile()
                    .getProfilePhotoUrl();

            assertThat(set).startsWith("https://");
            assertThat(deleted).isNull();
            assertThat(linked.events(2)).containsExactly("member_set_profile_photo{}", "member_delete_profile_photo{}");
        }

        @Test
        void isSetAndDeletedInTheFirstVersion() throws DbxException {
            assertThat(linked.team
                            .membersSetProfilePhoto(user("ana"), photo(png(128, 128)))
                            .getProfile()
                            .getProfilePhotoUrl())
                    .isNotNull();
            assertThat(linked.team
                            .membersDeleteProfilePhoto(user("ana"))
                            .getProfile()
                            .getProfilePhotoUrl())
                    .isNull();
        }

        @Test
        void mustHaveTheRightSize() {
            assertRefused(photo(png(127, 128)), "DIMENSION_ERROR");
            assertRefused(photo(png(128, 127)), "DIMENSION_ERROR");
        }

        @Test
        void mustNotBeTooLarge() {
            byte[] bytes = Arrays.copyOf(png(128, 128), 10 * 1024 * 1024 + 1);
            String picture = Base64.getEncoder().encodeToString(bytes);

            assertThatExceptionOfType(RouteError.class)
                    .isThrownBy(() -> MemberPhotoRoutes.check(picture))
                    .withMessageContaining("file_size_error");
        }

        @Test
        void mustBeAPicture() {
            assertRefused(PhotoSourceArg.base64Data("no base64!"), "FILE_TYPE_ERROR");
            assertRefused(photo(new byte[100]), "FILE_TYPE_ERROR");
        }

        @Test
        void canFailForWhatIsNotModelled() {
            linked.simulator.inject(
                    Fault.at("team/members/set_profile_photo_v2").refuse("photo_error/thumbnail_error"));

            assertRefused(photo(png(128, 128)), "THUMBNAIL_ERROR");
        }

        private void assertRefused(PhotoSourceArg photo, String tag) {
            assertThatExceptionOfType(MembersSetProfilePhotoErrorException.class)
                    .isThrownBy(() -> linked.team.membersSetProfilePhotoV2(user("ana"), photo))
                    .matches(e -> e.errorValue.getPhotoErrorValue().name().equals(tag));
        }

        private PhotoSourceArg photo(byte[] bytes) {
            return PhotoSourceArg.base64Data(Base64.getEncoder().encodeToString(bytes));
        }

        private byte[] png(int width, int height) {
            return ByteBuffer.allocate(24)
                    .putLong(0x89504E470D0A1A0AL)
                    .putInt(13)
                    .putInt(0x49484452)
                    .putInt(width)
                    .putInt(height)
                    .array();
        }
    }
}
