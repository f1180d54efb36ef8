package dev.gangway.license;

import dev.gangway.error.CallInterruptedException;
import dev.gangway.http.Deadline;
import dev.gangway.http.Time;
import java.util.function.Consumer;

/** How far a part of a refresh is. Thread-safe. */
final class Step {

    private final ReportPart.Kind part;
    private final Time time;
    private final Consumer<RefreshProgress> listener;
    private int pages;
    private long items;

    Step(ReportPart.Kind part, Time time, Consumer<RefreshProgress> listener) {
        this.part = part;
        this.time = time;
        this.listener = listener;
    }

    ReportPart.Kind part() {
        return part;
    }

    /** To be called before each page. */
    void requireGoingOn() {
        Deadline.check("reading " + part.words());
        if (Thread.currentThread().isInterrupted()) {
            throw new CallInterruptedException(
                    "The reading of " + part.words() + " was interrupted; nothing was changed.");
        }
    }

    /** A page was read, with so many things on it. */
    synchronized void page(long told) {
        pages++;
        items += told;
        tell(false);
    }

    synchronized void finished() {
        tell(true);
    }

    synchronized int pages() {
        return pages;
    }

    private void tell(boolean finished) {
        listener.accept(new RefreshProgress(time.instant(), part, pages, items, finished));
    }
}
