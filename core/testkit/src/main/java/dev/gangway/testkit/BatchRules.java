package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gangway.error.AnswerLostException;
import dev.gangway.result.Outcome;
import dev.gangway.result.Refusal.Reason;
import dev.gangway.user.NewUser;
import dev.gangway.user.UserId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

abstract class BatchRules extends Rules {

    @Test
    @Rule("U-26")
    void eachOfABatchHasAnOutcomeInTheOrderGiven() {
        List<NewUser> people = batch("ana", "ben", "cleo");

        List<Outcome<UserId>> outcomes = users().onboardAll(people);

        assertEquals(people.size(), outcomes.size(), "Outcomes of a batch");
        for (int i = 0; i < people.size(); i++) {
            UserId id = changed(outcomes.get(i));
            assertTrue(people.get(i).email().names(find(id)), "The address of number " + i + " of a batch");
        }
    }

    @Test
    @Rule("U-27")
    void whoIsRefusedStopsNobodyElseOfTheBatch() {
        UserId mia = active("mia");
        recoverable("leo");

        List<Outcome<UserId>> outcomes = users().onboardAll(batch("ana", "leo", "mia", "ben"));

        refused(outcomes.get(1), Reason.RECOVERABLE_LEAVER);
        alreadyDone(mia, outcomes.get(2));
        Stream.of(0, 3)
                .forEach(
                        i -> assertTrue(find(changed(outcomes.get(i))).status().isOnTeam(), "The others of the batch"));
    }

    @Test
    @Rule("U-28")
    void aBatchIsOneRequestAlsoWhenItsAnswerIsLost() {
        assertEquals(
                1,
                writesDuring(() -> users().onboardAll(batch("ana", "ben")).forEach(this::changed)),
                "Requests that a batch sent");

        levers().loseNextAnswer();
        int sent = writesDuring(
                () -> assertThrows(AnswerLostException.class, () -> users().onboardAll(batch("cleo", "dora"))));

        assertEquals(1, sent, "Requests that a batch sent when its answer was lost");
    }

    @Test
    @Rule("U-29")
    void aBatchThatIsTooLargeIsRefusedAtTheDoor() {
        int most = users().onboardingBatch();
        assertTrue(most >= 1, "How many people a batch takes: " + most);
        List<NewUser> tooMany = IntStream.rangeClosed(0, most)
                .mapToObj(number -> newUser("person" + number))
                .toList();

        int sent = writesDuring(
                () -> assertThrows(IllegalArgumentException.class, () -> users().onboardAll(tooMany), "One too many"));

        assertEquals(0, sent, "Requests sent for a batch that is too large");
    }
}
