package dev.gangway.user;

import dev.gangway.http.Deadline;
import java.util.ArrayList;
import java.util.List;

/** Does the same work on several threads at once, which end with it. They inherit the caller's deadline. */
final class Crew {

    private Crew() {}

    /**
     * Returns once all have ended. If the calling thread is interrupted meanwhile, all are, and its flag is set again.
     *
     * @param hands how many threads, the caller's included
     * @param work what each does, until nothing is left; throws nothing
     */
    static void atWork(int hands, Runnable work) {
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i < hands; i++) {
            Thread thread = new Thread(Deadline.handedOn(work), "gangway-users-" + i);
            thread.setDaemon(true);
            thread.start();
            others.add(thread);
        }
        boolean interrupted = false;
        try {
            work.run();
        } finally {
            for (Thread other : others) {
                interrupted |= joined(other, others);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean joined(Thread thread, List<Thread> all) {
        boolean interrupted = false;
        if (Thread.currentThread().isInterrupted()) {
            all.forEach(Thread::interrupt);
        }
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException wanted) {
                interrupted = true;
                all.forEach(Thread::interrupt);
            }
        }
        return interrupted;
    }
}
