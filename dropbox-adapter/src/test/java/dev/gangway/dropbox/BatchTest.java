package dev.gangway.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.dropbox.simulator.DropboxSimulator.JobStyle;
import dev.gangway.dropbox.simulator.Fault;
import dev.gangway.error.AnswerLostException;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.DataHandling;
import dev.gangway.user.NewUser;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several people with one request, and one outcome for each. */
class BatchTest {

    private static final String ADD = "team/members/add_v2";
    private static final String STATUS = "team/members/add/job_status/get_v2";
    private static final UserId ANA = new UserId("dbmid:ana");
    private static final UserId BEN = new UserId("dbmid:ben");
    private static final List<NewUser> THREE = people("ana@example.com", "ben@example.com", "Cid@example.com");

    private final Script dropbox = new Script();

    private static List<NewUser> people(String... addresses) {
        return Stream.of(addresses).map(NewUser::of).toList();
    }

    private static String success(String name) {
        return "{\".tag\":\"success\","
                + Bodies.member("dbmid:" + name, name + "@example.com", "invited")
                        .substring(1);
    }

    private static String refused(String tag, String address) {
        return "{\".tag\":\"" + tag + "\",\"" + tag + "\":\"" + address + "\"}";
    }

    private static String complete(String... items) {
        return "{\".tag\":\"complete\",\"complete\":[" + String.join(",", items) + "]}";
    }

    private static JobHandle handle(Outcome<UserId> outcome) {
        return ((Outcome.Unsettled<UserId>) outcome).handle();
    }

    @Test
    void whoIsToldOfInAnyOrderAndInAnyCaseIsFound() {
        dropbox.answers(
                200, complete(refused("team_license_limit", "cid@EXAMPLE.com"), success("ben"), success("ana")));

        List<Outcome<UserId>> outcomes = dropbox.users().onboardAll(THREE);

        assertThat(outcomes).startsWith(Outcome.done(ANA), Outcome.done(BEN));
        assertThat(outcomes.get(2).toString()).contains(Reason.NO_LICENSE_AVAILABLE.name());
        assertThat(dropbox.sent()).hasSize(1);
    }

    @Test
    void ofTwoAnswersAboutOnePersonTheFirstCountsAndStrangersAreIgnored() {
        dropbox.answers(
                200,
                complete(
                        success("eve"),
                        success("ana"),
                        refused("user_on_another_team", "ana@example.com"),
                        refused("user_on_another_team", "ben@example.com"),
                        success("ben"),
                        refused("user_creation_failed", "cid@example.com")));

        List<Outcome<UserId>> outcomes = dropbox.users().onboardAll(THREE);

        assertThat(outcomes.get(0)).isEqualTo(Outcome.done(ANA));
        assertThat(outcomes.get(1).toString()).contains(Reason.ON_ANOTHER_TEAM.name());
        assertThat(outcomes.get(2).toString()).contains(Reason.TRY_LATER.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\".tag\":\"too_windy\"}", "{\".tag\":\"other\"}"})
    void whoIsLeftOutIsSettledByReadingAndNobodyElse(String unknown) {
        dropbox.answers(200, complete(success("ana"), unknown, refused("team_license_limit", "cid@example.com")));
        UserLifecycle users = dropbox.users();

        List<Outcome<UserId>> outcomes = users.onboardAll(THREE);

        assertThat(outcomes.get(0)).isEqualTo(Outcome.done(ANA));
        assertThat(outcomes.get(2)).isInstanceOf(Outcome.Refused.class);
        JobHandle lost = handle(outcomes.get(1));
        assertThatThrownBy(() -> users.poll(lost)).isInstanceOf(AnswerLostException.class);
        assertThat(dropbox.sent()).hasSize(1);
    }

    @Test
    void anAnswerThatNamesNobodyIsLostAsAWhole() {
        dropbox.answers(200, complete());

        assertThatThrownBy(() -> dropbox.users().onboardAll(THREE)).isInstanceOf(AnswerLostException.class);
    }

    @Test
    void whoIsRefusedAtTheDoorIsNotSentWithTheOthers() {
        dropbox.answers(200, complete(success("ana")));

        List<Outcome<UserId>> outcomes = dropbox.users()
                .onboardAll(List.of(
                        NewUser.of("ünal@example.com"),
                        THREE.get(0),
                        THREE.get(1).named("a/b", "c")));

        assertThat(outcomes.get(0).toString()).contains(Reason.INVALID_INPUT.name());
        assertThat(outcomes.get(1)).isEqualTo(Outcome.done(ANA));
        assertThat(outcomes.get(2).toString()).contains("given name");
        assertThat(dropbox.onlySent().body()).doesNotContain("nal@", "ben@");
    }

