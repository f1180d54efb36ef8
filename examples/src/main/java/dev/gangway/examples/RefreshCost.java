package dev.gangway.examples;

import dev.gangway.license.RefreshProgress;
import dev.gangway.license.ReportPart.Kind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What one refresh read, by its signs of life: of each part how many pages, and how much was on them. Thread-safe. */
final class RefreshCost implements Consumer<RefreshProgress> {

    private final Map<Kind, RefreshProgress> read = Collections.synchronizedMap(new EnumMap<>(Kind.class));

    @Override
    public void accept(RefreshProgress progress) {
        read.put(progress.part(), progress);
    }

    /** A table of this refresh and a later one. */
    Stream<String> beside(RefreshCost later) {
        Stream<String> parts = read.keySet().stream().map(it -> row(it.words(), of(it), later.of(it)));
        return Stream.of(
                        Stream.of(row("read", "by the first refresh", "by this one")),
                        parts,
                        Stream.of(row("in all", pages(all()), pages(later.all()))))
                .flatMap(it -> it);
    }

    private static String row(String part, String first, String second) {
        return String.format("%-14s %22s %22s", part, first, second);
    }

    private String of(Kind part) {
        return Optional.ofNullable(read.get(part))
                .map(it -> String.format(Locale.ENGLISH, "%,d in %s", it.items(), pages(it.pages())))
                .orElse("not read");
    }

    private int all() {
        return read.values().stream().mapToInt(RefreshProgress::pages).sum();
    }

    private static String pages(int pages) {
        return String.format(Locale.ENGLISH, "%,d %s", pages, pages == 1 ? "page" : "pages");
    }
}
