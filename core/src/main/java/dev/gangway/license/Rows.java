package dev.gangway.license;

import java.util.AbstractList;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/** The people of a report, each made when asked for: a hundred thousand of them are a few megabytes until then. Immutable. */
final class Rows extends AbstractList<LicenseUse> implements RandomAccess {

    private final int size;
    private final IntFunction<LicenseUse> row;

    Rows(int size, IntFunction<LicenseUse> row) {
        this.size = size;
        this.row = row;
    }

    @Override
    public LicenseUse get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("There are " + size + " people, and no " + index + ".");
        }
        return row.apply(index);
    }

    @Override
    public int size() {
        return size;
    }
}
