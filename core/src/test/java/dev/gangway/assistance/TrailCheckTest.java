package dev.gangway.assistance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.assistance.TrailCheck.Fault;
import dev.gangway.assistance.TrailCheck.Kind;
import dev.gangway.connection.ConnectionId;
import dev.gangway.fake.FakeTime;
import dev.gangway.internal.json.JsonObject;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Versioned;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrailCheckTest {

    private static final int LENGTH = 200;
    private static final ConnectionId ACME = new ConnectionId("acme");

    private static final InMemoryStore WRITTEN = new InMemoryStore();
    private static final TrailHead HEAD = trail(WRITTEN, ACME, LENGTH).head();

    private final InMemoryStore store = copy();
    private final Trail trail = Trail.of(store, ACME);
    private final TrailHead head = HEAD;

    private static InMemoryStore copy() {
        InMemoryStore copy = new InMemoryStore();
        WRITTEN.list("")
                .forEach(key -> copy.compareAndSet(
                        key, 0, WRITTEN.get(key).orElseThrow().data()));
        return copy;
    }

    private static Trail trail(InMemoryStore store, ConnectionId connection, int length) {
        Trail trail = new Trail(store, connection, new FakeTime());
        for (int i = 0; i < length; i += 2) {
            TrailRecord intent =
                    trail.append(Entry.of(Actor.partner("Northwind IT"), Action.MEMBER_REMOVED, Stage.INTENT)
                            .on(Subject.of("Leo " + i, "dbmid:" + i)));
            trail.append(Entry.result(intent, new Gate.Result(Stage.DONE, Optional.of("asked by Élodie"))));
        }
        return trail;
    }

    private static String key(long number) {
        return "trail/acme/" + String.format("%019d", number);
    }

    private void write(String key, String text) {
        long version = store.get(key).map(Versioned::version).orElse(0L);
        store.compareAndSet(key, version, text.getBytes(StandardCharsets.UTF_8));
    }

    /** As if no more had ever been written. */
    private void cutTo(int length) {
        for (int i = length + 1; i <= LENGTH; i++) {
            write(key(i), "");
        }
        write("trail-end/acme", "" + length);
    }

    private String text(long number) {
        return new String(store.get(key(number)).orElseThrow().data(), StandardCharsets.UTF_8);
    }

    /** All lines of the export; the first is the record with number 1. */
    private List<String> lines() {
        StringBuilder out = new StringBuilder();
        trail.export(out);
        return new ArrayList<>(Arrays.asList(out.toString().split("\n")));
    }

    /** As a third party checks them. */
    private static TrailCheck checkExport(List<String> lines, TrailHead... kept) {
        return Trail.check(new StringReader(String.join("\n", lines)), kept);
    }

    private static final Map<String, Link> KNOWN = new ConcurrentHashMap<>();

    /** The same, without reading the same line again. */
    private TrailCheck check(List<String> lines, TrailHead... kept) {
        List<Link> links = new ArrayList<>();
        for (String line : lines) {
            Link it = KNOWN.computeIfAbsent(line, text -> Link.read(1, text));
            links.add(new Link(
                    links.size() + 1L, it.number(), it.connection(), it.previous(), it.hash(), it.intact(), it.json()));
        }
        return new Chain(ACME, links, List.of(kept), 0).check();
    }

    /** What the faults say, without places: "EDITED 7", "DROPPED 7-9". */
    private static List<String> found(TrailCheck check) {
        return check.faults().stream()
                .map(it -> it.kind() + " " + it.first() + (it.first() == it.last() ? "" : "-" + it.last()))
                .toList();
    }

    /** The record changed by somebody who knows how the hash is made. */
    private static String forged(String line, String from, String to) {
        JsonObject json = JsonObject.parse(line.replace(from, to)).without(Link.HASH);
        return new String(Link.bytes(json), StandardCharsets.UTF_8);
    }

    @Test
    void anUntouchedTrailIsSoundInTheStoreAndOutside() {
        assertThat(trail.check(head)).isEqualTo(new TrailCheck(LENGTH, head, List.of()));
        assertThat(checkExport(lines(), head)).isEqualTo(new TrailCheck(LENGTH, head, List.of()));
        assertThat(checkExport(lines()).isSound()).isTrue();
        assertThat(trail.check().confirmedFrom()).isEqualTo(1);
    }

    @Test
    void aTrailThatGrewSinceIsSoundAgainstTheHeadKept() {
        trail.append(Entry.of(Actor.GANGWAY, Action.ASSISTANCE_DISABLED, Stage.DONE));

        assertThat(trail.check(head).isSound()).isTrue();
        assertThat(checkExport(lines(), head).end().number()).isEqualTo(LENGTH + 1);
    }

    @Test
    void anEmptyTrailIsSound() {
        Trail empty = Trail.of(store, new ConnectionId("empty"));

        assertThat(empty.check(empty.head())).isEqualTo(new TrailCheck(0, empty.head(), List.of()));
        assertThat(checkExport(List.of(), empty.head()).isSound()).isTrue();
    }

    @Test
    void everySingleEditIsLocatedInAnExportAlsoWithANewHash() {
        List<String> lines = lines();
        for (int i = 0; i < LENGTH; i++) {
            List<String> edited = new ArrayList<>(lines);
            List<String> expected = List.of("EDITED " + (i + 1));

            edited.set(i, lines.get(i).replace("Northwind", "Southwind"));
            assertThat(found(check(edited, head))).isEqualTo(expected);
            edited.set(i, forged(lines.get(i), "Northwind", "Southwind"));
            assertThat(found(check(edited, head)))
                    .isEqualTo(i < LENGTH - 1 ? expected : List.of("REWRITTEN 1-" + LENGTH));
            edited.set(i, "rubbish");
            assertThat(found(check(edited, head))).isEqualTo(expected);
        }
    }

    @Test
    void everySingleEditDropSwapAndCopyIsLocatedInTheStore() {
        cutTo(40);
        TrailHead kept = trail.head();
        for (int i = 1; i <= 40; i++) {
            String before = text(i);
            write(key(i), before.replace("Leo", "Lea"));
            assertThat(found(trail.check(kept))).isEqualTo(List.of("EDITED " + i));
            write(key(i), " " + before);
            assertThat(found(trail.check())).isEqualTo(List.of("EDITED " + i));
            write(key(i), "");
            assertThat(found(trail.check(kept))).isEqualTo(List.of((i == 40 ? "TRUNCATED " : "DROPPED ") + i));
            int other = (i + 7) % 40 + 1;
            String second = text(other);
            write(key(i), second);
            write(key(other), before);
            assertThat(found(trail.check(kept))).containsExactlyInAnyOrder("SWAPPED " + i, "SWAPPED " + other);
            write(key(other), second);
            assertThat(found(trail.check(kept))).containsExactly("EDITED " + i); // there are two of the other now
            write(key(i), before);
        }
        assertThat(trail.check(kept).isSound()).isTrue();
    }

    @Test
    void everySingleDropIsLocatedInAnExport() {
        List<String> lines = lines();
        for (int i = 0; i < LENGTH; i++) {
            List<String> fewer = new ArrayList<>(lines);
            fewer.remove(i);

            assertThat(found(check(fewer, head)))
                    .isEqualTo(List.of((i == LENGTH - 1 ? "TRUNCATED " : "DROPPED ") + (i + 1)));
        }
    }

    @Test
    void everySingleSwapIsLocatedInAnExport() {
        List<String> lines = lines();
        for (int i = 0; i < LENGTH; i++) {
            for (int other : new int[] {i + 1, i + 50}) {
                if (other < LENGTH && other > i) {
                    List<String> swapped = new ArrayList<>(lines);
                    Collections.swap(swapped, i, other);

                    assertThat(found(check(swapped, head)))
                            .isEqualTo(List.of("SWAPPED " + (i + 1), "SWAPPED " + (other + 1)));
                }
            }
        }
    }

    @Test
    void everySingleInsertionIsLocatedInAnExport() {
        List<String> lines = lines();
        String copy = lines.get(100);
        String forged = forged(copy, "\"number\":101", "\"number\":500");
        String next = forged(copy, "\"number\":101", "\"number\":201");
        for (int i = 0; i < LENGTH; i++) {
            for (String inserted : List.of(copy, forged, next, "rubbish", forged(copy, "Leo", "Lea"))) {
                List<String> more = new ArrayList<>(lines);
                more.add(i, inserted);

                List<Fault> faults = check(more, head).faults();

                assertThat(faults).as("%s at %s", inserted, i).hasSize(1);
                assertThat(faults.get(0).kind()).isEqualTo(Kind.INSERTED);
                assertThat(faults.get(0).first()).isBetween((long) i, i + 1L); // beside an equal record, either one
                assertThat(faults.get(0).place()).isBetween(i + 1L, i + 2L);
            }
        }
    }

    @Test
    void aHeadTellsWhichOfTwoLastRecordsIsTheOneThatWasWritten() {
        List<String> lines = lines();
        lines.add(LENGTH - 1, forged(lines.get(LENGTH - 1), "Leo", "Lea"));

        assertThat(checkExport(lines, head).faults()).containsExactly(new Fault(Kind.INSERTED, 199, 199, 200));
    }

    @Test
    void aRecordThatWasMovedIsTheOnlyOneNamed() {
        List<String> lines = lines();
        lines.add(150, lines.remove(20));

        assertThat(found(check(lines, head))).containsExactly("SWAPPED 21");

        List<String> last = lines();
        last.add(0, last.remove(LENGTH - 1));

        assertThat(found(check(last, head))).containsExactly("SWAPPED 200");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void eachCharacterOfARecordCounts(int number) {
        List<String> lines = lines().subList(0, 8);
        TrailHead kept = check(lines).end();
        String line = lines.get(number - 1);
        for (int i = 0; i < line.length(); i++) {
            lines.set(number - 1, line.substring(0, i) + (char) (line.charAt(i) ^ 1) + line.substring(i + 1));

            assertThat(found(checkExport(lines, kept))).as("character %s", i).containsExactly("EDITED " + number);
        }
    }

    @Test
    void manyFaultsAtOnceAreAllLocated() {
        List<String> lines = lines();
        lines.set(10, lines.get(10).replace("Leo", "Lea"));
        lines.set(11, forged(lines.get(11), "Leo", "Lea"));
        lines.set(40, forged(lines.get(40), "Leo", "Lea"));
        Collections.swap(lines, 60, 63);
        lines.set(80, lines.get(3));
        lines.subList(100, 110).clear();
        lines.add(130, lines.get(5)); // behind 140, ten are gone
        lines.subList(lines.size() - 2, lines.size()).clear();

        TrailCheck check = checkExport(lines, head);

        assertThat(found(check))
                .containsExactly(
                        "EDITED 11",
                        "EDITED 12",
                        "EDITED 41",
                        "SWAPPED 61",
                        "SWAPPED 64",
                        "EDITED 81",
                        "DROPPED 101-110",
                        "INSERTED 140",
                        "TRUNCATED 199-200");
        assertThat(check.confirmedFrom()).isEqualTo(201);
        assertThat(check.end().number()).isEqualTo(198);
    }

    @Test
    void anEditBehindWhichTheNextRecordWasEditedTooIsLocated() {
        List<String> lines = lines();
        lines.set(10, forged(lines.get(10), "Leo", "Lea"));
        lines.set(11, lines.get(11).replace("Leo", "Lea"));

        assertThat(found(check(lines, head))).containsExactly("EDITED 11", "EDITED 12");
    }

    @Test
    void anInsertionThatPushesTheKeysOfTheOthersIsOneInsertion() {
        for (int i = LENGTH; i > 50; i--) {
            write(key(i + 1), text(i));
        }
        write(key(51), forged(text(50), "Leo", "Lea"));

        assertThat(found(trail.check(head))).containsExactly("INSERTED 50");
    }

    @Test
    void aRecordUnderAKeyFurtherOnIsFound() {
        write(key(205), text(200));
        write(key(200), "");

        assertThat(found(trail.check(head))).containsExactly("SWAPPED 200");
    }

    @Test
    void aKeyThatNoRecordHasIsAnInsertion() {
        write("trail/acme/note", text(200));

        assertThat(found(trail.check(head))).containsExactly("INSERTED 200");
    }

    @Test
    void aTrailThatWasCutIsFoundByAHeadOrElseByTheNoteInTheStore() {
        for (int i = 181; i <= LENGTH; i++) {
            write(key(i), "");
        }

        assertThat(found(trail.check(head))).containsExactly("TRUNCATED 181-200");
        assertThat(found(trail.check())).containsExactly("TRUNCATED 181-192");
        assertThat(found(checkExport(lines(), head))).containsExactly("TRUNCATED 181-200");
    }

    @Test
    void aTrailThatWasWrittenAnewIsFoundByAHead() {
        List<String> lines = lines();
        TrailHead early = check(lines.subList(0, 100)).end();
        String hash = JsonObject.parse(lines.get(149)).requiredText(Link.HASH);
        for (int i = 150; i < LENGTH; i++) {
            JsonObject json =
                    JsonObject.parse(lines.get(i).replace("Leo", "Lea")).without(Link.HASH);
            lines.set(i, new String(Link.bytes(json.with(Link.PREVIOUS, hash)), StandardCharsets.UTF_8));
            hash = JsonObject.parse(lines.get(i)).requiredText(Link.HASH);
        }

        assertThat(check(lines, early).isSound()).isTrue();
        assertThat(found(check(lines, early, head))).containsExactly("REWRITTEN 101-200");
    }

    @Test
    void aRecordOfAnotherConnectionIsAnEdit() {
        Trail other = trail(new InMemoryStore(), new ConnectionId("other"), 8);
        StringBuilder export = new StringBuilder();
        other.export(export);
        List<String> foreign = Arrays.asList(export.toString().split("\n"));
        List<String> lines = lines();
        lines.set(6, foreign.get(6));

        assertThat(found(check(lines, head))).containsExactly("EDITED 7");
        write(key(7), foreign.get(6));
        assertThat(found(trail.check(head))).containsExactly("EDITED 7");
    }

    @Test
    void aWholeTrailOfAnotherConnectionIsNoneOfThisOne() {
        cutTo(2);
        Trail other = trail(new InMemoryStore(), new ConnectionId("other"), 2);
        StringBuilder export = new StringBuilder();
        other.export(export);
        write(key(1), export.toString().split("\n")[0]);
        write(key(2), export.toString().split("\n")[1]);

        assertThat(found(trail.check())).containsExactly("EDITED 1", "EDITED 2");
    }

    @Test
    void aTrailThatBeginsBehindARecordWhichIsGoneIsFound() {
        String first = forged(lines().get(0), "0".repeat(64), "1".repeat(64));

        assertThat(found(checkExport(List.of(first)))).containsExactly("EDITED 1");
    }

    @Test
    void withoutAHeadALastLineThatIsDamagedIsTheRecordAndACopyIsNot() {
        List<String> damaged = lines();
        damaged.set(LENGTH - 1, "rubbish");
        List<String> copied = lines();
        copied.add(copied.get(3));

        assertThat(found(check(damaged))).containsExactly("EDITED 200");
        assertThat(found(check(copied))).containsExactly("INSERTED 200");
    }

    @Test
    void whatStandsForOneOfSeveralMissingRecordsIsToldByItsNumberOrItsKey() {
        List<String> lines = lines();
        String damaged = lines.get(51).replaceAll("\"(hash|previous)\":\"....", "\"$1\":\"----");
        lines.set(51, damaged);
        lines.remove(52);
        lines.remove(50);
        write(key(51), "");
        write(key(52), "rubbish");
        write(key(53), "");

        assertThat(found(check(lines, head))).containsExactly("DROPPED 51", "EDITED 52", "DROPPED 53");
        assertThat(found(trail.check(head))).containsExactly("DROPPED 51", "EDITED 52", "DROPPED 53");
    }

    @Test
    void aFieldWithoutAValueIsAnEdit() {
        List<String> lines = lines();
        lines.set(6, lines.get(6).replace("{\"action\"", "{\"aaa\":null,\"action\""));

        assertThat(found(check(lines, head))).containsExactly("EDITED 7");
    }

    @Test
    void headsOfAnotherConnectionAreRefusedAtTheDoor() {
        TrailHead other = new TrailHead(new ConnectionId("other"), 1, head.hash());

        assertThatThrownBy(() -> trail.check(other)).hasMessageContaining("another connection than acme");
        assertThatThrownBy(() -> checkExport(lines(), head, other)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> checkExport(List.of("rubbish"))).hasMessageContaining("no record of a trail");
    }

    @Test
    void anExportOfADamagedTrailSaysWhatIsThere() {
        write(key(7), "rubbish");

        assertThat(lines().get(6)).isEqualTo("{\"unreadable\":\"cnViYmlzaA==\"}");
        assertThat(found(checkExport(lines(), head))).containsExactly("EDITED 7");
    }

    /** As a third party would write it that has no line of ours: the hash is over the line without its hash, and names the one before. */
    @Test
    void anExportIsCheckedByAFewLinesWithoutGangway() throws Exception {
        String before = "0".repeat(64);
        for (String line : lines()) {
            String hash = line.replaceAll(".*\"hash\":\"([0-9a-f]{64})\",.*", "$1");
            byte[] rest = line.replaceFirst("\"hash\":\"[0-9a-f]{64}\",", "").getBytes(StandardCharsets.UTF_8);

            assertThat(line).contains("\"previous\":\"" + before + "\"");
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(rest)))
                    .isEqualTo(hash);
            before = hash;
        }
        assertThat(head.toString()).isEqualTo("gangway-trail/1 acme 200 " + before);
    }

    @Test
    void aFaultIsToldInBothLanguages() {
        assertThat(new Fault(Kind.EDITED, 7, 7, 7).words().en()).isEqualTo("record 7 was edited");
        assertThat(new Fault(Kind.DROPPED, 7, 9, 0).words().fr()).isEqualTo("les enregistrements 7 à 9 manquent");
        for (Kind kind : Kind.values()) {
            assertThat(new Fault(kind, 7, 7, 7).words().en()).startsWith("record 7 ");
            assertThat(new Fault(kind, 7, 9, 7).words().en()).startsWith("records 7 to 9 ");
            assertThat(new Fault(kind, 7, 9, 7).words().fr()).startsWith("les enregistrements 7 à 9 ");
        }
    }

    @Test
    void aThousandRandomMixesAreFoundIfTheyChangedAnything() {
        List<String> lines = lines().subList(0, 40);
        TrailHead kept = check(lines).end();
        for (long seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            List<String> mixed = new ArrayList<>(lines);
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = random.nextInt(mixed.size());
                switch (random.nextInt(4)) {
                    case 0 -> mixed.set(at, mixed.get(at).replace("\"at\":\"2026", "\"at\":\"2025"));
                    case 1 -> mixed.remove(at);
                    case 2 -> Collections.swap(mixed, at, random.nextInt(mixed.size()));
                    default -> mixed.add(at, mixed.get(random.nextInt(mixed.size())));
                }
            }

            assertThat(check(mixed, kept).isSound()).as("seed %s", seed).isEqualTo(mixed.equals(lines));
        }
    }
}
