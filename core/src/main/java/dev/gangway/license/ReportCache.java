package dev.gangway.license;

import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.RateLimitedException;
import dev.gangway.http.Deadline;
import dev.gangway.http.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all facades of one open connection share: the refreshes under way, so that the same report is read once however many ask for it, and
 * the last good one. Applications have nothing to do with it. Thread-safe.
 */
public final class ReportCache implements AutoCloseable {

    private final Map<ReportRequest, Flight> flights = new HashMap<>();
    private @Nullable LicenseReport last;
    private LastReport.@Nullable Failure failure;
    private boolean closed;

    /** With nothing under way and no report. */
    public ReportCache() {}

    /** Gives what is read for the request: by this thread, or by another one that is at it already. */
    LicenseReport refresh(
            ReportRequest request,
            Consumer<RefreshProgress> listener,
            Time time,
            Function<Consumer<RefreshProgress>, LicenseReport> reading) {
        while (true) {
            Flight own = new Flight();
            Flight flight = joined(request, own, listener);
            try {
                if (flight == own) {
                    return lead(request, flight, time, () -> reading.apply(flight::tell));
                }
                Optional<LicenseReport> report = flight.await();
                if (report.isPresent()) {
                    return report.get();
                }
            } finally {
                flight.listenNoMore(listener);
            }
        }
    }

    private synchronized Flight joined(ReportRequest request, Flight own, Consumer<RefreshProgress> listener) {
        requireOpen();
        if (flights.values().stream().anyMatch(Flight::isToldHere)) {
            throw new IllegalStateException(
                    "A progress listener can't refresh: the refresh that tells it would wait for it."
                            + " Refresh again when this one has returned; cancelRefresh() may be called here.");
        }
        Flight flight = flights.computeIfAbsent(request, it -> own);
        flight.listen(listener);
        return flight;
    }

    private LicenseReport lead(ReportRequest request, Flight flight, Time time, Supplier<LicenseReport> reading) {
        try {
            LicenseReport report = flight.led(reading);
            flight.requireNotStopped();
            landed(request, flight, report);
            return report;
        } catch (RuntimeException | Error trouble) {
            failed(request, flight, trouble, time);
            flight.requireNotStopped();
            throw trouble;
        }
    }

    private synchronized void landed(ReportRequest request, Flight flight, LicenseReport report) {
        flights.remove(request, flight);
        if (!closed && (last == null || !report.readAt().isBefore(last.readAt()))) {
            last = report;
            failure = null;
        }
        flight.land(report);
    }

    private synchronized void failed(ReportRequest request, Flight flight, Throwable trouble, Time time) {
        flights.remove(request, flight);
        if (!(trouble instanceof CallInterruptedException) && !isLeadersOwn(trouble)) {
            String message = trouble.getMessage();
            failure = new LastReport.Failure(
                    time.instant(), message == null ? trouble.getClass().getName() : message);
        }
        if (isLeadersOwn(trouble)) {
            flight.abandon();
        } else {
            flight.fail(trouble);
        }
    }

    /** Who leads was interrupted or had too little time; who waits may have more. */
    private static boolean isLeadersOwn(Throwable trouble) {
        return Thread.currentThread().isInterrupted()
                || Deadline.isOver()
                || (trouble instanceof RateLimitedException && Deadline.isBound());
    }

    /** Ends what is under way for everybody who waits for it. */
    void cancel() {
        stop(new CallInterruptedException("The refresh was cancelled; the last good report is still there."));
    }

    Optional<LastReport> last(Time time) {
        synchronized (this) {
            requireOpen();
            LicenseReport report = last;
            return report == null
                    ? Optional.empty()
                    : Optional.of(new LastReport(
                            report, Duration.between(report.readAt(), time.instant()), Optional.ofNullable(failure)));
        }
    }

    /** The connection was closed or disconnected: ends what is under way, and forgets the last report. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            last = null;
        }
        stop(gone());
    }

    private void stop(RuntimeException why) {
        List<Flight> stopped;
        synchronized (this) {
            stopped = List.copyOf(flights.values());
            flights.clear();
        }
        stopped.forEach(it -> it.stop(why));
    }

    private void requireOpen() {
        if (closed) {
            throw gone();
        }
    }

    private static IllegalStateException gone() {
        return new IllegalStateException("This connection was disconnected or closed; get a new one from Gangway.");
    }
}
