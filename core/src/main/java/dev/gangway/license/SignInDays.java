package dev.gangway.license;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * On which days somebody signed in, in UTC, within what was read. Immutable.
 */
public final class SignInDays {

    private final LocalDate first;
    private final BitSet days;

    /**
     * The days.
     *
     * @param first the first day that was read, maybe not from its beginning
     * @param days the days, counted from the first; copied
     */
    public SignInDays(LocalDate first, BitSet days) {
        this.first = Objects.requireNonNull(first, "first");
        this.days = (BitSet) days.clone();
    }

    /**
     * The first day that was read.
     *
     * @return the day, maybe not read from its beginning
     */
    public LocalDate first() {
        return first;
    }

    /**
     * How many days there are.
     *
     * @return 0 or more
     */
    public int count() {
        return days.cardinality();
    }

    /**
     * Whether somebody signed in on one of some days.
     *
     * @param from the first of them
     * @param to the last of them
     * @return whether there is such a day
     */
    public boolean anyBetween(LocalDate from, LocalDate to) {
        int start = (int) Math.max(0, from.toEpochDay() - first.toEpochDay());
        int next = days.nextSetBit(start);
        return next >= 0 && next <= to.toEpochDay() - first.toEpochDay();
    }

    /**
     * The days.
     *
     * @return each day, the earliest first
     */
    public Stream<LocalDate> days() {
        return days.stream().mapToObj(first::plusDays);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignInDays it && first.equals(it.first) && days.equals(it.days);
    }

    @Override
    public int hashCode() {
        return 31 * first.hashCode() + days.hashCode();
    }

    @Override
    public String toString() {
        return count() + " days from " + first;
    }
}
