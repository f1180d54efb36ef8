package dev.gangway.user;

import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.result.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** Brings people aboard, in batches of the provider's size; one person is a batch of one. */
final class Onboarding {

    private static final int SHORT = 60;

    private final UserLifecycle provider;
    private final UsersSettings settings;
    private final OpenRuns openRuns;
    private final FreeLicenses licenses;
    private final Writes writes;

    Onboarding(
            UserLifecycle provider, UsersSettings settings, OpenRuns openRuns, FreeLicenses licenses, Writes writes) {
        this.provider = provider;
        this.settings = settings;
        this.openRuns = openRuns;
        this.licenses = licenses;
        this.writes = writes;
    }

    Outcome<Onboarded> one(NewUser newUser, Consumer<Progress> progress) {
        OnboardingBatch batch = batch(List.of(newUser), Optional.empty(), progress);
        batch.trouble().ifPresent(it -> {
            throw it;
        });
        return batch.rows().get(0).end() instanceof Row.Attempted<Onboarded> it
                ? it.outcome()
                : Outcome.refused(Reason.TRY_LATER, FreeLicenses.BUSY);
    }

    private OnboardingBatch batch(List<NewUser> people, Optional<Boolean> counted, Consumer<Progress> progress) {
        OnboardingBatch batch = new OnboardingBatch(provider, openRuns, licenses, writes, people, counted, progress);
        batch.run();
        return batch;
    }

    List<Row<NewUser, Onboarded>> all(List<NewUser> people, Consumer<Progress> progress) {
        refuseDuplicates(people);
        int size = Math.max(1, provider.onboardingBatch());
        int batches = (people.size() + size - 1) / size;
        Optional<Boolean> counted = people.isEmpty() ? Optional.empty() : Optional.of(licenses.areCounted());
        List<Row<NewUser, Onboarded>> rows = new ArrayList<>();
        Optional<String> stopped = Optional.empty();
        for (int i = 0; i < batches; i++) {
            List<NewUser> next = people.subList(i * size, Math.min(people.size(), (i + 1) * size));
            if (stopped.isPresent()) {
                String why = stopped.get();
                next.forEach(it -> rows.add(new Row<>(it, new Row.NotAttempted<>(why))));
                continue;
            }
            String which = "batch " + (i + 1) + " of " + batches + ": ";
            OnboardingBatch batch =
                    batch(next, counted, sign -> tell(progress, which + sign.message(), rows.size(), people.size()));
            rows.addAll(batch.rows());
            if (batch.trouble().isPresent() && rows.stream().noneMatch(Onboarding::mayHaveChanged)) {
                throw batch.trouble().get();
            }
            stopped = batch.trouble().map(Onboarding::words).or(batch::notItsTurn);
            tell(progress, which + summary(rows), rows.size(), people.size());
        }
        return List.copyOf(rows);
    }

    /** Why somebody was not tried for. */
    static String words(RuntimeException trouble) {
        return "Not tried, since there was trouble: " + Writes.words(trouble);
    }

    private static boolean mayHaveChanged(Row<NewUser, Onboarded> row) {
        return row.end().match(Outcome.Done::changed, refused -> false, unsettled -> true, notAttempted -> false);
    }

    private void tell(Consumer<Progress> progress, String text, int done, int of) {
        Progress.tell(
                progress, new Progress(settings.time().instant(), text, OptionalInt.of(done), OptionalInt.of(of)));
    }

    private static String summary(List<Row<NewUser, Onboarded>> rows) {
        List<String> kinds = rows.stream()
                .map(row -> row.end()
                        .match(
                                done -> done.changed() ? "invited" : "already there",
                                refused -> "refused",
                                unsettled -> "not known yet",
                                notAttempted -> "not tried"))
                .toList();
        return String.join(
                ", ",
                new LinkedHashSet<>(kinds)
                        .stream()
                                .map(kind -> kinds.stream().filter(kind::equals).count() + " " + kind)
                                .toList());
    }

    private static void refuseDuplicates(List<NewUser> people) {
        Set<UserRef.Email> addresses = new HashSet<>();
        Set<String> externalIds = new HashSet<>();
        Set<String> twice = new LinkedHashSet<>();
        for (NewUser person : people) {
            if (!addresses.add(person.email())) {
                twice.add(shortened(person.email().address()));
            }
            person.externalId()
                    .filter(id -> !externalIds.add(id))
                    .ifPresent(id -> twice.add("the external id " + shortened(id)));
        }
        if (!twice.isEmpty()) {
            throw new IllegalArgumentException(
                    "Named twice: " + String.join(", ", twice) + ". Name everybody once; nothing was done.");
        }
    }

    private static String shortened(String text) {
        return text.length() <= SHORT ? text : text.substring(0, SHORT) + "…";
    }
}
