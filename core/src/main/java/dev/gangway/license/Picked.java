package dev.gangway.license;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * Some of the people of a report, by their place in it. What is made of each is made when asked for, as in {@link Rows}. Not thread-safe until
 * all are picked.
 */
final class Picked<T> extends AbstractList<T> implements RandomAccess {

    /** Makes what is in the list. */
    @FunctionalInterface
    interface Make<T> {
        T make(int place, String why);
    }

    private final Make<T> make;
    private final List<String> whys = new ArrayList<>();
    private int[] places = new int[8];

    Picked(Make<T> make) {
        this.make = make;
    }

    void pick(int place, String why) {
        if (size() == places.length) {
            places = Arrays.copyOf(places, 2 * size());
        }
        places[size()] = place;
        whys.add(why);
    }

    @Override
    public T get(int index) {
        return make.make(places[index], whys.get(index));
    }

    @Override
    public int size() {
        return whys.size();
    }
}
