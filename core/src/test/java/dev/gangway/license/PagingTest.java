package dev.gangway.license;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.gangway.error.CallInterruptedException;
import dev.gangway.error.ProviderProtocolException;
import dev.gangway.error.ProviderUnavailableException;
import dev.gangway.fake.FakeTime;
import dev.gangway.http.Deadline;
import dev.gangway.result.Cursor;
import dev.gangway.result.PageEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {

    private final FakeTime time = new FakeTime();
    private final List<RefreshProgress> progress = new ArrayList<>();
    private final Paging paging = new Paging(new Step(ReportPart.Kind.PEOPLE, time, progress::add));
    private int calls;

    private static PageEnd more(Object next) {
        return PageEnd.more(new Cursor(String.valueOf(next)));
    }

    private List<String> read(BiFunction<Cursor, List<String>, PageEnd> page) {
        return paging.whole(ArrayList::new, (cursor, fold) -> {
            calls++;
            return page.apply(cursor, fold);
        });
    }

    /** Each page tells one thing, its cursor. */
    private List<String> read(IntFunction<PageEnd> ends) {
        return read((cursor, fold) -> {
            paging.told();
            fold.add(cursor.value());
            return ends.apply(calls);
        });
    }

    /** Each page tells nothing, but for the last of so many. */
    private List<String> readEmpty(int pages) {
        return read((cursor, fold) -> {
            if (calls < pages) {
                return more(calls);
            }
            paging.told();
            fold.add("the last");
            return PageEnd.last();
        });
    }

    @Test
    void allPagesAreReadToTheLast() {
        assertThat(read(call -> call < 3 ? more(call) : PageEnd.last())).containsExactly("", "1", "2");
        assertThat(progress)
                .extracting(RefreshProgress::pages, RefreshProgress::items, RefreshProgress::finished)
                .containsExactly(tuple(1, 1L, false), tuple(2, 2L, false), tuple(3, 3L, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,a", "a,b,a", "a,b,c,b", "a,b,c,c", "a,b,", ","})
    void aListingThatComesBackToWhereItWasIsLoud(String nexts) {
        String[] next = nexts.split(",", -1);

        assertThatThrownBy(() -> read(call -> more(next[call - 1])))
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("listing of people came back to a place where it was before");
    }

    @Test
    void aListingThatGoesOnAtACursorDoesNotComeBackToTheStart() {
        assertThatThrownBy(() -> paging.read(new Cursor("kept"), Paging.ALL, cursor -> PageEnd.more(Cursor.START)))
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("where it was before");
    }

    @Test
    void aPlaceIsRememberedHoweverManyPagesFollow() {
        assertThatThrownBy(() -> read(call -> more(call == 500 ? 1 : call)))
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("where it was before");
    }

    @Test
    void anEmptyPageIsNotTheLast() {
        assertThat(readEmpty(100)).containsExactly("the last");
    }

    @Test
    void aHundredEmptyPagesInARowAreLoud() {
        assertThatThrownBy(() -> readEmpty(101))
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("100 empty pages in a row");
    }

    @Test
    void aLogMayHaveAThousandEmptyPages() {
        Paging log = new Paging(new Step(ReportPart.Kind.SIGN_INS, time, progress::add));

        assertThat(log.read(Cursor.START, Paging.ALL, cursor -> ++calls < 1000 ? more(calls) : PageEnd.last()))
                .isEqualTo(PageEnd.last());
        assertThatThrownBy(() -> log.read(Cursor.START, Paging.ALL, cursor -> more(++calls)))
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("1000 empty pages in a row");
    }

    @Test
    void emptyPagesThatAreNotInARowAreBorne() {
        assertThat(read((cursor, fold) -> {
                    if (calls % 99 == 0) {
                        paging.told();
                    }
                    return calls < 300 ? more(calls) : PageEnd.last();
                }))
                .isEmpty();
        assertThat(calls).isEqualTo(300);
    }

    @Test
    void anExpiredCursorStartsTheListingAnewWithNothing() {
        List<String> all = read(call -> call == 2 ? new PageEnd.Expired() : call < 5 ? more(call) : PageEnd.last());

        assertThat(all).containsExactly("", "3", "4");
    }

    @Test
    void aCursorMayExpireThreeTimesAndNoMore() {
        assertThat(read(call ->
                        call % 2 == 0 && call < 8 ? new PageEnd.Expired() : call < 8 ? more(call) : PageEnd.last()))
                .containsExactly("", "7");

        calls = 0;
        assertThatThrownBy(() -> read(call -> call % 2 == 0 ? new PageEnd.Expired() : more(call)))
                .isInstanceOf(ProviderProtocolException.class)
                .hasMessageContaining("started anew 3 times");
        assertThat(calls).isEqualTo(8);
    }

    @Test
    void aConnectorThatDoesNotSayHowAPageEndedIsLoud() {
        assertThatThrownBy(() -> read(call -> null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aPageThatFailsEndsTheListing() {
        assertThatThrownBy(() -> read(call -> {
                    if (call == 2) {
                        throw new ProviderUnavailableException("down", Optional.empty());
                    }
                    return more(call);
                }))
                .hasMessage("down");
    }

    @Test
    void nothingMoreIsReadOnceTheTimeIsUpOrTheThreadInterrupted() {
        assertThatThrownBy(() -> Deadline.in(Duration.ofMinutes(1), time)
                        .during(() -> read(call -> {
                            time.advance(Duration.ofSeconds(30));
                            return more(call);
                        })))
                .isInstanceOf(ProviderUnavailableException.class);
        assertThat(calls).isEqualTo(2);

        assertThatThrownBy(() -> read(call -> {
                    Thread.currentThread().interrupt();
                    return more(call);
                }))
                .isInstanceOf(CallInterruptedException.class);
        assertThat(calls).isEqualTo(3);
        assertThat(Thread.interrupted()).isTrue();
    }
}
