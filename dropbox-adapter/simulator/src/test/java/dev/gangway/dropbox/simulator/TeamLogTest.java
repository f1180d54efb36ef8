package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.dropbox.core.DbxException;
import com.dropbox.core.v2.team.MemberAddArg;
import com.dropbox.core.v2.teamcommon.TimeRange;
import com.dropbox.core.v2.teamlog.EventCategory;
import com.dropbox.core.v2.teamlog.EventTypeArg;
import com.dropbox.core.v2.teamlog.GetTeamEventsContinueErrorException;
import com.dropbox.core.v2.teamlog.GetTeamEventsErrorException;
import com.dropbox.core.v2.teamlog.GetTeamEventsResult;
import com.dropbox.core.v2.teamlog.TeamEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The audit log as the provider's Java SDK reads it. */
class TeamLogTest {
    private final LinkedTeam linked = new LinkedTeam(DropboxSimulator.JobStyle.NEVER);
    private final Instant start = linked.clock.instant();

    @AfterEach
    void stop() {
        linked.close();
    }

    @Test
    void aSignInTellsWhoWhenAndHow() throws Exception {
        linked.simulator.people().signIn("ana@example.com");

        TeamEvent event = only(logins().getEvents());

        assertThat(event.getTimestamp()).isEqualTo(Date.from(start));
        assertThat(event.getEventCategory()).isEqualTo(EventCategory.LOGINS);
        assertThat(event.getEventType().isLoginSuccess()).isTrue();
        assertThat(event.getActor().getUserValue().getAccountId())
                .isEqualTo(linked.member("ana").accountId());
        assertThat(event.getContext().getTeamMemberValue().getEmail()).isEqualTo("ana@example.com");
        assertThat(event.getOrigin().getAccessMethod().isEndUser()).isTrue();
        assertThat(event.getDetails()
                        .getLoginSuccessDetailsValue()
                        .getLoginMethod()
                        .name())
                .isEqualTo("PASSWORD");
    }

    @Test
    void anAdminsOwnSignInIsLoggedUnderAdmin() throws Exception {
        linked.simulator.people().signIn("uma@example.com");

        TeamEvent event = only(logins().getEvents());

        assertThat(event.getActor().isUser()).isFalse();
        assertThat(event.getActor().getAdminValue().getEmail()).isEqualTo("uma@example.com");
    }

    @Test
    void aChangeByApiNamesTheAppAndItsRequest() throws Exception {
        linked.team.membersAdd(List.of(new MemberAddArg("eva@example.com")));

        TeamEvent event = only(linked.teamLog
                .getEventsBuilder()
                .withEventType(EventTypeArg.MEMBER_CHANGE_STATUS)
                .withTime(since(start))
                .start()
                .getEvents());

        assertThat(event.getActor().getAppValue().getDisplayName()).isEqualTo("Gangway");
        assertThat(event.getOrigin().getAccessMethod().getApiValue().getRequestId())
                .isEqualTo(linked.simulator.calls("team/members/add").get(0).requestId());
        assertThat(event.getDetails()
                        .getMemberChangeStatusDetailsValue()
                        .getNewValue()
                        .name())
                .isEqualTo("INVITED");
    }

    @Test
    void aResellersHelpIsLoggedWithTheResellerAsActor() throws Exception {
        try (ResellerSession session =
                linked.simulator.people().startResellerSession("Cloud Partner", "help@example.net")) {
            session.unsuspend("sam@example.com");
            session.rename("sam@example.com", "Samuel", "Weiss");
        }

        List<TeamEvent> events =
                linked.teamLog.getEventsBuilder().withTime(since(start)).start().getEvents();
        assertThat(events)
                .allMatch(event ->
                        event.getActor().getResellerValue().getResellerName().equals("Cloud Partner"))
                .extracting(event -> event.getEventType().tag().name())
                .containsExactlyInAnyOrder(
                        "RESELLER_SUPPORT_SESSION_START",
                        "MEMBER_CHANGE_STATUS",
                        "MEMBER_CHANGE_NAME",
                        "RESELLER_SUPPORT_SESSION_END");
        assertThat(linked.status("sam")).isEqualTo("ACTIVE");
    }

    @Test
    void anAdminCanForbidTheResellersHelp() throws Exception {
        linked.simulator.console().allowResellerSupport(false);

        assertThatIllegalStateException()
                .isThrownBy(() -> linked.simulator.people().startResellerSession("Cloud Partner", "help@example.net"));
        TeamEvent event = only(linked.teamLog
                .getEventsBuilder()
                .withCategory(EventCategory.TEAM_POLICIES)
                .withTime(since(start))
                .start()
                .getEvents());
        assertThat(event.getActor().getAdminValue().getEmail()).isEqualTo("olga@example.com");
        assertThat(event.getDetails()
                        .getResellerSupportChangePolicyDetailsValue()
                        .getNewValue()
                        .name())
                .isEqualTo("DISABLED");
    }

    @Test
    void aTimeRangeBeginsInclusiveAndEndsExclusive() throws Exception {
        IntStream.range(0, 3).forEach(this::signInAt);

        assertThat(seconds(linked.teamLog
                        .getEventsBuilder()
                        .withTime(new TimeRange(at(0), at(2)))
                        .start()))
                .containsExactly(0L, 1L);
    }

