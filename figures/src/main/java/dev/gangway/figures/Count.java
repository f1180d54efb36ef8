package dev.gangway.figures;

import java.util.Collection;

/**
 * How some calls went. Immutable.
 *
 * @param worked how many went through
 * @param failed how many didn't
 * @param longest how long the longest took, in milliseconds
 * @param said what one of those that failed said
 */
record Count(int worked, int failed, long longest, String said) {

    static Count all(Collection<Count> counts) {
        return new Count(
                counts.stream().mapToInt(Count::worked).sum(),
                counts.stream().mapToInt(Count::failed).sum(),
                counts.stream().mapToLong(Count::longest).max().orElse(0),
                counts.stream()
                        .map(Count::said)
                        .filter(it -> !it.isEmpty())
                        .findFirst()
                        .orElse(""));
    }

    String line() {
        return worked + " " + failed + " " + longest + " " + said.replace('\n', ' ');
    }

    static Count parse(String line) {
        String[] parts = line.split(" ", 4);
        return new Count(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]), parts[3]);
    }
}
