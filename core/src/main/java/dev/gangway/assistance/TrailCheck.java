package dev.gangway.assistance;

import dev.gangway.result.Text;
import java.util.List;
import java.util.Objects;

/**
 * What a check of a trail found. Immutable.
 *
 * <p>A chain of hashes confirms from its end backwards. So if there is a fault, what comes before the last one is held against itself only:
 * whoever can change one record can write everything before it anew. Heads that were kept outside of the store settle that, and more of
 * them settle it more exactly; without any, nobody can tell either whether records are missing at the end, or were added there.
 *
 * @param records how many records were found, faulty ones included
 * @param end the last record found that is in its chain; keep it for the next check
 * @param faults all that was found, in the order of the numbers; empty if the trail is sound
 */
public record TrailCheck(long records, TrailHead end, List<Fault> faults) {

    /**
     * Checks and copies the parts.
     *
     * @param records how many were found
     * @param end the last record
     * @param faults all that was found
     */
    public TrailCheck {
        Objects.requireNonNull(end, "end");
        faults = List.copyOf(faults);
    }

    /**
     * Whether nothing was found.
     *
     * @return true if every record is as it was written, none is missing up to the heads that were given, and none was put in
     */
    public boolean isSound() {
        return faults.isEmpty();
    }

    /**
     * From which record on the chain is whole up to its end.
     *
     * @return a number from 1; one more than the last record's if even that one is faulty
     */
    public long confirmedFrom() {
        return faults.stream().mapToLong(Fault::last).max().orElse(0) + 1;
    }

    /** What happened to a record. */
    public enum Kind {
        /** It says something else than was written, or something else is in its place. */
        EDITED,
        /** It is missing. */
        DROPPED,
        /** Behind the record of this number (0: before all others) there is something that belongs to no number. */
        INSERTED,
        /** It is not in its place, as if swapped or moved. */
        SWAPPED,
        /** The trail ends before it, though there is a head, or a note in the store, that it was there. */
        TRUNCATED,
        /** One of these at least was written anew, and those behind it with it: the kept head doesn't fit the last of them. */
        REWRITTEN
    }

    /**
     * One fault. Immutable.
     *
     * @param kind what happened
     * @param first the number of the record
     * @param last the same, or for several in a row the last one's
     * @param place where it is: the number in the key in the store, the line in an export; 0 for what is nowhere
     */
    public record Fault(Kind kind, long first, long last, long place) {
        /**
         * Checks the parts.
         *
         * @param kind what happened
         * @param first the first record's number
         * @param last the last record's number
         * @param place where it is
         */
        public Fault {
            Objects.requireNonNull(kind, "kind");
            if (first < 0 || last < first) {
                throw new IllegalArgumentException("A fault has the numbers of records, the first one first.");
            }
        }

        /**
         * The fault for people: "record 7 was edited".
         *
         * @return the words, without a capital letter and without a full stop
         */
        public Text words() {
            boolean one = first == last;
            String en = (one ? "record " + first : "records " + first + " to " + last) + " ";
            String fr = (one ? "l'enregistrement " + first : "les enregistrements " + first + " à " + last) + " ";
            return switch (kind) {
                case EDITED ->
                    new Text(
                            en + (one ? "was edited" : "were edited"),
                            fr + (one ? "a été modifié" : "ont été modifiés"));
                case DROPPED -> new Text(en + (one ? "is missing" : "are missing"), fr + (one ? "manque" : "manquent"));
                case INSERTED -> new Text(en + "had something inserted behind", fr + "a été suivi d'une insertion");
                case SWAPPED ->
                    new Text(
                            en + (one ? "is not in its place" : "are not in their place"),
                            fr + (one ? "n'est pas à sa place" : "ne sont pas à leur place"));
                case TRUNCATED ->
                    new Text(
                            en + (one ? "was cut off at the end" : "were cut off at the end"),
                            fr + (one ? "a été coupé à la fin" : "ont été coupés à la fin"));
                case REWRITTEN ->
                    new Text(
                            en + (one ? "was rewritten" : "were rewritten, at least in part"),
                            fr + (one ? "a été réécrit" : "ont été réécrits, du moins en partie"));
            };
        }
    }
}
