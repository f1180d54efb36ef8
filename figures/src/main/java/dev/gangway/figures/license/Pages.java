package dev.gangway.figures.license;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A listing whose pages were prepared. Immutable. */
final class Pages {

    private static final int PAGE = 1_000;
    /** Dropbox's cursors are about as long. */
    private static final String FILLER = Draw.at("cursor", 0).letters(120) + ".";

    private final List<Page> all;

    private Pages(List<Page> all) {
        this.all = all;
    }

    /**
     * One page.
     *
     * @param body the parts of its gzip stream
     * @param next the cursor for the rest, if there is more
     * @param items how many things it holds
     */
    record Page(List<byte[]> body, Optional<String> next, int items) {

        /** One whose items are there; the cursor is shown in any case. */
        static Page of(String list, List<Deflated> items, String cursor, boolean hasMore, int count) {
            List<Deflated> parts = new ArrayList<>();
            parts.add(Deflated.stored("{\"" + list + "\": ["));
            for (Deflated item : items) {
                if (parts.size() > 1) {
                    parts.add(Deflated.stored(", "));
                }
                parts.add(item);
            }
            parts.add(Deflated.stored("], \"cursor\": \"" + cursor + "\", \"has_more\": " + hasMore + "}"));
            return new Page(Deflated.gzip(parts), hasMore ? Optional.of(cursor) : Optional.empty(), count);
        }

        long length() {
            return body.stream().mapToLong(it -> it.length).sum();
        }
    }

    /** Everybody's items, a thousand people to a page; who has none isn't listed. */
    static Pages of(String list, List<Person> people, Function<Person, String> item) {
        int count = (people.size() + PAGE - 1) / PAGE;
        return new Pages(IntStream.range(0, count)
                .parallel()
                .mapToObj(page -> {
                    List<String> items =
                            people.subList(page * PAGE, Math.min(people.size(), (page + 1) * PAGE)).stream()
                                    .map(item)
                                    .filter(it -> !it.isEmpty())
                                    .toList();
                    return Page.of(
                            list,
                            List.of(Deflated.of(String.join(", ", items))),
                            cursor(String.valueOf(page + 1)),
                            page + 1 < count,
                            items.size());
                })
                .toList());
    }

    Page first() {
        return all.get(0);
    }

    Page after(String cursor) {
        return all.get(Integer.parseInt(place(cursor)));
    }

    static String cursor(String place) {
        return FILLER + place;
    }

    static String place(String cursor) {
        return cursor.substring(FILLER.length());
    }

    long bytes() {
        return all.stream().mapToLong(Page::length).sum();
    }
}
