package dev.gangway.assistance;

import dev.gangway.activity.Activity;
import dev.gangway.activity.PartnerReport;
import dev.gangway.result.Fact;
import dev.gangway.result.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What partners did in a team, by Gangway and past it: the trail of delegated assistance, and what the provider's log tells of its own
 * assistance, of policies and of partners' roles. Immutable.
 *
 * @param entries everything, oldest first. Clocks of several machines told the times, so what is seconds apart may have been the other way
 *     round; among themselves the trail's records are in their order
 * @param provider what the provider's log told, with the time until which it is complete; unknown, with the reason, if it couldn't be read:
 *     then the entries are those of the trail only
 */
public record Timeline(List<Entry> entries, Fact<PartnerReport> provider) {

    /**
     * Checks and copies the parts.
     *
     * @param entries everything
     * @param provider what the provider's log told
     */
    public Timeline {
        entries = List.copyOf(entries);
        Objects.requireNonNull(provider, "provider");
    }

    /**
     * One thing that happened. Immutable.
     *
     * @param at when
     * @param sentence what, for people
     * @param record the record of the trail; empty for what the provider's log tells
     * @param activity the event of the provider's log; empty for what the trail tells
     */
    public record Entry(Instant at, Text sentence, Optional<TrailRecord> record, Optional<Activity> activity) {

        /**
         * Checks that nothing is missing.
         *
         * @param at when
         * @param sentence what
         * @param record the record of the trail
         * @param activity the event of the provider's log
         */
        public Entry {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(sentence, "sentence");
            Objects.requireNonNull(record, "record");
            Objects.requireNonNull(activity, "activity");
        }

        /**
         * Whether it happened past Gangway.
         *
         * @return true for what only the provider's log tells
         */
        public boolean isOfProvider() {
            return activity.isPresent();
        }
    }

    static Timeline of(List<TrailRecord> records, Fact<PartnerReport> provider) {
        List<Placed> all = new ArrayList<>();
        Instant newest = Instant.MIN;
        for (TrailRecord record : records) { // the order of the trail counts, whatever the clocks of its nodes say
            newest = record.at().isAfter(newest) ? record.at() : newest;
            all.add(new Placed(
                    newest, new Entry(record.at(), record.sentence(), Optional.of(record), Optional.empty())));
        }
        provider.toOptional()
                .ifPresent(report -> report.activities()
                        .forEach(it -> all.add(new Placed(
                                it.at(), new Entry(it.at(), it.sentence(), Optional.empty(), Optional.of(it))))));
        all.sort(Comparator.comparing(Placed::at));
        return new Timeline(all.stream().map(Placed::entry).toList(), provider);
    }

    private record Placed(Instant at, Entry entry) {}
}
