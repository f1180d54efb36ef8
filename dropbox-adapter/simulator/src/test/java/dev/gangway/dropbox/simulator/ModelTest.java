package dev.gangway.dropbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gangway.dropbox.simulator.Cursors.Cursor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ModelTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-02T09:00:00Z"));
    private final FaultScript faults = new FaultScript();
    private World world = world(TeamSetup.small(), DropboxSimulator.JobStyle.ALWAYS, Duration.ZERO);

    @Nested
    @DisplayName("The team")
    class OfTheTeam {
        @Test
        void findsByEmailInAnyCase() {
            assertThat(world.team().byEmail("ANA@Example.com")).contains(member("ana@example.com"));
        }

        @Test
        void findsByEveryId() {
            Member ana = member("ana@example.com");

            assertThat(world.team().byId(ana.id())).contains(ana);
            assertThat(world.team().byAccountId(ana.accountId())).contains(ana);
            assertThat(world.team().byExternalId("E-1042")).contains(ana);
        }

        @Test
        void keepsItsIndexesWhenAnAddressOrExternalIdChanges() {
            Member ana = member("ana@example.com");
            world.team().changeEmail(ana, "ana.silva@example.com");
            world.team().changeExternalId(ana, Optional.empty());

            assertThat(world.team().byEmail("ana@example.com")).isEmpty();
            assertThat(world.team().byEmail("ana.silva@example.com")).contains(ana);
            assertThat(world.team().byExternalId("E-1042")).isEmpty();
        }

        @Test
        void countsLicensesOfInvitedActiveAndSuspendedButNotOfLimitedAndRemoved() {
            assertThat(world.team().shownUsed()).isEqualTo(7);

            world.team().changeStatus(member("sam@example.com"), Member.Status.REMOVED, clock.instant());

            assertThat(world.team().shownUsed()).isEqualTo(6);
            assertThat(world.team().freeLicenses()).isEqualTo(9);
        }

        @Test
        void showsOtherNumbersIfToldTo() {
            world = world(TeamSetup.small().showing(20, 0), DropboxSimulator.JobStyle.NEVER, Duration.ZERO);

            assertThat(world.team().shownProvisioned()).isEqualTo(20);
            assertThat(world.team().shownUsed()).isZero();
            assertThat(world.team().freeLicenses()).isEqualTo(8);
        }

        @Test
        void knowsItsLastAdmin() {
            Member olga = member("olga@example.com");
            assertThat(world.team().isLastAdmin(olga)).isFalse();

            world.team().changeRole(member("pete@example.com"), Optional.empty());

            assertThat(world.team().isLastAdmin(olga)).isTrue();
            assertThat(world.team().isLastAdmin(member("uma@example.com"))).isFalse();
        }

        @Test
        void forgetsAnErasedMember() {
            member("ulf@example.com").erased(true);

            assertThat(world.team().byEmail("ulf@example.com")).isEmpty();
        }
    }

    @Nested
    @DisplayName("A removed member")
    class OfRemovedMembers {
        @Test
        void isRecoverableForSevenDays() {
            Member rob = member("rob@example.com");
            assertThat(rob.isRecoverable(clock.instant())).isTrue();

            clock.advance(Duration.ofDays(6));

            assertThat(rob.isRecoverable(clock.instant())).isFalse();
        }

        @Test
        void isNotRecoverableOnceTheFilesAreGoneOrTheAccountIsConverted() {
            Member rob = member("rob@example.com");
            rob.files(Member.Files.TRANSFERRED);

            assertThat(rob.isRecoverable(clock.instant())).isFalse();
            assertThat(member("dan@example.com").isRecoverable(clock.instant())).isFalse();
        }
    }

    @Nested
    @DisplayName("A job")
    class OfJobs {
        @Test
        void takesTwoPollsAndDoesItsWorkAtTheEnd() {
            List<String> done = new ArrayList<>();
            String id = started(call(Map.of()), done);

            assertThat(pollAfterCall(id)).isEqualTo("in_progress");
            assertThat(pollAfterCall(id)).isEqualTo("in_progress");
            assertThat(done).isEmpty();
            assertThat(pollAfterCall(id)).isEqualTo("complete");
            assertThat(pollAfterCall(id)).isEqualTo("complete");
            assertThat(done).hasSize(1);
        }

        @Test
        void takesItsTime() {
            world = world(TeamSetup.small(), DropboxSimulator.JobStyle.ALWAYS, Duration.ofMinutes(1));
            String id = started(call(Map.of()), new ArrayList<>());
            IntStream.range(0, 5).forEach(i -> pollAfterCall(id));
            assertThat(pollAfterCall(id)).isEqualTo("in_progress");

            clock.advance(Duration.ofMinutes(1));

            assertThat(pollAfterCall(id)).isEqualTo("complete");
        }

        @Test
        void isUnknownToOtherKindsOfJobs() {
            String id = started(call(Map.of()), new ArrayList<>());

            assertThatExceptionOfType(RouteError.class)
                    .isThrownBy(() -> call(Map.of("async_job_id", id)).poll("another kind"))
                    .withMessageContaining("invalid_async_job_id");
        }

        @Test
        void thatIsStuckNeverEnds() {
            faults.add(Fault.at("here").stuckJob());
            String id = started(call(Map.of()), new ArrayList<>());

            IntStream.range(0, 20).forEach(i -> pollAfterCall(id));

            assertThat(pollAfterCall(id)).isEqualTo("in_progress");
            assertThat(faults.unmet()).isEmpty();
        }

        @Test
        void canFailWithOrWithoutHavingDoneItsWork() {
            faults.add(Fault.at("here").call(1).failJob());
            faults.add(Fault.at("here").call(2).failJobAfterEffect());
            List<String> done = new ArrayList<>();
            String first = started(call(Map.of()), done);
            String second = started(call(Map.of()), done);
            IntStream.range(0, 3).forEach(i -> world.jobs().moveOn(clock.instant()));

            for (String id : List.of(first, second)) {
                assertThatExceptionOfType(RouteError.class)
                        .isThrownBy(() -> pollAfterCall(id))
                        .withMessageContaining("internal_error");
            }
            assertThat(done).hasSize(1);
        }

        private String started(Invocation call, List<String> done) {
            return call.launch("kind", false, () -> {
                        done.add("done");
                        return Struct.tag("complete");
                    })
                    .fields()
                    .get("async_job_id")
                    .toString();
        }

        private String pollAfterCall(String id) {
            world.jobs().moveOn(clock.instant());
            return call(Map.of("async_job_id", id))
                    .poll("kind")
                    .fields()
                    .get(".tag")
                    .toString();
        }
    }

    @Nested
    @DisplayName("A listing")
    class OfListings {
        private final List<Integer> numbers = IntStream.range(0, 10).boxed().toList();

        @Test
        void deliversEverythingThatItKeepsOnce() {
            Page<Integer> first = first(3);
            Page<Integer> second = next(first, 3);

            assertThat(first.items()).containsExactly(1, 3, 5);
            assertThat(first.hasMore()).isTrue();
            assertThat(second.items()).containsExactly(7, 9);
            assertThat(second.hasMore()).isFalse();
        }

        @Test
        void itsCursorsAreNoOtherListings() {
            Page<Integer> first = first(3);

            assertThatExceptionOfType(RouteError.class)
                    .isThrownBy(() -> call(Map.of("cursor", first.cursor())).resume("another", "invalid_cursor"))
                    .withMessageContaining("invalid_cursor");
        }

        @Test
        void itsCursorsGrowTooOld() {
            Page<Integer> first = first(3);

            clock.advance(Duration.ofDays(3));

            assertThatExceptionOfType(RouteError.class).isThrownBy(() -> next(first, 3));
        }

        @Test
        void canRepeatAPage() {
            Page<Integer> first = first(3);
            faults.add(Fault.at("here").repeatPage());

            Page<Integer> repeated = next(first, 3);

            assertThat(repeated.items()).isEqualTo(first.items());
            assertThat(next(repeated, 3).items()).containsExactly(7, 9);
        }

        @Test
        void canDeliverAnEmptyPageThatSaysThereIsMore() {
            faults.add(Fault.at("here").emptyPage());

            Page<Integer> empty = first(3);

            assertThat(empty.items()).isEmpty();
            assertThat(empty.hasMore()).isTrue();
            assertThat(next(empty, 3).items()).containsExactly(1, 3, 5);
        }

        @Test
        void canTakeACursorAway() {
            Page<Integer> first = first(3);
            faults.add(Fault.at("here").resetCursor());

            assertThatExceptionOfType(RouteError.class)
                    .isThrownBy(() -> next(first, 3))
                    .withMessageContaining("invalid_cursor");
        }

        private Page<Integer> first(int limit) {
            Invocation call = call(Map.of());
            return call.page(call.begin("numbers", "odd"), limit, numbers, number -> number % 2 == 1);
        }

        private Page<Integer> next(Page<Integer> page, int limit) {
            Invocation call = call(Map.of("cursor", page.cursor()));
            Cursor cursor = call.resume("numbers", "invalid_cursor");
            assertThat(cursor.query(String.class)).isEqualTo("odd");
            return call.page(cursor, limit, numbers, number -> number % 2 == 1);
        }
    }

    @Nested
    @DisplayName("The event log")
    class OfEvents {
        @Test
        void showsLateEventsWhenTheyArrive() {
            int before = world.log().arrived(clock.instant()).size();
            world.log().lag(Duration.ofHours(3));
            call(Map.of()).record(EventType.LOGIN_SUCCESS, member("ana@example.com"), Struct.of());
            assertThat(world.log().arrived(clock.instant())).hasSize(before);

            clock.advance(Duration.ofHours(3));

            assertThat(world.log().arrived(clock.instant())).hasSize(before + 1);
        }

        @Test
        void namesTheAppAndTheRequestOfAnApiCall() {
            call(Map.of()).record(EventType.LOGIN_SUCCESS, member("ana@example.com"), Struct.of());

            List<Event> events = world.log().arrived(clock.instant());
            String json = Events.json(events.get(events.size() - 1)).toString();
            assertThat(json)
                    .contains("\"actor\":{\".tag\":\"app\",\"app\":{\".tag\":\"team_linked_app\"")
                    .contains("\"access_method\":{\".tag\":\"api\",\"request_id\":\"the request\"}")
                    .contains("\"details\":{\".tag\":\"login_success_details\"}");
        }

        @Test
        void logsAnAdminsOwnActsAsAnAdmins() {
            new People(world).signIn("olga@example.com");

            List<Event> events = world.log().arrived(clock.instant());
            assertThat(events.get(events.size() - 1).actor().json().fields()).containsEntry(".tag", "admin");
        }
    }

    @Nested
    @DisplayName("A member's sessions")
    class OfSessions {
        @Test
        void endTogetherAndAreLogged() {
            new People(world).signIn("ana@example.com");
            Member ana = member("ana@example.com");
            ana.open(Session.desktop(
                    world.ids(),
                    clock.instant(),
                    new Session.Place("192.0.2.8", "Spain"),
                    "DESK-1",
                    "linux",
                    "Debian"));
            int before = world.log().ofType("device_unlink", clock.instant()).size();

            call(Map.of()).endSessions(ana, true);

            assertThat(ana.sessions(clock.instant())).isEmpty();
            List<Event> unlinked = world.log().ofType("device_unlink", clock.instant());
            assertThat(unlinked.subList(before, unlinked.size()))
                    .extracting(event -> event.details().fields().get("delete_data"))
                    .containsExactlyInAnyOrder(false, true);
        }
    }

    @Nested
    @DisplayName("People")
    class OfPeople {
        @Test
        void acceptTheirInvitation() {
            new People(world).accept("ivy@example.com");

            Member ivy = member("ivy@example.com");
            assertThat(ivy.status()).isEqualTo(Member.Status.ACTIVE);
            assertThat(ivy.joinedOn()).contains(clock.instant());
            assertThat(ivy.invitedOn()).isEmpty();
        }

        @Test
        void cannotAcceptTwice() {
            assertThatIllegalStateException().isThrownBy(() -> new People(world).accept("ana@example.com"));
        }
    }

    @Test
    void theSameSeedMakesTheSameIds() {
        World other = world(TeamSetup.small(), DropboxSimulator.JobStyle.NEVER, Duration.ZERO);

        assertThat(other.team().byEmail("ana@example.com").orElseThrow().id())
                .isEqualTo(member("ana@example.com").id());
    }

    private Member member(String email) {
        return world.team().byEmail(email).orElseThrow();
    }

    private Invocation call(Map<String, Object> argument) {
        return new Invocation(world, new Arg("", argument), Invocation.Caller.APP, "the request", faults.meet("here"));
    }

    private World world(TeamSetup setup, DropboxSimulator.JobStyle style, Duration jobDuration) {
        return new World(
                setup,
                clock,
                new Options(0, 1, style, 2, jobDuration, true, true, false, false, false, Set.of(), List.<URI>of()));
    }
}
