package dev.gangway.examples;

import dev.gangway.Gangway;
import dev.gangway.connection.ConnectionId;
import dev.gangway.error.CallInterruptedException;
import dev.gangway.license.LicenseUse;
import dev.gangway.result.JobHandle;
import dev.gangway.result.Outcome;
import dev.gangway.result.Row;
import dev.gangway.user.BulkPlan;
import dev.gangway.user.BulkReport;
import dev.gangway.user.ConfirmedBulkPlan;
import dev.gangway.user.DataHandling;
import dev.gangway.user.OffboardingRequest;
import dev.gangway.user.Progress;
import dev.gangway.user.Receipt;
import dev.gangway.user.Undone;
import dev.gangway.user.UserRef;
import dev.gangway.user.Users;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Sees many people off in one run, which stops half-way and is gone on with by another process; one of them is brought back. */
final class ManyLeavers {

    private static final int LEAVERS = 13;
    private static final DataHandling KEEP = DataHandling.keepRecoverable().keepingDevices();

    private final Supplier<Gangway> process;
    private final ConnectionId id;
    private final Printed out;

    /**
     * The chapter.
     *
     * @param process starts one more process over the same store
     */
    ManyLeavers(Supplier<Gangway> process, ConnectionId id, Printed out) {
        this.process = process;
        this.id = id;
        this.out = out;
    }

    void walk(List<LicenseUse> idle) {
        List<UserRef> leavers = idle.stream()
                .filter(it -> !it.hasRole())
                .limit(LEAVERS)
                .map(LicenseUse::ref)
                .toList();
        try (Gangway first = process.get()) {
            interrupted(
                    plan(first.connection(id).users(), leavers),
                    first.connection(id).users());
        }
        try (Gangway second = process.get()) {
            Users users = second.connection(id).users();
            BulkReport report = resume(users);
            receipts(report).findFirst().ifPresent(it -> bringBack(users, it));
        }
    }

    private ConfirmedBulkPlan plan(Users users, List<UserRef> leavers) {
        out.title("Plan to see " + leavers.size() + " idle people off in one run (nothing is written)");
        BulkPlan plan =
                users.bulkOffboardings().plan(leavers, leaver -> OffboardingRequest.of(UserRef.id(leaver.id()), KEEP));
        plan.summary().forEach(out::text);
        ConfirmedBulkPlan confirmed = plan.confirmedBy(Chapters.OPERATOR).atOnce(1);
        return plan.brake().isPresent()
                ? confirmed.releasingBrake("Anna Schneider", "the office in Paris closes")
                : confirmed;
    }

    private void interrupted(ConfirmedBulkPlan plan, Users users) {
        out.title("Carry it out, and stop the process half-way");
        plan.release().ifPresent(it -> out.line("The brake is released by " + it.by() + ": " + it.reason() + "."));
        try {
            users.bulkOffboardings().execute(plan, stoppingAt(LEAVERS / 2));
            out.line("It was not stopped.");
        } catch (CallInterruptedException stopped) {
            Thread.interrupted(); // the flag was ours
            out.line(stopped.getMessage());
        }
    }

    /** Pulls the plug once so many have ended. */
    private Consumer<Progress> stoppingAt(int ended) {
        Consumer<Progress> lines = out.progress();
        return progress -> {
            lines.accept(progress);
            if (progress.done().orElse(0) >= ended) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private BulkReport resume(Users users) {
        out.title("Another process finds the run in the store, and goes on");
        JobHandle run = users.bulkOffboardings().open().get(0);
        out.line("So far:     " + users.bulkOffboardings().report(run).words() + ".");
        BulkReport report = users.bulkOffboardings().resume(run, Progress.IGNORED);
        out.line("At the end: " + report.words() + ".");
        return report;
    }

    private static Stream<Receipt> receipts(BulkReport report) {
        return report.rows().stream()
                .map(Row::end)
                .flatMap(end -> end
                        .match(
                                done -> Optional.of(done.value()),
                                refused -> Optional.<Receipt>empty(),
                                unsettled -> Optional.<Receipt>empty(),
                                notAttempted -> Optional.<Receipt>empty())
                        .stream());
    }

    private void bringBack(Users users, Receipt receipt) {
        out.title("One of them was a mistake: undo it");
        Outcome<Undone> outcome = users.undo(receipt);
        outcome.toOptional().ifPresentOrElse(out::undone, () -> out.line("Not undone: " + outcome));
    }
}
