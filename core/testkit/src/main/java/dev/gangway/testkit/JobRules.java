package dev.gangway.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gangway.error.AnswerLostException;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.user.DataHandling;
import dev.gangway.user.NewUser;
import dev.gangway.user.UserId;
import dev.gangway.user.UserLifecycle;
import dev.gangway.user.UserStatus;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

abstract class JobRules extends Rules {

    /** A removal that the provider works on in the background. */
    private JobHandle removalInBackground(UserId leaver) {
        levers().holdJobs();
        Outcome<UserId> outcome =
                users().remove(leaver, DataHandling.keepRecoverable().keepingDevices());
        Assumptions.assumeTrue(
                outcome instanceof Outcome.Unsettled, "This provider removes people at once: " + outcome);
        return ((Outcome.Unsettled<UserId>) outcome).handle();
    }

    @Test
    @Rule("U-80")
    void aHandleOfAnotherConnectorIsRefused() {
        UserLifecycle users = users();

        assertThrows(IllegalArgumentException.class, () -> users.poll(new JobHandle("somebody-elses:42")));
    }

    @Test
    @Rule("U-81")
    void aJobIsUnsettledWhileItRuns() {
        UserId leo = active("leo");
        JobHandle handle = removalInBackground(leo);

        Outcome<UserId> polled = users().poll(handle);

        Outcome.Unsettled<?> unsettled =
                assertInstanceOf(Outcome.Unsettled.class, polled, "What a poll says of a job that is held");
        assertEquals(handle, unsettled.handle(), "The handle that a poll of a running job gives");
    }

    @Test
    @Rule("U-82")
    void anotherNodeSeesAJobToItsEnd() {
        UserId leo = active("leo");
        JobHandle handle = removalInBackground(leo);
        UserLifecycle otherNode = users(subject().open().session());
        levers().releaseJobs();

        Outcome<UserId> end = settled(otherNode.poll(new JobHandle(handle.value())));

        assertEquals(Outcome.done(leo), end, "How the job ended, as another node sees it");
        assertTrue(status(leo).map(UserStatus::isRemoved).orElse(true), "The status afterwards: " + status(leo));
    }

    @Test
    @Rule("U-83")
    void aJobThatTheProviderLostIsALostAnswer() {
        JobHandle handle = removalInBackground(active("leo"));
        levers().forgetJobs();

        assertThrows(AnswerLostException.class, () -> users().poll(handle));
    }

    @Test
    @Rule("U-84")
    void severalJobsAreToldAsEachAlone() {
        UserId leo = active("leo");
        UserId mia = active("mia");
        List<JobHandle> handles = List.of(removalInBackground(mia), removalInBackground(leo));

        assertEquals(
                handles,
                users().pollAll(handles).stream().map(JobRules::handle).toList(),
                "The handles of jobs that run, in the order given");
        levers().releaseJobs();
        handles.forEach(it -> settled(users().poll(it)));

        assertEquals(
                List.of(Outcome.done(mia), Outcome.done(leo)),
                users().pollAll(handles),
                "How the jobs ended, in the order given");
    }

    @Test
    @Rule("U-85")
    void eachOfABatchHasAJobOfItsOwn() {
        levers().holdJobs();
        List<NewUser> people = batch("ana", "ben");
        List<Outcome<UserId>> outcomes = users().onboardAll(people);
        Assumptions.assumeTrue(
                outcomes.stream().allMatch(Outcome.Unsettled.class::isInstance),
                "This provider brings people aboard at once: " + outcomes);
        levers().releaseJobs();
        UserLifecycle otherNode = users(subject().open().session());

        for (int i : List.of(1, 0)) {
            JobHandle handle = new JobHandle(handle(outcomes.get(i)).value());
            UserId id = done(settled(otherNode.poll(handle)));
            assertTrue(
                    people.get(i).email().names(find(id)), "Whom the handle of number " + i + " of a batch is about");
        }
    }

    private static JobHandle handle(Outcome<UserId> outcome) {
        return assertInstanceOf(Outcome.Unsettled.class, outcome, "A job that is held")
                .handle();
    }
}