    @Test
    void withNobodyLeftNothingIsSent() {
        dropbox.users().onboardAll(people("ünal@example.com"));

        assertThat(dropbox.sent()).isEmpty();
    }

    @Test
    void moreThanDropboxTakesIsAMistakeOfTheCaller() {
        UserLifecycle users = dropbox.users();
        List<NewUser> tooMany = IntStream.rangeClosed(0, users.onboardingBatch())
                .mapToObj(i -> NewUser.of("p" + i + "@example.com"))
                .toList();

        assertThatThrownBy(() -> users.onboardAll(tooMany)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> users.onboardAll(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void allThatCanHappenToPeopleHappensInOneRequest() {
        try (DirectTeam team = DirectTeam.start()) {
            List<Outcome<UserId>> outcomes = team.users()
                    .onboardAll(List.of(
                            NewUser.of("new@example.com"),
                            NewUser.of("ana@example.com"),
                            NewUser.of("ivy@example.com"),
                            NewUser.of("rob@example.com"),
                            NewUser.of("ulf@example.com"),
                            NewUser.of("other@example.com").withExternalId("E-1042")));

            assertThat(outcomes.get(0)).isEqualTo(Outcome.done(team.id("new")));
            assertThat(outcomes.subList(1, 3))
                    .containsExactly(Outcome.alreadyDone(team.id("ana")), Outcome.alreadyDone(team.id("ivy")));
            assertThat(outcomes.get(3).toString())
                    .contains(Reason.RECOVERABLE_LEAVER.name(), team.id("rob").value());
            assertThat(outcomes.get(4)).isInstanceOf(Outcome.Done.class);
            assertThat(outcomes.get(5).toString()).contains(Reason.EXTERNAL_ID_IN_USE.name());
            assertThat(team.simulator().calls(ADD)).hasSize(1);
        }
    }

    @Test
    void aJobIsAskedAfterOnceForAllAndByAnyNodeForOne() {
        try (DirectTeam team = DirectTeam.start(it -> it.jobs(JobStyle.ALWAYS))) {
            List<JobHandle> handles = team.users().onboardAll(THREE).stream()
                    .map(BatchTest::handle)
                    .toList();
            assertThat(handles).doesNotHaveDuplicates();

            List<Outcome<UserId>> outcomes = team.users().pollAll(handles);
            int polls = 1;
            while (outcomes.get(0) instanceof Outcome.Unsettled) {
                assertThat(outcomes).extracting(BatchTest::handle).isEqualTo(handles);
                outcomes = team.users().pollAll(handles);
                polls++;
            }

            assertThat(outcomes)
                    .containsExactly(
                            Outcome.alreadyDone(team.id("ana")),
                            Outcome.done(team.id("ben")),
                            Outcome.done(team.id("cid")));
            assertThat(team.simulator().calls(STATUS)).hasSize(polls);
            assertThat(team.users().poll(handles.get(2))).isEqualTo(Outcome.done(team.id("cid")));
            assertThat(team.simulator().calls(ADD)).hasSize(1);
        }
    }

    @Test
    void jobsOfDifferentKindsAreAskedAfterTogether() {
        try (DirectTeam team = DirectTeam.start(it -> it.jobs(JobStyle.ALWAYS).jobsTake(0, Duration.ZERO))) {
            UserLifecycle users = team.users();
            UserId leo = team.id("leo");
            UserId rob = team.id("rob");
            List<JobHandle> handles = new ArrayList<>();
            handles.add(handle(users.remove(leo, DataHandling.keepRecoverable().keepingDevices())));
            users.onboardAll(THREE).forEach(it -> handles.add(handle(it)));
            handles.add(handle(users.transferFiles(rob, team.id("ana"), team.id("olga"))));
            handles.add(new JobHandle("lost/zoe@example.com/nobody knows"));

            List<Outcome<UserId>> outcomes = users.pollAll(handles);

            assertThat(outcomes.get(0)).isEqualTo(Outcome.done(leo));
            assertThat(outcomes.subList(1, 4)).allMatch(it -> it instanceof Outcome.Done);
            assertThat(outcomes.get(4)).isEqualTo(Outcome.done(rob));
            assertThat(handle(outcomes.get(5))).isEqualTo(handles.get(5));
        }
    }

    @Test
    void aJobThatFailedIsLostForEachOfItsPeople() {
        try (DirectTeam team = DirectTeam.start(it -> it.jobs(JobStyle.ALWAYS).jobsTake(0, Duration.ZERO))) {
            team.simulator().inject(Fault.at(ADD).failJob());
            List<JobHandle> handles = team.users().onboardAll(THREE).stream()
                    .map(BatchTest::handle)
                    .toList();

            assertThatThrownBy(() -> team.users().pollAll(handles)).isInstanceOf(AnswerLostException.class);
        }
    }
}
