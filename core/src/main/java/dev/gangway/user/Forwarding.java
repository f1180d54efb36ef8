package dev.gangway.user;

import dev.gangway.result.Refusal;
import dev.gangway.result.Refusal.Reason;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the application forward a leaver's future e-mail. What the application throws is never shown, only that it threw. */
final class Forwarding {

    private static final Logger LOGGER = LoggerFactory.getLogger(Forwarding.class);

    private final UserLifecycle provider;
    private final Optional<MailForwarder> port;

    Forwarding(UserLifecycle provider, Optional<MailForwarder> port) {
        this.provider = provider;
        this.port = port;
    }

    /** Why nobody's mail can be forwarded. */
    Optional<Refusal> againstAny() {
        return port.isEmpty()
                ? Optional.of(Refusal.of(Reason.MAIL_NOT_FORWARDABLE, Reason.MAIL_NOT_FORWARDABLE.advice()))
                : Optional.empty();
    }

    /** Why it can't be done, before anything is. */
    Optional<Refusal> against(User leaver, User recipient) {
        return port.isEmpty()
                ? againstAny()
                : ask(it -> it.refusal(leaver.email(), recipient.email())).map(Forwarding::refusal);
    }

    /** The address that the mail goes to. */
    Optional<String> address(OffboardingPlan plan) {
        return plan.mailTo().flatMap(provider::find).map(User::email);
    }

    Optional<Refusal> forward(OffboardingPlan plan, Optional<String> to) {
        return to.isEmpty()
                ? Optional.of(refusal("whoever should get it is not known any more"))
                : ask(it -> it.forward(plan.id(), plan.leaver().orElseThrow().email(), to.get()))
                        .map(Forwarding::refusal);
    }

    /** Why it could not be taken back; empty if it was. */
    Optional<String> stop(String planId, String from, String to) {
        return ask(it -> it.stop(planId, from, to));
    }

    private static Refusal refusal(String why) {
        return Refusal.of(Reason.MAIL_NOT_FORWARDABLE, "Mail can't be forwarded: " + why);
    }

    private Optional<String> ask(Function<MailForwarder, Optional<String>> question) {
        if (port.isEmpty()) {
            return Optional.of("no mail forwarder is there any more");
        }
        try {
            return Objects.requireNonNull(question.apply(port.get()));
        } catch (RuntimeException failed) {
            LOGGER.warn("The mail forwarder threw {}.", failed.getClass().getName());
            return Optional.of("the mail forwarder threw " + failed.getClass().getName());
        }
    }
}
