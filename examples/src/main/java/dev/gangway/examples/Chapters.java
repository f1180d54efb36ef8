package dev.gangway.examples;

import dev.gangway.connection.Connection;
import dev.gangway.license.LicenseReport;
import dev.gangway.result.Outcome;
import dev.gangway.user.DataHandling;
import dev.gangway.user.Holdings;
import dev.gangway.user.NewUser;
import dev.gangway.user.OffboardingPlan;
import dev.gangway.user.Onboarded;
import dev.gangway.user.Receipt;
import dev.gangway.user.Undone;
import dev.gangway.user.User;
import dev.gangway.user.UserId;
import dev.gangway.user.UserRef;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the tour does with a connected team; a method is a chapter. */
final class Chapters {

    private static final int CANDIDATES = 10;
    private static final DataHandling KEEP = DataHandling.keepRecoverable().keepingDevices();
    static final String OPERATOR = "it-department@example.com";

    private final Connection team;
    private final Printed out;

    Chapters(Connection team, Printed out) {
        this.team = team;
        this.out = out;
    }

    /** The person, if this call invited them. */
    Optional<User> onboard(NewUser person) {
        out.title("Onboard " + person.email());
        Outcome<Onboarded> outcome = team.users().onboard(person, out.progress());
        return outcome.match(
                done -> {
                    User user = done.value().user();
                    out.line((done.changed() ? "Invited: " : "On the team already: ") + Words.of(user) + ".");
                    return done.changed() ? Optional.of(user) : Optional.empty();
                },
                this::notDone,
                this::notKnown);
    }

    /** Plans for those who were idle the longest, and shows the plan for the one of them who has the most. */
    Optional<OffboardingPlan> plan(LicenseReport report) {
        List<OffboardingPlan> plans = LicenseChapters.idle(report).stream()
                .filter(it -> !it.hasRole())
                .limit(CANDIDATES)
                .map(it -> team.users().planOffboarding(it.ref(), KEEP))
                .toList();
        Optional<OffboardingPlan> fullest = plans.stream().max(Comparator.comparingInt(Chapters::held));
        fullest.ifPresent(it -> {
            show(it);
            out.line("(Chosen from the " + plans.size()
                    + " who were idle the longest: this person has the most devices, apps and");
            out.line("groups, as far as they are known.)");
        });
        return fullest;
    }

    /** How much the person has, as far as it is known. */
    private static int held(OffboardingPlan plan) {
        Holdings holdings = plan.holdings();
        return Stream.of(
                        holdings.devices(),
                        holdings.webSessions(),
                        holdings.linkedApps().map(List::size),
                        holdings.groups().map(List::size))
                .mapToInt(it -> it.toOptional().orElse(0))
                .sum();
    }

    OffboardingPlan plan(User leaver) {
        OffboardingPlan plan = team.users().planOffboarding(UserRef.id(leaver.id()), KEEP);
        show(plan);
        return plan;
    }

    private void show(OffboardingPlan plan) {
        out.title(
                "Plan to see off " + plan.leaver().map(Words::of).orElse("somebody unknown") + " (nothing is written)");
        out.plan(plan);
    }

    /** What else could be planned: the files go to somebody else, or the connecting admin leaves. */
    void otherPlans(OffboardingPlan plan) {
        Optional<UserId> admin = team.info().account().adminId().toOptional();
        if (admin.isEmpty() || plan.leaver().isEmpty()) {
            return;
        }
        UserRef connectingAdmin = UserRef.id(admin.get());
        UserRef leaver = UserRef.id(plan.leaver().get().id());
        DataHandling transfer = DataHandling.transferTo(connectingAdmin).keepingDevices();
        out.title("Two other plans, a line each (nothing is written)");
        out.planInALine("With a transfer of the files", team.users().planOffboarding(leaver, transfer));
        out.planInALine("For the connecting admin", team.users().planOffboarding(connectingAdmin, KEEP));
    }

    Optional<Receipt> carryOut(OffboardingPlan plan) {
        if (!plan.refusals().isEmpty()) {
            return Optional.empty();
        }
        out.title("Carry it out, confirmed by " + OPERATOR);
        Outcome<Receipt> outcome = team.users().execute(plan.confirmedBy(OPERATOR), out.progress());
        return outcome.match(
                done -> {
                    out.title("The receipt");
                    out.receipt(done.value());
                    return Optional.of(done.value());
                },
                this::notDone,
                this::notKnown);
    }

    void undo(Receipt receipt) {
        out.title("Undo it");
        Outcome<Undone> outcome = team.users().undo(receipt);
        Optional<Undone> undone = outcome.match(done -> Optional.of(done.value()), this::notDone, this::notKnown);
        undone.ifPresent(out::undone);
    }

    private <T> Optional<T> notDone(Outcome.Refused<?> refused) {
        out.line("Refused: " + Words.of(refused.refusal()));
        return Optional.empty();
    }

    private <T> Optional<T> notKnown(Outcome.Unsettled<?> unsettled) {
        out.line("Not known yet: " + unsettled.why());
        return Optional.empty();
    }
}
