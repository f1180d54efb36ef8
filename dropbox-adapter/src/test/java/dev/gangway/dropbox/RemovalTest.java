package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.error.AnswerLostException;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.DataHandling;
import dev.gangway.user.DataHandling.Shares;
import dev.gangway.user.DataHandling.Transfer;
import dev.gangway.user.Devices;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemovalTest {

    private static final UserId LEO = new UserId("dbmid:leo");
    private static final UserRef ANA = UserRef.id(new UserId("dbmid:ana"));
    private static final UserRef OLGA = UserRef.id(new UserId("dbmid:olga"));
    private static final DataHandling KEEP = DataHandling.keepRecoverable().keepingDevices();
    private static final JobHandle JOB = new JobHandle("remove/dbmid:leo/dbjid:1");
    private static final String DONE = "{\".tag\":\"complete\"}";

    private final Script dropbox = new Script();

    static Stream<Arguments> handlings() {
        String leo = "{\"user\":{\".tag\":\"team_member_id\",\"team_member_id\":\"dbmid:leo\"},";
        String transfer = "\"transfer_dest_id\":{\".tag\":\"team_member_id\",\"team_member_id\":\"dbmid:ana\"},"
                + "\"transfer_admin_id\":{\".tag\":\"team_member_id\",\"team_member_id\":\"dbmid:olga\"},";
        return Stream.of(
                Arguments.of(
                        KEEP,
                        leo + "\"wipe_data\":false,\"keep_account\":false,\"retain_team_shares\":false,"
                                + "\"permanently_delete_files\":false}"),
                Arguments.of(
                        DataHandling.keepRecoverable().wipingDevices(),
                        leo + "\"wipe_data\":true,\"keep_account\":false,\"retain_team_shares\":false,"
                                + "\"permanently_delete_files\":false}"),
                Arguments.of(
                        new Transfer(ANA, Optional.of(OLGA), Devices.KEEP),
                        leo + "\"wipe_data\":false," + transfer
                                + "\"keep_account\":false,\"retain_team_shares\":false,\"permanently_delete_files\":false}"),
                Arguments.of(
                        DataHandling.keepAsPersonalAccount(Shares.RETAIN),
                        leo + "\"wipe_data\":false,\"keep_account\":true,\"retain_team_shares\":true,"
                                + "\"permanently_delete_files\":false}"),
                Arguments.of(
                        DataHandling.keepAsPersonalAccount(Shares.REMOVE),
                        leo + "\"wipe_data\":false,\"keep_account\":true,\"retain_team_shares\":false,"
                                + "\"permanently_delete_files\":false}"),
                Arguments.of(
                        DataHandling.deleteForGood().wipingDevices(),
                        leo + "\"wipe_data\":true,\"keep_account\":false,\"retain_team_shares\":false,"
                                + "\"permanently_delete_files\":true}"));
    }

    @ParameterizedTest
    @MethodSource("handlings")
    void everyChoiceIsSaidToDropbox(DataHandling handling, String argument) {
        if (handling instanceof Transfer) {
            dropbox.answers(200, Bodies.info(Bodies.member("dbmid:leo", "leo@example.com", "active")));
        }
        dropbox.answers(200, DONE);

        assertThat(dropbox.users().remove(LEO, handling)).isEqualTo(Outcome.done(LEO));
        assertThat(dropbox.sent())
                .filteredOn(it -> it.route().equals("team/members/remove"))
                .extracting(Script.Sent::body)
                .containsExactly(argument);
    }

    @Test
    void nothingIsTransferredFromSomebodyWhoHasNotJoined() {
        dropbox.answers(200, Bodies.info(Bodies.member("dbmid:leo", "leo@example.com", "invited")));

        assertThat(dropbox.users()
                        .remove(LEO, new Transfer(ANA, Optional.of(OLGA), Devices.KEEP))
                        .toString())
                .contains("ONLY_INVITED");
        assertThat(dropbox.sent()).hasSize(1);
    }

    static Stream<Arguments> badlyNamed() {
        return Stream.of(
                Arguments.of(
                        new Transfer(UserRef.email("ana@example.com"), Optional.of(OLGA), Devices.KEEP),
                        Reason.RECIPIENT_UNSUITABLE),
                Arguments.of(
                        new Transfer(ANA, Optional.of(UserRef.email("olga@example.com")), Devices.KEEP),
                        Reason.TRANSFER_ADMIN_UNSUITABLE),
                Arguments.of(new Transfer(ANA, Optional.empty(), Devices.KEEP), Reason.TRANSFER_ADMIN_UNSUITABLE));
    }

    @ParameterizedTest
    @MethodSource("badlyNamed")
    void aTransferWhosePeopleAreNotNamedByIdIsNotSent(DataHandling handling, Reason reason) {
        assertThat(dropbox.users().remove(LEO, handling).toString()).contains(reason.name());
        assertThat(dropbox.sent()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"user_not_in_team", "user_not_found"})
    void somebodyWhoHasLeftIsRemovedAlready(String tag) {
        dropbox.refuses(tag)
                .answers(200, Bodies.notFound("dbmid:leo"))
                .answers(200, Bodies.page(List.of(Bodies.member("dbmid:leo", "leo@example.com", "gone")), "c", false));

        assertThat(dropbox.users().remove(LEO, KEEP)).isEqualTo(Outcome.alreadyDone(LEO));
    }

    @Test
    void somebodyWhomNobodyKnowsIsNotFound() {
        dropbox.refuses("user_not_in_team")
                .answers(200, Bodies.notFound("dbmid:leo"))
                .answers(200, Bodies.page(List.of(), "c", false));

        assertThat(dropbox.users().remove(LEO, KEEP))
                .isEqualTo(Outcome.refusedByProvider(Reason.USER_NOT_FOUND, "user_not_in_team"));
    }

    @Test
    void theLastAdminIsRefusedWithoutALook() {
        dropbox.refuses("remove_last_admin");

        assertThat(dropbox.users().remove(LEO, KEEP))
                .isEqualTo(Outcome.refusedByProvider(Reason.LAST_ADMIN, "remove_last_admin"));
        assertThat(dropbox.sent()).hasSize(1);
    }

    @Test
    void aJobIsHandedOutWithTheLeaversIdAndPolled() {
        dropbox.answers(200, "{\".tag\":\"async_job_id\",\"async_job_id\":\"dbjid:1\"}")
                .answers(200, "{\".tag\":\"in_progress\"}")
                .answers(200, DONE);
        DropboxUsers users = dropbox.users();

        Outcome<UserId> first = users.remove(LEO, KEEP);
        Outcome<UserId> second = users.poll(JOB);
        Outcome<UserId> third = users.poll(JOB);

        assertThat(List.of(first, second))
                .allSatisfy(it -> assertThat(it)
                        .isInstanceOfSatisfying(
                                Outcome.Unsettled.class,
                                open -> assertThat(open.handle()).isEqualTo(JOB)));
        assertThat(third).isEqualTo(Outcome.done(LEO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_async_job_id", "internal_error", "too_windy"})
    void aJobThatDropboxLostIsSettledByReading(String tag) {
        dropbox.refuses(tag);

        assertThatThrownBy(() -> dropbox.users().poll(JOB)).isInstanceOf(AnswerLostException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "write:1",
                "remove/",
                "remove/dbmid:leo",
                "remove//dbjid:1",
                "remove/dbmid:leo/",
                "add/",
                "add/dbjid:1"
            })
    void aHandleOfSomebodyElseIsNotPolled(String handle) {
        assertThatThrownBy(() -> dropbox.users().poll(new JobHandle(handle)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not one of the Dropbox connector's");
        assertThat(dropbox.sent()).isEmpty();
    }

    @Test
    void aJobIdThatFitsNoHandleIsSettledByReading() {
        dropbox.answers(200, "{\".tag\":\"async_job_id\",\"async_job_id\":\"" + "j".repeat(600) + "\"}");

        assertThatThrownBy(() -> dropbox.users().remove(LEO, KEEP)).isInstanceOf(AnswerLostException.class);
    }
}
