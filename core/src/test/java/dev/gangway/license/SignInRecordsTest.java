package dev.gangway.license;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.result.Cursor;
import dev.gangway.store.InMemoryStore;
import dev.gangway.store.Store;
import dev.gangway.store.Versioned;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SignInRecordsTest {

    private static final Instant SINCE = SignInFoldTest.SINCE;
    private static final Instant UNTIL = SignInFoldTest.UNTIL;

    private final InMemoryStore store = new InMemoryStore();
    private final SignInRecords records = new SignInRecords(store, "c1");

    private static Coverage coverage(String cursor) {
        return new Coverage(
                SINCE,
                UNTIL,
                Duration.ofDays(90),
                Optional.of(new Cursor(cursor)),
                SINCE,
                UNTIL,
                UNTIL.minusSeconds(7));
    }

    private static SignInFold fold(int people, long at) {
        SignInFold fold = new SignInFold(new Interned());
        for (int i = 0; i < people; i++) {
            SignInFoldTest.tell(fold, "dbmid:" + i, "p" + i + "@example.com", at + i, SignInFoldTest.PASSWORD);
        }
        return fold;
    }

    private static LastLogin lastLogin(SignInFold fold, int i) {
        Roster roster = new Roster(fold.ids);
        roster.user(User.of(new UserId("dbmid:" + i), "p" + i + "@example.com", UserStatus.ACTIVE));
        return fold.attribute(roster, SINCE, UNTIL).lastLogin(0);
    }

    private List<String> keys() {
        return store.list("licenses/c1/");
    }

    @Test
    void whatWasKeptIsReadBackOnAnotherNode() {
        SignInFold fold = fold(20_000, SINCE.getEpochSecond());
        SignInFoldTest.tell(
                fold, "dbmid:7", "moved@example.com", SINCE.getEpochSecond() + 100_000, SignInFoldTest.ADMIN);
        SignInFoldTest.tell(fold, "", "alone@example.com", SINCE.getEpochSecond() + 5, SignInFoldTest.PASSWORD);
        SignInFoldTest.tell(fold, "", "", SINCE.getEpochSecond() + 6, SignInFoldTest.PASSWORD);

        assertThat(records.save(fold, coverage("abc"), Optional.empty())).isTrue();
        SignInRecords.Kept kept = new SignInRecords(store, "c1").load().orElseThrow();

        assertThat(kept.coverage()).isEqualTo(coverage("abc"));
        assertThat(lastLogin(kept.fold(), 7)).isEqualTo(lastLogin(fold, 7));
        assertThat(lastLogin(kept.fold(), 19_999)).isEqualTo(lastLogin(fold, 19_999));
        assertThat(List.copyOf(kept.fold().further.values())).isEqualTo(List.copyOf(fold.further.values()));
        assertThat(kept.fold().byAddress).isEqualTo(fold.byAddress);
        assertThat(kept.fold().anybodys).isEqualTo(fold.anybodys);
        assertThat(kept.fold().words).isEqualTo(fold.words);
        assertThat(keys()).hasSizeGreaterThan(5);
    }

    @Test
    void anotherConnectionHasItsOwn() {
        records.save(fold(3, SINCE.getEpochSecond()), coverage("abc"), Optional.empty());

        assertThat(new SignInRecords(store, "c2").load()).isEmpty();
    }

    @Test
    void whoWasLastSeenBeforeWhatIsCoveredIsForgotten() {
        SignInFold fold = fold(3, SINCE.getEpochSecond() - 2);
        records.save(fold, coverage("abc"), Optional.empty());

        assertThat(records.load().orElseThrow().fold().ids.size()).isEqualTo(1);
    }

    @Test
    void aNewGenerationReplacesTheOldOne() {
        records.save(fold(20_000, SINCE.getEpochSecond()), coverage("one"), Optional.empty());
        int before = keys().size();

        assertThat(records.save(fold(20_000, SINCE.getEpochSecond() + 9), coverage("two"), records.load()))
                .isTrue();

        assertThat(keys()).hasSize(before);
        assertThat(records.load().orElseThrow().coverage()).isEqualTo(coverage("two"));
    }

    @Test
    void ofTwoNodesTheSecondKeepsNothingAndLeavesNothing() {
        Optional<SignInRecords.Kept> seen = records.load();
        records.save(fold(20_000, SINCE.getEpochSecond()), coverage("one"), seen);
        int before = keys().size();
        Optional<SignInRecords.Kept> one = records.load();
        Optional<SignInRecords.Kept> other = records.load();
        assertThat(records.save(one.orElseThrow().fold(), coverage("two"), one)).isTrue();

        assertThat(records.save(other.orElseThrow().fold(), coverage("three"), other))
                .isFalse();

        assertThat(records.load().orElseThrow().coverage()).isEqualTo(coverage("two"));
        assertThat(keys()).hasSize(before);
    }

    @Test
    void whatIsTooLongForARecordIsNotKeptAndLeavesNothing() {
        SignInFold talkative = fold(20_000, SINCE.getEpochSecond());
        for (int i = 0; i < 1000; i++) {
            SignInFoldTest.tell(
                    talkative,
                    "dbmid:1",
                    "",
                    SINCE.getEpochSecond(),
                    new SignInSource("log, " + "browser ".repeat(40) + i, "user"));
        }

        assertThat(records.save(talkative, coverage("abc"), Optional.empty())).isFalse();
        assertThat(records.save(fold(20_000, SINCE.getEpochSecond()), coverage("c".repeat(70_000)), Optional.empty()))
                .isFalse();
        assertThat(keys()).isEmpty();
    }

    @Test
    void whateverWriteANodeDiesAtTheOldOrTheNewIsThereAndALaterOneSweeps() {
        records.save(fold(20_000, SINCE.getEpochSecond()), coverage("one"), Optional.empty());
        int whole = keys().size();
        boolean survived = false;
        for (int writes = 0; !survived; writes++) {
            survived = survives(writes);
            assertThat(records.load().orElseThrow().fold().ids.size()).isEqualTo(20_000);
        }
        records.save(records.load().orElseThrow().fold(), coverage("last"), records.load());
        assertThat(keys()).hasSize(whole);
    }

    /** Whether a node that dies after so many writes gets to the end of its saving before. */
    private boolean survives(int writes) {
        SignInRecords mortal = new SignInRecords(new Dying(store, writes), "c1");
        try {
            Optional<SignInRecords.Kept> seen = mortal.load();
            mortal.save(seen.orElseThrow().fold(), coverage("c" + writes), seen);
            return true;
        } catch (Dead dead) {
            return false;
        }
    }

    @Test
    void aDamagedRecordIsAsGoodAsNoneAndIsReplaced() {
        records.save(fold(20_000, SINCE.getEpochSecond()), coverage("one"), Optional.empty());
        String piece = keys().get(1);
        Versioned there = store.get(piece).orElseThrow();
        store.compareAndSet(piece, there.version(), new byte[] {1, 0, 5, 'a'});

        assertThat(records.load()).isEmpty();
        assertThat(records.save(fold(2, SINCE.getEpochSecond()), coverage("new"), Optional.empty()))
                .isTrue();
        assertThat(records.load().orElseThrow().coverage()).isEqualTo(coverage("new"));
        assertThat(keys()).hasSize(2);
    }

    private static final class Dead extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A store as a node sees it that dies at its so many-th write. */
    private static final class Dying implements Store {
        private final Store store;
        private int left;

        Dying(Store store, int writes) {
            this.store = store;
            this.left = writes;
        }

        @Override
        public Optional<Versioned> get(String key) {
            return store.get(key);
        }

        @Override
        public OptionalLong compareAndSet(String key, long expectedVersion, byte[] data) {
            if (left-- == 0) {
                throw new Dead();
            }
            return store.compareAndSet(key, expectedVersion, data);
        }

        @Override
        public List<String> list(String prefix) {
            return store.list(prefix);
        }

        @Override
        public Optional<Lease> lease(String name, Duration duration) {
            return store.lease(name, duration);
        }
    }
}
