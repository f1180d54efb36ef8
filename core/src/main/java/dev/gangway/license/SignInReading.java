package dev.gangway.license;

import dev.gangway.error.StoreException;
import dev.gangway.result.Cursor;
import dev.gangway.result.PageEnd;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads who signed in: all that is asked for at first, in several ranges at once if the provider bears it, and later only what is new. What was
 * read is kept for the next refresh on any node. A sign-in that is told twice counts once, so wherever something might be missed, more is read.
 */
final class SignInReading {

    private static final Logger LOGGER = LoggerFactory.getLogger(SignInReading.class);

    /** So much of a range is read in one go before it is split: most later readings end sooner. */
    private static final int PAGES_BEFORE_SPLITTING = 4;
    /** What ranges overlap by, so that clocks may differ a little. */
    private static final Duration OVERLAP = Duration.ofHours(1);
    /** How often the newest part is read beside the cursor, in case the cursor passed by what was late. */
    private static final Duration CHECKED = Duration.ofDays(1);

    private final LicenseData provider;
    private final Start start;
    private final Step step;
    private final Instant now;
    private final Duration lag;
    private final int readers;

    SignInReading(LicenseData provider, Start start, Instant now, Step step) {
        this.provider = provider;
        this.start = start;
        this.step = step;
        this.now = now;
        this.lag = provider.signInLag();
        this.readers = provider.signInReaders();
    }

    /**
     * What a refresh begins with.
     *
     * @param fold what was kept, or an empty one
     */
    record Start(SignInRecords records, Optional<SignInRecords.Kept> kept, SignInFold fold) {

        static Start of(SignInRecords records, Instant now) {
            Optional<SignInRecords.Kept> kept = load(records, now);
            return new Start(
                    records, kept, kept.map(SignInRecords.Kept::fold).orElseGet(() -> new SignInFold(new Interned())));
        }

        /** What a clock that was ahead has kept isn't believed: it says that something is complete that is still to come. */
        private static Optional<SignInRecords.Kept> load(SignInRecords records, Instant now) {
            try {
                return records.load().filter(it -> !it.coverage().until().isAfter(now));
            } catch (StoreException unreadable) {
                LOGGER.warn(
                        "What was kept of sign-ins can't be read; the log is read anew: {}", unreadable.getMessage());
                return Optional.empty();
            }
        }

        Optional<Coverage> coverage() {
            return kept.map(SignInRecords.Kept::coverage);
        }

        /** If another node was quicker, or nothing can be kept, the next refresh reads a little more. */
        void keep(Coverage coverage) {
            try {
                records.save(fold, coverage, kept);
            } catch (StoreException unwritable) {
                LOGGER.warn("What was read of sign-ins can't be kept: {}", unwritable.getMessage());
            }
        }
    }

    /**
     * Sign-ins that were read.
     *
     * @param since the start of what was asked for
     * @param until the end of what is surely complete
     */
    record Read(SignInFold fold, Instant since, Instant until) {}

    /** Where a reading without end goes on later, the start of the range that the cursor is for, and whether it was read from a time on. */
    private record Place(Optional<Cursor> later, Instant from, boolean anew) {}

    Read read(Duration history) {
        Instant until = now.minus(lag).truncatedTo(ChronoUnit.SECONDS); // as sign-ins are told, and idle people judged
        Instant since = until.minus(history).truncatedTo(ChronoUnit.SECONDS);
        Instant from = since.minus(OVERLAP);
        SignInFold fold = start.fold();
        fold.keepDays(from, now.plus(CHECKED)); // ours may be behind the clock of who tells
        Coverage coverage = start.coverage()
                .map(it -> goOn(fold, it, history, since, until))
                .orElseGet(() -> {
                    Place place = open(fold, from);
                    return new Coverage(from, until, history, place.later(), place.from(), now, newest(fold, from));
                });
        fold.forgetDaysBefore(coverage.since().isBefore(from) ? coverage.since() : from);
        start.keep(coverage);
        return new Read(fold, since, until);
    }

    private Coverage goOn(SignInFold fold, Coverage kept, Duration history, Instant since, Instant until) {
        boolean longer = since.isBefore(kept.since());
        boolean due = !now.isBefore(kept.checkedAt().plus(CHECKED));
        Instant from = longer ? since.minus(OVERLAP) : kept.since();
        Place place;
        if (longer && readers == 1) {
            place = open(fold, from);
        } else {
            if (longer) {
                bounded(fold, from, kept.since());
            }
            place = goOn(fold, kept, due);
        }
        Instant complete = until.isAfter(kept.until()) ? until : kept.until();
        Duration longest = history.compareTo(kept.history()) > 0 ? history : kept.history();
        Instant oldest = complete.minus(longest).minus(OVERLAP);
        boolean inFull = due || place.anew();
        return new Coverage(
                from.isBefore(oldest) ? oldest : from,
                complete,
                longest,
                place.later(),
                place.from(),
                inFull ? now : kept.checkedAt(),
                inFull ? newest(fold, kept.newest()) : kept.newest());
    }

