package dev.gangway.testkit;

import dev.gangway.error.ProviderProtocolException;
import dev.gangway.result.Cursor;
import dev.gangway.result.PageEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A listing whose pages, and the cursors between them, are as a seed makes them, odd in one way. Thread-safe. */
final class OddListing<T> {

    /** In what way a listing is odd. */
    enum Oddity {
        NONE,
        TOLD_TWICE,
        EMPTY_PAGES,
        EXPIRES_THREE_TIMES,
        COMES_AND_GOES,
        ENDS_EARLY,
        SAME_CURSOR,
        CYCLE,
        EMPTY_FOR_EVER,
        ALWAYS_EXPIRES,
        BREAKS_OFF;

        boolean isHarmless() {
            return compareTo(ENDS_EARLY) < 0;
        }
    }

    private final List<List<T>> pages = new ArrayList<>();
    private final Oddity oddity;
    /** The number of the page that is odd; not the first. */
    private final int where;
    /** Where a cycle goes back to. */
    private final int back;

    private final AtomicInteger expiries = new AtomicInteger(3);

    OddListing(List<T> all, Oddity oddity, RandomGenerator random) {
        this.oddity = oddity;
        int last = random.nextInt(2, 8);
        for (int i = 0; i <= last; i++) {
            pages.add(new ArrayList<>());
        }
        for (int i = 0; i < all.size(); i++) {
            pages.get(i == 0 ? last : random.nextInt(last + 1)).add(all.get(i)); // an early end loses the first one
            if (oddity == Oddity.TOLD_TWICE) {
                pages.get(random.nextInt(last + 1)).add(all.get(i));
            }
        }
        this.where = random.nextInt(1, last + 1);
        this.back = random.nextInt(where);
        int empty = oddity == Oddity.EMPTY_PAGES ? random.nextInt(1, 90) : oddity == Oddity.EMPTY_FOR_EVER ? 1_100 : 0;
        for (int i = 0; i < empty; i++) {
            pages.add(where, List.of());
        }
    }

    PageEnd page(Cursor cursor, Consumer<T> told) {
        int page = cursor.isStart() ? 0 : Integer.parseInt(cursor.value());
        boolean odd = page == where;
        if (odd && (oddity == Oddity.ALWAYS_EXPIRES || expiresNow())) {
            return new PageEnd.Expired();
        }
        pages.get(page).forEach(told);
        if (odd && oddity == Oddity.BREAKS_OFF) {
            throw new ProviderProtocolException("The page broke off.", Optional.empty());
        }
        if (odd && oddity == Oddity.SAME_CURSOR) {
            return PageEnd.more(cursor);
        }
        if (odd && oddity == Oddity.CYCLE) {
            return PageEnd.more(back == 0 ? Cursor.START : new Cursor(String.valueOf(back)));
        }
        boolean early = page == where - 1 && oddity == Oddity.ENDS_EARLY;
        return early || page == pages.size() - 1 ? PageEnd.last() : PageEnd.more(new Cursor(String.valueOf(page + 1)));
    }

    private boolean expiresNow() {
        return oddity == Oddity.EXPIRES_THREE_TIMES && expiries.getAndDecrement() > 0;
    }
}
