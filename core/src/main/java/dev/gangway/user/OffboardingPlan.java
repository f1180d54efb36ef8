package dev.gangway.user;

import dev.gangway.internal.json.JsonObject;
import dev.gangway.result.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What seeing somebody off would do, before anything is done. Making one writes nothing, neither at the provider nor here. Read
 * {@link #refusals()} first: a plan that has any can't be confirmed. Immutable.
 *
 * @param id names the plan; it can be carried out once
 * @param madeAt when it was made
 * @param leaver the person as read for the plan; empty if nobody was found, and then the plan is refused
 * @param holdings what hangs on the person
 * @param handling what happens to files, devices and account; the people it names are named by id
 * @param mailTo who gets future e-mail, by id
 * @param invitationsTo who gets what is shared with the leaver's address from then on, by id
 * @param steps what is done, in this order
 * @param consequences what the plan will bring about, and what couldn't be known
 * @param refusals why it can't be carried out; empty if it can
 * @param recoveryWindow for how long it can be undone; empty if it can't
 */
public record OffboardingPlan(
        String id,
        Instant madeAt,
        Optional<User> leaver,
        Holdings holdings,
        DataHandling handling,
        Optional<UserRef> mailTo,
        Optional<UserRef> invitationsTo,
        List<OffboardingStep> steps,
        List<Consequence> consequences,
        List<Refusal> refusals,
        Optional<Duration> recoveryWindow) {

    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    /**
     * For how long a plan may be begun with after it was made, or after it was due if it was scheduled: 24 hours. Later it is refused with
     * {@link dev.gangway.result.Refusal.Reason#PLAN_VOID}, and the person has to be planned for anew.
     */
    public static final Duration VALID_FOR = Duration.ofHours(24);

    /**
     * Checks and copies the parts.
     *
     * @param id names the plan
     * @param madeAt when it was made
     * @param leaver the person
     * @param holdings what hangs on the person
     * @param handling what happens to files, devices and account
     * @param mailTo who gets future e-mail
     * @param invitationsTo who gets what is shared with the address
     * @param steps what is done
     * @param consequences what the plan will bring about
     * @param refusals why it can't be carried out
     * @param recoveryWindow for how long it can be undone
     * @throws IllegalArgumentException if the id isn't one that planning made, nobody leaves and nothing is refused, or the steps aren't
     *     in their order with a removal among them
     */
    public OffboardingPlan {
        Objects.requireNonNull(id, "id");
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("'" + id + "' is not the id of a plan; planOffboarding(…) makes them.");
        }
        Objects.requireNonNull(madeAt, "madeAt");
        Objects.requireNonNull(leaver, "leaver");
        Objects.requireNonNull(holdings, "holdings");
        Objects.requireNonNull(handling, "handling");
        Objects.requireNonNull(mailTo, "mailTo");
        Objects.requireNonNull(invitationsTo, "invitationsTo");
        steps = List.copyOf(steps);
        consequences = List.copyOf(consequences);
        refusals = List.copyOf(refusals);
        Objects.requireNonNull(recoveryWindow, "recoveryWindow");
        if (leaver.isEmpty() && refusals.isEmpty()) {
            throw new IllegalArgumentException("A plan for nobody is refused; it says so in its refusals.");
        }
        if (refusals.isEmpty()
                && !(steps.contains(OffboardingStep.REMOVE)
                        && steps.equals(List.copyOf(EnumSet.copyOf(steps)))
                        && steps.contains(OffboardingStep.TRANSFER_FILES)
                                == handling instanceof DataHandling.TransferAfterwards
                        && steps.contains(OffboardingStep.FORWARD_MAIL) == mailTo.isPresent()
                        && steps.contains(OffboardingStep.REDIRECT_INVITATIONS) == invitationsTo.isPresent())) {
            throw new IllegalArgumentException(
                    "A plan removes the person, and its steps are in their order and those of its handling. Plan again; don't write plans by hand.");
        }
    }

    /**
     * Says that somebody has read the consequences and wants them.
     *
     * @param actor who, for the receipt; an e-mail address if there is one, since nobody can confirm a plan about themselves
     * @return the plan, ready for {@link Users#execute(ConfirmedPlan)}
     * @throws IllegalStateException if the plan is refused; the message names every refusal. Nothing was stored or sent
     * @throws IllegalArgumentException if the actor is blank
     */
    public ConfirmedPlan confirmedBy(String actor) {
        if (!refusals.isEmpty()) {
            throw new IllegalStateException("This plan can't be confirmed: "
                    + refusals.stream().map(Refusal::toString).collect(Collectors.joining(" ")));
        }
        return ConfirmedPlan.of(this, actor);
    }

    /** The same plan under another id, refused for more reasons. */
    OffboardingPlan named(String newId, List<Refusal> more) {
        return new OffboardingPlan(
                newId,
                madeAt,
                leaver,
                holdings,
                handling,
                mailTo,
                invitationsTo,
                steps,
                consequences,
                Stream.concat(refusals.stream(), more.stream()).toList(),
                recoveryWindow);
    }

    JsonObject write() {
        return JsonObject.EMPTY
                .with("id", id)
                .with("madeAt", madeAt)
                .with("leaver", UserJson.write(leaver.orElseThrow()))
                .with("holdings", UserJson.write(holdings))
                .with("handling", UserJson.write(handling))
                .with("mailTo", mailTo.map(UserJson::write))
                .with("invitationsTo", invitationsTo.map(UserJson::write))
                .with("stages", steps.stream().map(OffboardingStep::name).toList())
                .with("recoveryWindow", recoveryWindow.map(Duration::toString))
                .with(
                        "consequences",
                        consequences.stream().map(Consequence::write).toList());
    }

    static OffboardingPlan read(JsonObject json) {
        return new OffboardingPlan(
                json.requiredText("id"),
                json.instant("madeAt").orElseThrow(),
                json.object("leaver").map(UserJson::user),
                UserJson.holdings(json.object("holdings").orElseThrow()),
                UserJson.handling(json.object("handling").orElseThrow()),
                json.object("mailTo").map(UserJson::ref),
                json.object("invitationsTo").map(UserJson::ref),
                json.texts("stages").stream().map(OffboardingStep::valueOf).toList(),
                json.objects("consequences").stream().map(Consequence::read).toList(),
                List.of(),
                json.text("recoveryWindow").map(Duration::parse));
    }
}
