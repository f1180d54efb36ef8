package dev.gangway.user;

import dev.gangway.internal.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an offboarding did: what was there before, each step with its time, and until when it can be undone. Keep it; {@link Users#undo}
 * takes it, also one that was written by {@link #toJson()} and read by {@link #fromJson}. Immutable.
 *
 * @param connectionId the connection through which it was carried out
 * @param planId the plan that was carried out
 * @param actor who confirmed it
 * @param before the person before
 * @param holdings what hung on the person before
 * @param handling what happened to files, devices and account
 * @param mailTo the address that future e-mail is forwarded to
 * @param release who released the brake for it, and why
 * @param steps what was done, in order
 * @param notDone what was planned and could not be done after the removal, and what to do about it; empty if all was done
 * @param after the person after, as read back from the provider; empty if the provider shows nothing of them any more
 * @param finishedAt when the last step was confirmed
 * @param undoUntil until when it can be undone, counted from when the removal was sent; empty if it can't
 * @param signature who can tell that it is genuine; empty if it was made by hand, or says more than this version of Gangway reads
 */
public record Receipt(
        String connectionId,
        String planId,
        String actor,
        User before,
        Holdings holdings,
        DataHandling handling,
        Optional<String> mailTo,
        Optional<BrakeRelease> release,
        List<Step> steps,
        List<String> notDone,
        Optional<User> after,
        Instant finishedAt,
        Optional<Instant> undoUntil,
        Optional<Signature> signature) {

    /**
     * Checks and copies the parts.
     *
     * @param connectionId the connection
     * @param planId the plan
     * @param actor who confirmed it
     * @param before the person before
     * @param holdings what hung on the person
     * @param handling what happened to files, devices and account
     * @param mailTo where future e-mail goes
     * @param release who released the brake
     * @param steps what was done
     * @param notDone what could not be done
     * @param after the person after
     * @param finishedAt when the last step was confirmed
     * @param undoUntil until when it can be undone
     * @param signature who can tell that it is genuine
     */
    public Receipt {
        Objects.requireNonNull(connectionId, "connectionId");
        Objects.requireNonNull(planId, "planId");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(holdings, "holdings");
        Objects.requireNonNull(handling, "handling");
        Objects.requireNonNull(mailTo, "mailTo");
        Objects.requireNonNull(release, "release");
        steps = List.copyOf(steps);
        notDone = List.copyOf(notDone);
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(finishedAt, "finishedAt");
        Objects.requireNonNull(undoUntil, "undoUntil");
        Objects.requireNonNull(signature, "signature");
    }

    /** What the record of a finished run says. */
    static Receipt of(String connectionId, OffboardingPlan plan, JsonObject run) {
        JsonObject done = run.object("done").orElse(JsonObject.EMPTY);
        List<JsonObject> all = plan.steps().stream()
                .flatMap(step -> done.object(step.name()).stream())
                .toList();
        JsonObject removal = done.object(OffboardingStep.REMOVE.name()).orElseThrow();
        Optional<User> after = done.object(OffboardingStep.TRANSFER_FILES.name())
                .flatMap(it -> it.object("user"))
                .or(() -> removal.object("user"))
                .map(UserJson::user);
        Instant removedAt = Step.read(removal.objects("steps").get(0)).at();
        return new Receipt(
                connectionId,
                plan.id(),
                run.requiredText("actor"),
                plan.leaver().orElseThrow(),
                plan.holdings(),
                plan.handling(),
                done.object(OffboardingStep.FORWARD_MAIL.name()).flatMap(it -> it.text("mailTo")),
                run.object("release").map(BrakeRelease::read),
                all.stream()
                        .flatMap(it -> it.objects("steps").stream())
                        .map(Step::read)
                        .toList(),
                all.stream().flatMap(it -> it.text("notDone").stream()).toList(),
                after,
                run.instant("finishedAt").orElseThrow(),
                after.filter(it -> it.status() == UserStatus.REMOVED_RECOVERABLE)
                        .flatMap(it -> run.text("window"))
                        .map(Duration::parse)
                        .map(removedAt::plus),
                run.object("signature").map(Signature::read));
    }

    /**
     * The receipt as a text that people and other programs can read, with its signature; {@code receipts.md} says what each field means, and
     * {@code receipt.schema.json} the same for programs. The same receipt always gives the same text. It names people and holds no secret.
     *
     * @return a JSON object, a field a line
     */
    public String toJson() {
        return ReceiptJson.write(this).writeIndented();
    }

    /**
     * Reads a receipt that {@link #toJson()} wrote, perhaps by another version of Gangway. It doesn't look at the signature: {@link #verify}
     * a text that comes from elsewhere before you act on it. Fields that this version doesn't know are left out, and with them the signature,
     * which would not fit any more; so keep the text, too.
     *
     * @param json the text
     * @return the receipt, such as {@link Users#undo} takes
     * @throws IllegalArgumentException if the text is damaged, is no receipt, or was written by a Gangway whose receipts this one doesn't read;
     *     the message repeats nothing of it
     */
    public static Receipt fromJson(String json) {
        return ReceiptJson.read(Objects.requireNonNull(json, "json"));
    }

    /**
     * Tells whether a text is a receipt as Gangway signed it. It asks nobody, and never throws for what the text holds.
     *
     * @param json a text that {@link #toJson()} gave, perhaps indented or sorted anew by another program
     * @param keys the public keys of the store that it came from
     * @return genuine, changed, signed with an unknown key, or not signed
     */
    public static Authenticity verify(String json, ReceiptKeys keys) {
        return ReceiptJson.verify(Objects.requireNonNull(json, "json"), Objects.requireNonNull(keys, "keys"));
    }

    /**
     * The signature of a receipt: Ed25519 over its canonical JSON. Immutable.
     *
     * @param keyId which of the {@link ReceiptKeys} tells that it is genuine
     * @param value the signature, in Base64
     */
    public record Signature(String keyId, String value) {
        /**
         * Checks the parts.
         *
         * @param keyId which key
         * @param value the signature
         */
        public Signature {
            Objects.requireNonNull(keyId, "keyId");
            Objects.requireNonNull(value, "value");
        }

        JsonObject write() {
            return JsonObject.EMPTY
                    .with("algorithm", ReceiptKeys.ALGORITHM)
                    .with("keyId", keyId)
                    .with("value", value);
        }

        static Signature read(JsonObject json) {
            return new Signature(json.requiredText("keyId"), json.requiredText("value"));
        }
    }

    /**
     * One thing that was done or found. Immutable.
     *
     * @param at when
     * @param text what, for a person
     * @param providerRequestIds the provider's ids of the requests that belong to it, for its support
     */
    public record Step(Instant at, String text, List<String> providerRequestIds) {
        /**
         * Checks and copies the parts.
         *
         * @param at when
         * @param text what
         * @param providerRequestIds the provider's request ids
         */
        public Step {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(text, "text");
            providerRequestIds = List.copyOf(providerRequestIds);
        }

        JsonObject write() {
            return JsonObject.EMPTY.with("at", at).with("text", text).with("requests", providerRequestIds);
        }

        static Step read(JsonObject json) {
            return new Step(json.instant("at").orElseThrow(), json.requiredText("text"), json.texts("requests"));
        }
    }
}
