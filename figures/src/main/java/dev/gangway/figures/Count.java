package dev.gangway.figures;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How some calls went. Immutable.
 *
 * @param worked how many went through
 * @param failed how many didn't
 * @param longest how long the longest took, in milliseconds
 * @param said the different things that those said which failed
 */
record Count(int worked, int failed, long longest, Set<String> said) {

    static Count all(Collection<Count> counts) {
        return new Count(
                counts.stream().mapToInt(Count::worked).sum(),
                counts.stream().mapToInt(Count::failed).sum(),
                counts.stream().mapToLong(Count::longest).max().orElse(0),
                counts.stream().flatMap(it -> it.said().stream()).collect(Collectors.toSet()));
    }

    String line() {
        return worked + " " + failed + " " + longest + " "
                + String.join("\t", said).replace('\n', ' ');
    }

    static Count parse(String line) {
        String[] parts = line.split(" ", 4);
        return new Count(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                Long.parseLong(parts[2]),
                parts[3].isEmpty() ? Set.of() : new TreeSet<>(Set.of(parts[3].split("\t", -1))));
    }
}