    @Test
    void aCategoryAndATypeFilter() throws Exception {
        linked.simulator.people().signIn("ana@example.com");
        linked.simulator.people().accept("ivy@example.com");

        assertThat(types(EventCategory.LOGINS)).containsExactly("LOGIN_SUCCESS");
        assertThat(types(EventCategory.MEMBERS)).containsExactly("MEMBER_CHANGE_STATUS");
        assertThat(types(EventCategory.PAPER)).isEmpty();
    }

    @Test
    void anAccountIsFoundAsActorAndAsContext() throws Exception {
        linked.simulator.people().signIn("ana@example.com");
        linked.simulator.people().signIn("leo@example.com");
        linked.team.membersRemove(LinkedTeam.user("ana"));

        GetTeamEventsResult result = linked.teamLog
                .getEventsBuilder()
                .withAccountId(linked.member("ana").accountId())
                .withTime(since(start))
                .start();

        assertThat(result.getEvents())
                .extracting(event -> event.getEventType().tag().name())
                .containsExactlyInAnyOrder("LOGIN_SUCCESS", "DEVICE_UNLINK", "MEMBER_CHANGE_STATUS");
    }

    @Test
    void anAccountIsFoundAsParticipant() {
        linked.change(() -> {
            Event event = new Event(
                    start,
                    EventType.LOGIN_SUCCESS,
                    new Actor.Provider(),
                    Origin.WEB,
                    Optional.empty(),
                    Struct.of().with("login_method", Struct.tag("saml")));
            linked.simulator.world().log().append(event.with(List.of(Event.Participant.of(linked.member("sam")))));
        });

        assertThat(linked.post(
                        "team_log/get_events",
                        "{'account_id':'" + linked.member("sam").accountId() + "'}"))
                .contains("\"participants\":[{\".tag\":\"user\",\"user\":{\".tag\":\"team_member\"");
    }

