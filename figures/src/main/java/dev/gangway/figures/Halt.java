package dev.gangway.figures;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Ends this process at one of the moments that it is told of, without anything that runs at an orderly end. Thread-safe. */
final class Halt {

    /** What is printed before the end, so that nobody takes another end for this one. */
    static final String HALTED = "halted";

    private final AtomicInteger moments = new AtomicInteger();
    private final int last;

    /** At the moment with this number, counted from 0. */
    Halt(int last) {
        this.last = last;
    }

    void moment() {
        if (moments.getAndIncrement() == last) {
            System.out.println(HALTED);
            Runtime.getRuntime().halt(1);
        }
    }

    <T> T around(Supplier<T> work) {
        moment();
        T value = work.get();
        moment();
        return value;
    }
}
