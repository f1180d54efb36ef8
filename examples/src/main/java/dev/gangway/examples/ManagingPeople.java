package dev.gangway.examples;

import dev.gangway.Gangway;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Row;
import dev.gangway.user.Brake;
import dev.gangway.user.BulkPlan;
import dev.gangway.user.BulkReport;
import dev.gangway.user.ConfirmedBulkPlan;
import dev.gangway.user.ConfirmedPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Devices;
import dev.gangway.user.IfInvited;
import dev.gangway.user.KeptOut;
import dev.gangway.user.MailForwarder;
import dev.gangway.user.NewUser;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.OffboardingRequest;
import dev.gangway.user.Onboarded;
import dev.gangway.user.ProfileChange;
import dev.gangway.user.Quota;
import dev.gangway.user.Receipt;
import dev.gangway.user.ScheduledOffboarding;
import dev.gangway.user.Undone;
import dev.gangway.user.User;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What an application does with people over the years; a method is a section of the page on people. */
final class ManagingPeople {

    private final Users users;
    private final Consumer<String> page;

    ManagingPeople(Users users, Consumer<String> page) {
        this.users = users;
        this.page = page;
    }

    void aboard(List<NewUser> people) {
        // [people-onboard]
        List<Row<NewUser, Onboarded>> rows = users.onboardAll(people, progress -> page.accept(progress.message()));
        for (Row<NewUser, Onboarded> row : rows) { // one for each person, in the order given
            String end = row.end()
                    .match(
                            done -> "is aboard"
                                    + (done.value().notDone().isEmpty()
                                            ? ""
                                            : ", but: " + done.value().notDone()),
                            refused -> "is not aboard: " + refused.refusal().explanation(),
                            unsettled -> "isn't known yet: " + unsettled.why(), // settle(unsettled.handle())
                            notAttempted -> "was not tried: " + notAttempted.why());
            page.accept(row.input().email() + " " + end);
        }
        // [/people-onboard]
    }

    OffboardingPlan leaver(UserRef leo, UserRef manager) {
        // [people-plan]
        OffboardingRequest request = OffboardingRequest.of(
                        leo, DataHandling.transferTo(manager).keepingDevices())
                .forwardingMailTo(manager); // needs a mailForwarder(…) on the builder
        OffboardingPlan plan = users.planOffboarding(request); // reads, writes nothing
        plan.steps().forEach(step -> page.accept(step.words())); // suspend, forward mail, remove
        plan.consequences().forEach(it -> page.accept(it.kind() + ": " + it.text()));
        plan.refusals().forEach(it -> page.accept(it.explanation())); // empty, or it can't be confirmed
        // [/people-plan]
        return plan;
    }

    /** Sees many off; the files of each go to their manager. */
    BulkReport leavers(List<UserRef> leavers, Function<User, UserRef> managerOf) {
        // [people-bulk]
        BulkPlan plan = users.bulkOffboardings()
                .plan(
                        leavers,
                        leaver -> OffboardingRequest.of(
                                UserRef.id(leaver.id()),
                                DataHandling.transferTo(managerOf.apply(leaver)).keepingDevices()));
        plan.summary().forEach(page); // "40 of 41 people leave.", and who stays and why

        ConfirmedBulkPlan confirmed = plan.confirmedBy("it@example.com");
        if (plan.brake().isPresent()) { // more than the brake allows: somebody answers for it by name
            confirmed = confirmed.releasingBrake("Kim Boss", "The office in Paris closes, ticket 4711");
        }
        BulkReport report = users.bulkOffboardings().execute(confirmed, progress -> page.accept(progress.message()));
        page.accept(report.words()); // "41 people: 39 gone, 1 refused, 1 not settled, 0 not attempted"
        // [/people-bulk]
        return report;
    }

    void afterACrash() {
        // [people-resume]
        for (JobHandle run : users.bulkOffboardings().open()) { // on any node that shares the store
            if (users.bulkOffboardings().report(run).state() != BulkReport.State.PAUSED) { // a pause holds
                BulkReport report = users.bulkOffboardings().resume(run, progress -> {});
                page.accept(report.words() + ": " + report.why());
            }
        }
        // [/people-resume]
    }

    void later(OffboardingPlan plan, Instant lastDay) {
        // [people-schedule]
        ConfirmedPlan confirmed = plan.confirmedBy("hr@example.com");
        users.schedule().add(confirmed, lastDay); // or schedule().cancel(plan.id()) later

        // and in your scheduler, every hour, on any node:
        for (Row<ScheduledOffboarding, Receipt> row : users.schedule().executeDue(progress -> {})) {
            String end = row.end()
                    .match(
                            done -> "has left",
                            refused -> "is still there: " + refused.refusal().explanation(), // plan again
                            unsettled -> "isn't known yet", // it is due again
                            notAttempted -> "is still there: " + notAttempted.why());
            page.accept(row.input().plan().leaver().orElseThrow().email() + " " + end);
        }
        // [/people-schedule]
    }

    void keepOut(UserRef somebody) {
        // [people-suspend]
        Outcome<KeptOut> outcome = users.suspend(somebody, Devices.KEEP, IfInvited.WITHDRAW_THE_INVITATION);
        // [/people-suspend]
        page.accept(outcome.toString());
    }

    void change(UserRef mia, String groupId) {
        // [people-change]
        users.changeProfile(mia, ProfileChange.none().named("Mia", "Silva-Moe"));
        users.assignRoles(mia, List.of()); // a plain member
        users.joinGroup(mia, groupId);
        users.setQuota(mia, Quota.of(50_000_000_000L)); // bytes
        users.endAllSessions(mia, Devices.KEEP);
        users.unlinkAllApps(mia);
        // [/people-change]
    }

    Optional<Undone> back(String planId) {
        // [people-undo]
        Optional<Receipt> receipt = users.receipt(planId).flatMap(Outcome::toOptional);
        Optional<Undone> undone = receipt.flatMap(it -> users.undo(it).toOptional());
        undone.ifPresent(it -> it.notRestored().forEach(page)); // what could not be brought back, and why
        // [/people-undo]
        return undone;
    }

    static Gangway.Builder settings(Gangway.Builder builder, MailForwarder mail) {
        // [people-settings]
        builder.offboardingBrake(
                        new Brake(3, 5, Duration.ofHours(24))) // the default: 3 people or 5 %, whichever is more
                .protect(UserRef.email("ceo@example.com")) // never suspended, removed or demoted
                .mailForwarder(mail); // your way to forward e-mail; there is none by default
        // [/people-settings]
        return builder;
    }

    /** Somebody who left for good and whose files nobody has got yet. */
    Outcome<User> filesLater(UserRef former, UserRef manager) {
        // [people-files]
        Outcome<User> outcome = users.transferFiles(former, manager); // users.deleteFiles(former), if that is allowed
        // [/people-files]
        return outcome;
    }
}
