package dev.gangway.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.error.RateLimitedException;
import dev.gangway.http.Deadline;
import dev.gangway.result.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many ask for a report at once. */
@Timeout(60)
class CoalescingTest {

    private final FakeData data = new FakeData();
    private final ReportCache reports = new ReportCache();
    private final Licenses licenses = data.node(data.store, reports);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger readings = new AtomicInteger();

    CoalescingTest() {
        data.onPeople = () -> {
            readings.incrementAndGet();
            begun.countDown();
            await(goOn);
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException("stopped");
        }
    }

    /** Somebody whose reading has begun. */
    private Caller leader() {
        return leader(Deadline.in(Duration.ofDays(1)));
    }

    private Caller leader(Deadline deadline) {
        Caller leader = Caller.of(() -> deadline.during(() -> licenses.refresh()));
        await(begun);
        return leader;
    }

    /** Somebody who asks for the same, through another facade of the same connection, and waits. */
    private Caller waiter() {
        return Caller.of(() -> data.node(data.store, reports).refresh()).waits();
    }

    @Test
    void theSameIsReadOnceForAll() {
        Caller leader = leader();
        List<Caller> others = IntStream.range(0, 20).mapToObj(it -> waiter()).toList();
        goOn.countDown();

        assertThat(others).allSatisfy(it -> assertThat(it.report()).isSameAs(leader.report()));
        assertThat(readings).hasValue(1);
    }

    @Test
    void aListenerThatRefreshesIsToldSoInsteadOfWaitingForItself() {
        List<String> told = new CopyOnWriteArrayList<>();
        goOn.countDown();

        LicenseReport report = licenses.refresh(ReportRequest.DEFAULT, progress -> {
            try {
                licenses.refresh();
            } catch (IllegalStateException refused) {
                told.add(refused.getMessage());
            }
        });

        assertThat(report.people()).isNotEmpty();
        assertThat(told).isNotEmpty().allMatch(it -> it.contains("A progress listener can't refresh"));
    }

    @Test
    void somethingElseIsReadBeside() {
        Caller leader = leader();
        Caller other = Caller.of(() -> licenses.refresh(ReportRequest.DEFAULT.withoutDevices()));
        other.waits();
        goOn.countDown();

        assertThat(other.report()).isNotSameAs(leader.report());
        assertThat(readings).hasValue(2);
    }

    @Test
    void whoAsksLaterGetsANewerOne() {
        goOn.countDown();

        assertThat(licenses.refresh()).isNotSameAs(licenses.refresh());
    }

    @Test
    void allAreToldOfTheProgress() {
        Caller leader = leader();
        List<RefreshProgress> told = Collections.synchronizedList(new ArrayList<>());
        Caller other = Caller.of(() -> licenses.refresh(ReportRequest.DEFAULT, told::add))
                .waits();
        goOn.countDown();
        leader.report();
        other.report();

        assertThat(told).anyMatch(it -> it.part() == ReportPart.Kind.PEOPLE && it.finished());
    }

    @Test
    void aFailureIsOneForAllWhoWait() {
        data.people = cursor -> {
            throw new ProviderUnavailableException("The provider is down.", Optional.empty());
        };
        Caller leader = leader();
        Caller other = waiter();
        goOn.countDown();

        assertThatThrownBy(leader::report).hasMessage("The provider is down.");
        assertThatThrownBy(other::report).hasMessage("The provider is down.");
        assertThat(readings).hasValue(1);
    }

    @Test
    void ifWhoLeadsIsInterruptedAnotherTakesOver() {
        Caller leader = leader();
        Caller other = waiter();
        leader.thread.interrupt();

        assertThatThrownBy(leader::report).isInstanceOf(CallInterruptedException.class);
        goOn.countDown();
        assertThat(other.report().people()).hasSize(2);
        assertThat(readings).hasValue(2);
        assertThat(licenses.last().orElseThrow().failure()).isEmpty();
    }

    @Test
    void ifTheTimeOfWhoLeadsIsUpAnotherTakesOver() {
        Caller leader = leader(Deadline.in(Duration.ofMinutes(1), data.time));
        Caller other = waiter();
        data.time.advance(Duration.ofMinutes(1));

        assertThatThrownBy(leader::report).isInstanceOf(ProviderUnavailableException.class);
        goOn.countDown();
        assertThat(other.report().people()).hasSize(2);
        assertThat(readings).hasValue(2);
    }

    @Test
    void aRefreshForWhichItsCallerHadNoTimeIsNoFailureOfTheReport() {
        goOn.countDown();
        LicenseReport good = licenses.refresh();
        data.people = cursor -> {
            throw new RateLimitedException("slow down", Duration.ofHours(1), Optional.empty());
        };

        assertThatThrownBy(() -> Deadline.in(Duration.ofDays(1)).during(licenses::refresh))
                .isInstanceOf(RateLimitedException.class);
        assertThat(licenses.last()).contains(new LastReport(good, Duration.ZERO, Optional.empty()));

        assertThatThrownBy(licenses::refresh).isInstanceOf(RateLimitedException.class);
        assertThat(licenses.last().orElseThrow().failure()).isPresent();
    }

    @Test
    void ifWhoLeadsHasNoTimeForAPauseAnotherTakesOver() {
        data.people = cursor -> {
            data.people = later -> Page.last(data.team);
            throw new RateLimitedException("slow down", Duration.ofHours(1), Optional.empty());
        };
        Caller leader = leader();
        Caller other = waiter();
        goOn.countDown();

        assertThatThrownBy(leader::report).isInstanceOf(RateLimitedException.class);
        assertThat(other.report().people()).hasSize(2);
    }

    @Test
    void whoWaitsEndsByTheirOwnDeadlineOrInterrupt() {
        Caller leader = leader();
        Deadline deadline = Deadline.in(Duration.ofMinutes(1), data.time);
        Caller late = Caller.of(() -> deadline.during(() -> licenses.refresh())).waits();
        Caller interrupted = waiter();
        data.time.advance(Duration.ofMinutes(1));
        interrupted.thread.interrupt();

        assertThatThrownBy(late::report).isInstanceOf(ProviderUnavailableException.class);
        assertThatThrownBy(interrupted::report).isInstanceOf(CallInterruptedException.class);
        goOn.countDown();
        assertThat(leader.report().people()).hasSize(2);
    }

    @Test
    void cancellingEndsItForAllAndTheLastReportStays() {
        data.onPeople = () -> {};
        LicenseReport good = licenses.refresh();
        data.onPeople = () -> {
            begun.countDown();
            await(goOn);
        };
        Caller leader = leader();
        Caller other = waiter();

        data.node(data.store, reports).cancelRefresh();

        assertThatThrownBy(leader::report)
                .isInstanceOf(CallInterruptedException.class)
                .hasMessageContaining("cancelled");
        assertThatThrownBy(other::report).isInstanceOf(CallInterruptedException.class);
        assertThat(licenses.last()).contains(new LastReport(good, Duration.ZERO, Optional.empty()));
        goOn.countDown();
        assertThat(licenses.refresh()).isNotSameAs(good);
    }

    @Test
    void cancellingNothingDoesNothing() {
        licenses.cancelRefresh();
        goOn.countDown();

        assertThat(licenses.refresh().people()).hasSize(2);
    }

    @Test
    void aClosedConnectionReadsAndKnowsNothingMore() {
        Caller leader = leader();
        Caller other = waiter();

        reports.close();

        assertThatThrownBy(leader::report).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(other::report).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(licenses::refresh).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(licenses::last).isInstanceOf(IllegalStateException.class);
    }
}
