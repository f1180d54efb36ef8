package dev.gangway.assistance;

import dev.gangway.assistance.TrailCheck.Fault;
import dev.gangway.assistance.TrailCheck.Kind;
import dev.gangway.connection.ConnectionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Finds what was done to a chain: each record is held against its own hash, against what the next one says, and against the heads, from the
 * end backwards. Not thread-safe; for one check.
 */
final class Chain {

    private final ConnectionId connection;
    private final List<Link> links;
    private final NavigableMap<Long, TrailHead> heads = new TreeMap<>();
    private final long expected;
    private final Placement placement;
    private final List<Fault> faults = new ArrayList<>();

    /**
     * @param found in the order in which they were found
     * @param kept the heads that were kept, of this connection
     * @param noted the number of a record that was there for sure
     */
    Chain(ConnectionId connection, List<Link> found, List<TrailHead> kept, long noted) {
        this.connection = connection;
        this.links = found.stream()
                .map(it -> it.connection().equals(connection.value()) ? it : it.broken())
                .toList();
        kept.forEach(it -> heads.put(it.number(), it));
        this.expected = Math.max(noted, heads.isEmpty() ? 0 : heads.lastKey());
        this.placement = new Placement(links, heads, expected);
    }

    /** For an export, whose places are lines. */
    TrailCheck check() {
        findEdited();
        findHoles();
        findInserted();
        placement.moved().forEach(it -> report(Kind.SWAPPED, it));
        faults.sort(Comparator.comparingLong(Fault::first).thenComparing(Fault::kind));
        return new TrailCheck(links.size(), end(), faults);
    }

    /** For the store, whose places are the numbers in the keys. */
    TrailCheck checkWithKeys() {
        findMovedAway();
        return check();
    }

    private void findEdited() {
        boolean nextIsTrue = false;
        for (Map.Entry<Long, Link> it : placement.records().descendingMap().entrySet()) {
            long number = it.getKey();
            Link link = it.getValue();
            TrailHead head = heads.get(number);
            if (placement.isReplaced(number) || !link.intact() || isContradicted(number, link, nextIsTrue)) {
                report(Kind.EDITED, number);
                nextIsTrue = false;
            } else if (head != null && !head.hash().equals(link.hash())) {
                faults.add(new Fault(Kind.REWRITTEN, confirmedBefore(number) + 1, number, link.place()));
                nextIsTrue = false;
            } else {
                nextIsTrue = true;
            }
        }
    }

    /** Whether the next record, or the beginning, shows that this one was written anew with a hash that fits. */
    private boolean isContradicted(long number, Link link, boolean nextIsTrue) {
        if (number == 1 && !link.previous().equals(Link.START)) {
            return true;
        }
        Link next = placement.records().get(number + 1);
        if (next == null || next.previous().equals(link.hash())) {
            return false;
        }
        return nextIsTrue
                || (!next.intact()
                        && !placement.isReplaced(number + 1)
                        && next.previous().matches("[0-9a-f]{64}")
                        && !next.wasIntactAfter(link.hash()));
    }

    /** The last head below that fits; what it confirms wasn't rewritten. */
    private long confirmedBefore(long number) {
        return heads.headMap(number, false).descendingMap().values().stream()
                .filter(it -> {
                    Link link = placement.records().get(it.number());
                    return link != null && link.hash().equals(it.hash());
                })
                .mapToLong(TrailHead::number)
                .findFirst()
                .orElse(0);
    }

    private void findHoles() {
        long before = 0;
        for (long number : placement.records().keySet()) {
            if (number > before + 1) {
                faults.add(new Fault(Kind.DROPPED, before + 1, number - 1, 0));
            }
            before = number;
        }
        if (expected > before) {
            faults.add(new Fault(Kind.TRUNCATED, before + 1, expected, 0));
        }
    }

    private void findInserted() {
        long before = 0;
        for (int i = 0; i < links.size(); i++) {
            if (placement.isInserted(i)) {
                faults.add(new Fault(Kind.INSERTED, before, before, links.get(i).place()));
            } else if (placement.isOrdered(i)) {
                before = placement.number(i);
            }
        }
    }

    /** Records under keys further on than their number, without anything put in that would have pushed them there. */
    private void findMovedAway() {
        long number = 0;
        long place = 0;
        long strangers = 0;
        for (int i = 0; i < links.size(); i++) {
            if (placement.isOrdered(i)) {
                long pushed = links.get(i).place() - place - (placement.number(i) - number);
                if (pushed > strangers) {
                    report(Kind.SWAPPED, placement.number(i));
                }
                number = placement.number(i);
                place = links.get(i).place();
                strangers = 0;
            } else if (!placement.isReplaced(placement.number(i))) {
                strangers++;
            }
        }
    }

    private void report(Kind kind, long number) {
        Link link = placement.records().get(number);
        faults.add(new Fault(kind, number, number, link == null ? 0 : link.place()));
    }

    private TrailHead end() {
        return placement.records().descendingMap().entrySet().stream()
                .filter(it -> it.getValue().intact() && !placement.isReplaced(it.getKey()))
                .findFirst()
                .map(it -> new TrailHead(connection, it.getKey(), it.getValue().hash()))
                .orElse(new TrailHead(connection, 0, Link.START));
    }
}