    /** What comes late is younger than this by the log's lag at most, whatever clocks were ahead. */
    private Instant newest(SignInFold fold, Instant otherwise) {
        long newest = fold.newest();
        return newest == SignInFold.NONE
                ? otherwise
                : newest < now.getEpochSecond() ? Instant.ofEpochSecond(newest) : now.truncatedTo(ChronoUnit.SECONDS);
    }

    private Place goOn(SignInFold fold, Coverage kept, boolean due) {
        Instant checked = kept.newest().minus(lag).minus(OVERLAP);
        if (kept.later().isEmpty()) {
            return open(fold, checked);
        }
        Optional<Place> newest = due ? Optional.of(open(fold, checked)) : Optional.empty();
        return atCursor(fold, kept.later().get(), kept.laterFrom())
                .or(() -> newest)
                .orElseGet(() -> open(fold, checked));
    }

    /** Empty if the cursor has expired. */
    private Optional<Place> atCursor(SignInFold fold, Cursor cursor, Instant from) {
        PageEnd end = new Pages(fold, SignInRange.since(from)).read(cursor);
        return end instanceof PageEnd.Last last ? Optional.of(place(last, from, false)) : Optional.empty();
    }

    private static Place place(PageEnd.Last last, Instant from, boolean anew) {
        return new Place(last.later().filter(it -> !it.isStart()), from, anew);
    }

    private Place open(SignInFold fold, Instant from) {
        Instant tail = now.minus(lag).minus(OVERLAP).truncatedTo(ChronoUnit.SECONDS);
        PageEnd end = new Pages(fold, SignInRange.since(from)).again(pagesOf(from, tail));
        if (end instanceof PageEnd.Last last) {
            return place(last, from, true);
        }
        Queue<SignInRange> ranges = pieces(from, tail);
        ranges.add(SignInRange.since(tail));
        return place(inPieces(fold, ranges), tail, true);
    }

    private void bounded(SignInFold fold, Instant from, Instant to) {
        PageEnd end = new Pages(fold, new SignInRange(from, Optional.of(to))).again(pagesOf(from, to));
        if (end instanceof PageEnd.More) {
            inPieces(fold, pieces(from, to));
        }
    }

    private int pagesOf(Instant from, Instant to) {
        return readers > 1 && Duration.between(from, to).toSeconds() > pieces() ? PAGES_BEFORE_SPLITTING : Paging.ALL;
    }

    private int pieces() {
        return 2 * readers;
    }

    /** Ranges that have no moment in common and leave none out; they start and end with whole seconds. */
    private Queue<SignInRange> pieces(Instant from, Instant to) {
        Queue<SignInRange> pieces = new ConcurrentLinkedQueue<>();
        long seconds = to.getEpochSecond() - from.getEpochSecond();
        Instant start = from;
        for (int i = 1; i <= pieces(); i++) {
            Instant end = i == pieces() ? to : Instant.ofEpochSecond(from.getEpochSecond() + seconds * i / pieces());
            pieces.add(new SignInRange(start, Optional.of(end)));
            start = end;
        }
        return pieces;
    }

    /** Gives the end of the one without end, if there is one. */
    private PageEnd.Last inPieces(SignInFold fold, Queue<SignInRange> ranges) {
        AtomicReference<PageEnd.Last> open = new AtomicReference<>(new PageEnd.Last(Optional.empty()));
        Runnable reader = () -> {
            for (SignInRange range = ranges.poll(); range != null; range = ranges.poll()) {
                PageEnd end = new Pages(fold, range).again(Paging.ALL);
                if (range.to().isEmpty()) {
                    open.set((PageEnd.Last) end);
                }
            }
        };
        AtOnce.run(Collections.nCopies(Math.min(readers, ranges.size()), reader));
        return Objects.requireNonNull(open.get());
    }

    /** The pages of a range. */
    private final class Pages {
        private final Paging paging = new Paging(step);
        private final SignInBatch batch;
        private final SignInSink sink;
        private final SignInRange range;

        Pages(SignInFold fold, SignInRange range) {
            this.range = range;
            this.batch = new SignInBatch(fold);
            this.sink = (who, address, epochSecond, source) -> {
                paging.told();
                batch.signIn(who, address, epochSecond, source);
            };
        }

        PageEnd read(Cursor from) {
            return paging.read(from, Paging.ALL, this::page);
        }

        PageEnd again(int most) {
            return paging.again(most, this::page);
        }

        private PageEnd page(Cursor cursor) {
            PageEnd end = provider.signIns(range, cursor, sink);
            batch.flush();
            return end;
        }
    }
}
