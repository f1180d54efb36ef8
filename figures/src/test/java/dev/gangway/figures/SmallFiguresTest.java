package dev.gangway.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The figures that need no second process, small; what the tables say of more is in the figures document. */
class SmallFiguresTest {

    private static void assertKept(Table table) {
        assertThat(table.isKept()).as(table.toString()).isTrue();
    }

    @Test
    void removalsOfWhichTheAnswerIsLostAreSentOnceAndKnownAsDone() {
        assertKept(LostRemovals.measured(6));
    }

    /** About twenty, spread over faults, operations, people and numbers of nodes. */
    @Test
    void someCellsOfTheFaultMatrixHold() {
        AtomicInteger turn = new AtomicInteger();

        LifecycleMatrix matrix = LifecycleMatrix.run(fault -> true, place -> turn.getAndIncrement() % 149 == 0);

        assertThat(matrix.broken()).isEmpty();
    }

    @Test
    void aNodeThatDiesAtAnyMomentLosesNobodyAndSendsNothingTwice() {
        assertKept(OffboardingKilled.measured(2, 5));
    }

    /** Those in which at most one of the people named is unfit, and of these a part. */
    @Test
    void thePlanAndDropboxSayTheSameOfARemoval() {
        List<RemovalSet> few = RemovalSet.few();

        assertKept(RemovalOptions.measured(IntStream.range(0, few.size())
                .filter(i -> i % 3 == 0)
                .mapToObj(few::get)
                .toList()));
    }

    @Test
    void noRandomPlanAsksForWhatIsForbidden() {
        assertKept(RandomPlans.measured(8, 20, 7));
    }
}