    @Test
    void everyEventIsDeliveredOnceInPagesThatAreNotSorted() throws Exception {
        IntStream.range(0, 25).forEach(this::signInAt);

        GetTeamEventsResult page = linked.teamLog
                .getEventsBuilder()
                .withLimit(10L)
                .withTime(since(start))
                .start();
        List<Long> first = secondsAsDelivered(page);
        List<Long> all = new ArrayList<>(first);
        while (page.getHasMore()) {
            page = linked.teamLog.getEventsContinue(page.getCursor());
            all.addAll(secondsAsDelivered(page));
        }

        assertThat(first).hasSize(10).isNotEqualTo(first.stream().sorted().toList());
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 25).mapToObj(Long::valueOf).toList());
    }

    @Test
    void theLastCursorFindsWhatHappensLaterAndChanges() throws Exception {
        GetTeamEventsResult last = logins();
        GetTeamEventsResult none = linked.teamLog.getEventsContinue(last.getCursor());
        linked.simulator.people().signIn("leo@example.com");

        GetTeamEventsResult later = linked.teamLog.getEventsContinue(none.getCursor());

        assertThat(Stream.of(last, none, later).map(GetTeamEventsResult::getCursor))
                .doesNotHaveDuplicates();
        assertThat(none.getEvents()).isEmpty();
        assertThat(none.getHasMore()).isFalse();
        assertThat(only(later.getEvents()).getTimestamp()).isEqualTo(Date.from(start));
    }

    @Test
    void anEventThatArrivesLateIsFoundByTheCursorThoughItIsOlder() throws Exception {
        linked.simulator.people().eventsArriveAfter(Duration.ofHours(2));
        linked.simulator.people().signIn("leo@example.com");
        linked.simulator.people().eventsArriveAfter(Duration.ZERO);
        linked.clock.advance(Duration.ofHours(1));
        linked.simulator.people().signIn("ana@example.com");
        GetTeamEventsResult first = logins();
        linked.clock.advance(Duration.ofHours(1));

        GetTeamEventsResult second = linked.teamLog.getEventsContinue(first.getCursor());

        assertThat(seconds(first)).containsExactly(3600L);
        assertThat(seconds(second)).containsExactly(0L);
    }

    @Test
    void aPageCanBeEmptyThoughThereIsMore() throws Exception {
        signInAt(0);
        linked.simulator.inject(Fault.at("team_log/get_events").emptyPage());

        GetTeamEventsResult empty = logins();

        assertThat(empty.getEvents()).isEmpty();
        assertThat(empty.getHasMore()).isTrue();
        assertThat(linked.teamLog.getEventsContinue(empty.getCursor()).getEvents())
                .hasSize(1);
    }

    @Test
    void aCursorThatIsNoneIsBad() {
        assertThatExceptionOfType(GetTeamEventsContinueErrorException.class)
                .isThrownBy(() -> linked.teamLog.getEventsContinue("no cursor"))
                .satisfies(e -> assertThat(e.errorValue.isBadCursor()).isTrue());
    }

    @Test
    void aResetTellsTheTimeOfTheNewestEventDelivered() throws Exception {
        IntStream.of(5, 9, 7).forEach(this::signInAt);
        GetTeamEventsResult page = logins();
        linked.simulator.inject(Fault.at("team_log/get_events/continue").resetCursor());

        assertThatExceptionOfType(GetTeamEventsContinueErrorException.class)
                .isThrownBy(() -> linked.teamLog.getEventsContinue(page.getCursor()))
                .satisfies(e -> assertThat(e.errorValue.getResetValue()).isEqualTo(at(9)));
    }

    @Test
    void aCursorThatIsTooOldIsReset() throws Exception {
        GetTeamEventsResult page = logins();
        linked.pass(Duration.ofDays(3));

        assertThatExceptionOfType(GetTeamEventsContinueErrorException.class)
                .isThrownBy(() -> linked.teamLog.getEventsContinue(page.getCursor()))
                .satisfies(e -> assertThat(e.errorValue.getResetValue()).isEqualTo(Date.from(start)));
    }

    @Test
    void aCategoryTogetherWithATypeIsRefused() {
        assertThatExceptionOfType(GetTeamEventsErrorException.class)
                .isThrownBy(() -> linked.teamLog
                        .getEventsBuilder()
                        .withCategory(EventCategory.LOGINS)
                        .withEventType(EventTypeArg.LOGIN_SUCCESS)
                        .start())
                .satisfies(e -> assertThat(e.errorValue.name()).isEqualTo("INVALID_FILTERS"));
    }

    @Test
    void aTimeRangeThatEndsBeforeItBeginsIsRefused() {
        assertThatExceptionOfType(GetTeamEventsErrorException.class)
                .isThrownBy(() -> linked.teamLog
                        .getEventsBuilder()
                        .withTime(new TimeRange(at(1), at(0)))
                        .start())
                .satisfies(e -> assertThat(e.errorValue.name()).isEqualTo("INVALID_TIME_RANGE"));
    }

    @Test
    void anAccountThatNobodyHasIsRefused() {
        assertThatExceptionOfType(GetTeamEventsErrorException.class)
                .isThrownBy(() -> linked.teamLog
                        .getEventsBuilder()
                        .withAccountId("dbid:" + "A".repeat(35))
                        .start())
                .satisfies(e -> assertThat(e.errorValue.name()).isEqualTo("ACCOUNT_ID_NOT_FOUND"));
    }

    @Test
    void aTypeThatTheSpecificationDoesNotListIsBadInput() {
        assertThat(linked.post("team_log/get_events", "{'event_type':'logged_in'}"))
                .startsWith("400 ")
                .contains("event_type: unknown tag 'logged_in'");
        assertThat(linked.post("team_log/get_events", "{'limit':1001}")).startsWith("400 ");
    }

    @Test
    void anEventTypeOfANewerServiceIsReadAsOther() throws Exception {
        signInAt(0);
        linked.simulator.inject(
                Fault.at("team_log/get_events").unknownTag("event_type", "member_walked_through_the_door"));

        assertThat(only(logins().getEvents()).getEventType().isOther()).isTrue();
    }

    @Test
    void allCategoriesAndTypesOfTheSpecificationAreKnown() {
        assertThat(EventCatalogue.CATEGORY_OF_TYPE).hasSize(631);
        assertThat(EventCatalogue.CATEGORY_OF_TYPE.values().stream().distinct()).hasSize(26);
    }

    @Test
    void everyTypeThatIsWrittenIsOneOfTheSpecification() throws Exception {
        for (var field : EventType.class.getDeclaredFields()) {
            if (field.getType() == EventType.class) {
                EventType type = (EventType) field.get(null);
                assertThat(EventCatalogue.CATEGORY_OF_TYPE).containsEntry(type.name(), type.category());
            }
        }
    }

    private GetTeamEventsResult logins() throws DbxException {
        return linked.teamLog
                .getEventsBuilder()
                .withCategory(EventCategory.LOGINS)
                .withTime(since(start))
                .start();
    }

    private List<String> types(EventCategory category) throws DbxException {
        return linked
                .teamLog
                .getEventsBuilder()
                .withCategory(category)
                .withTime(since(start))
                .start()
                .getEvents()
                .stream()
                .map(event -> event.getEventType().tag().name())
                .toList();
    }

    private void signInAt(int second) {
        linked.simulator.people().signIn("ana@example.com", start.plusSeconds(second));
    }

    private Date at(int second) {
        return Date.from(start.plusSeconds(second));
    }

    private List<Long> seconds(GetTeamEventsResult result) {
        return secondsAsDelivered(result).stream().sorted().toList();
    }

    private List<Long> secondsAsDelivered(GetTeamEventsResult result) {
        return result.getEvents().stream()
                .map(event -> event.getTimestamp().toInstant().getEpochSecond() - start.getEpochSecond())
                .toList();
    }

    private static TimeRange since(Instant time) {
        return TimeRange.newBuilder().withStartTime(Date.from(time)).build();
    }

    private static TeamEvent only(List<TeamEvent> events) {
        assertThat(events).hasSize(1);
        return events.get(0);
    }
}
