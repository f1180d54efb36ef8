package dev.gangway.license;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Somebody who asks for a report on a thread of their own. */
final class Caller {

    private final FutureTask<LicenseReport> call;
    final Thread thread;

    private Caller(Supplier<LicenseReport> call) {
        this.call = new FutureTask<>(call::get);
        this.thread = new Thread(this.call, "caller");
        thread.setDaemon(true);
        thread.start();
    }

    static Caller of(Supplier<LicenseReport> call) {
        return new Caller(call);
    }

    /** Returns once the thread waits for something. */
    Caller waits() {
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return this;
    }

    LicenseReport report() {
        try {
            return call.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException it) {
                throw it;
            }
            throw new AssertionError(failed);
        } catch (Exception hangs) {
            throw new AssertionError(hangs);
        }
    }
}
