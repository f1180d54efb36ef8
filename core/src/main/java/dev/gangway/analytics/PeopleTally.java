package dev.gangway.analytics;

import dev.gangway.license.Holder;
import dev.gangway.license.HolderSink;
import dev.gangway.license.LicenseData;
import dev.gangway.result.Cursor;
import dev.gangway.result.Fact;
import dev.gangway.result.Page;
import dev.gangway.result.PageEnd;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Counts everybody on the team by status, and what they store. Somebody told twice counts once, as told later. Not thread-safe. */
final class PeopleTally implements HolderSink {

    private static final byte INVITED = 1;
    private static final byte ACTIVE = 2;
    private static final byte SUSPENDED = 3;
    private static final byte OTHER = 4;

    private final boolean storage;
    private final Listing listing = new Listing("people");
    private final Numbers statuses = new Numbers();
    private final long[] counts = new long[OTHER + 1];
    /** Who can sign in, if storage is asked for. */
    private final List<String> active = new ArrayList<>();

    private PeopleTally(boolean storage) {
        this.storage = storage;
    }

    static PeopleTally read(LicenseData provider, Function<Cursor, Page<User>> users, boolean storage) {
        PeopleTally tally = new PeopleTally(storage);
        tally.listing.read(
                tally::clear,
                cursor -> provider.people(cursor, tally).orElseGet(() -> tally.users(users.apply(cursor))));
        return tally;
    }

    private PageEnd users(Page<User> page) {
        page.items().forEach(this::user);
        return page.next().map(PageEnd::more).orElseGet(PageEnd::last);
    }

    private void clear() {
        statuses.clear();
        Arrays.fill(counts, 0);
        active.clear();
    }

    @Override
    public void holder(Holder holder) {
        listing.told();
        byte status = number(holder.status());
        byte before = statuses.put(Numbers.hash(0, holder.id()), status);
        counts[before]--;
        counts[status]++;
        if (storage && before == Numbers.NONE && status == ACTIVE) {
            active.add(holder.id().toString());
        }
    }

    private static byte number(UserStatus status) {
        return switch (status) {
            case INVITED -> INVITED;
            case ACTIVE -> ACTIVE;
            case SUSPENDED -> SUSPENDED;
            case REMOVED_RECOVERABLE, REMOVED, OTHER -> OTHER;
        };
    }

    /** Who connected is on the team, so a list of nobody has lost everybody. */
    Fact<Long> count(Measure measure) {
        if (counts[INVITED] + counts[ACTIVE] + counts[SUSPENDED] + counts[OTHER] == 0) {
            return Fact.unknown(Reason.NOBODY.of());
        }
        return Fact.of(
                switch (measure) {
                    case MEMBERS_INVITED -> counts[INVITED];
                    case MEMBERS_ACTIVE -> counts[ACTIVE];
                    case MEMBERS_SUSPENDED -> counts[SUSPENDED];
                    default -> throw new IllegalArgumentException(measure + " isn't counted by status.");
                });
    }

    /** What those who can sign in store together; unknown as soon as it is of one of them. */
    Fact<Long> stored(LicenseData provider) {
        long bytes = 0;
        long unknown = 0;
        String why = "";
        for (String id : active) {
            listing.requireGoingOn();
            Fact<Long> told = provider.storedBytes(new UserId(id));
            Optional<Long> known = told.toOptional();
            if (known.isPresent()) {
                bytes += known.get();
            } else {
                unknown++;
                why = told.match(it -> "", it -> it);
            }
        }
        return unknown == 0 ? Fact.of(bytes) : Fact.unknown(Reason.NOT_ALL_STORED.of(unknown, active.size(), why));
    }
}
