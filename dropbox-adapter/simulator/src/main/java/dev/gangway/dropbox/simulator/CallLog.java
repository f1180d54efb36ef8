package dev.gangway.dropbox.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest calls. Thread-safe. */
final class CallLog {
    static final int MOST = 100_000;

    private final Deque<Call> calls = new ArrayDeque<>();

    synchronized void add(Call call) {
        if (calls.size() == MOST) {
            calls.removeFirst();
        }
        calls.addLast(call);
    }

    synchronized List<Call> all() {
        return List.copyOf(calls);
    }
}
