package dev.gangway.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.fake.FakeTime;
import dev.gangway.http.Deadline;
import dev.gangway.result.Cursor;
import dev.gangway.result.PageEnd;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Listings that don't end well. */
class ListingTest {

    private final Listing listing = new Listing("devices");
    private final AtomicInteger pages = new AtomicInteger();
    private final Function<Cursor, PageEnd> endless =
            cursor -> PageEnd.more(new Cursor("page " + pages.incrementAndGet()));

    private void read(Function<Cursor, PageEnd> page) {
        listing.read(() -> {}, page);
    }

    @Test
    void emptyPagesWithoutEndAreTrouble() {
        assertThatThrownBy(() -> read(endless))
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("1000 empty pages");
    }

    @Test
    void manyEmptyPagesBeforeTheEndAreNone() {
        read(cursor -> pages.incrementAndGet() < 999 ? PageEnd.more(new Cursor("page " + pages)) : PageEnd.last());

        assertThat(pages).hasValue(999);
    }

    @Test
    void aCursorThatExpiresEachTimeIsTrouble() {
        assertThatThrownBy(() -> read(cursor -> {
                    pages.incrementAndGet();
                    return new PageEnd.Expired();
                }))
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("expired each time");
        assertThat(pages).hasValue(4);
    }

    @Test
    void theCallersDeadlineEndsIt() {
        FakeTime time = new FakeTime();
        Function<Cursor, PageEnd> slow = cursor -> {
            time.advance(Duration.ofSeconds(10));
            return endless.apply(cursor);
        };

        assertThatThrownBy(() -> Deadline.in(Duration.ofMinutes(1), time).during(() -> {
                    read(slow);
                    return true;
                }))
                .isInstanceOf(ProviderUnavailableException.class);
        assertThat(pages).hasValue(6);
    }

    @Test
    void anInterruptEndsIt() {
        Function<Cursor, PageEnd> interrupted = cursor -> {
            Thread.currentThread().interrupt();
            return endless.apply(cursor);
        };

        assertThatThrownBy(() -> read(interrupted)).isInstanceOf(CallInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(pages).hasValue(1);
    }

    @Test
    void aLookEndsWithTheFirstThingThatIsTold() {
        listing.look(5, cursor -> {
            listing.told();
            return endless.apply(cursor);
        });
        assertThat(pages).hasValue(1);

        listing.look(5, endless);
        assertThat(pages).hasValue(6);
    }
}
