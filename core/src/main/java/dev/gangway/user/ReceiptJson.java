package dev.gangway.user;

import dev.gangway.internal.json.CanonicalJson;
import dev.gangway.internal.json.JsonObject;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * How receipts are written for others to read, and how their signature is checked. What is written for a finished run never changes, or its
 * signature wouldn't fit any more: a newer field is left out where an older run has nothing to say of it.
 */
final class ReceiptJson {

    /** What the text is, and which version of it; another number is for what readers of this one would misread. */
    static final String FORMAT = "gangway-receipt/1";

    private static final String SIGNATURE = "signature";

    private ReceiptJson() {}

    static JsonObject write(Receipt receipt) {
        return content(receipt).with(SIGNATURE, receipt.signature().map(Receipt.Signature::write));
    }

    /** What is signed. */
    static JsonObject content(Receipt receipt) {
        return JsonObject.EMPTY
                .with("format", FORMAT)
                .with("connectionId", receipt.connectionId())
                .with("planId", receipt.planId())
                .with("confirmedBy", receipt.actor())
                .with("brakeReleased", receipt.release().map(BrakeRelease::write))
                .with("before", UserJson.write(receipt.before()))
                .with("holdings", UserJson.write(receipt.holdings()))
                .with("handling", UserJson.write(receipt.handling()))
                .with("mailTo", receipt.mailTo())
                .with("steps", receipt.steps().stream().map(Receipt.Step::write).toList())
                .with("notDone", receipt.notDone())
                .with("after", receipt.after().map(UserJson::write))
                .with("finishedAt", receipt.finishedAt())
                .with("undoUntil", receipt.undoUntil());
    }

    static Receipt read(String text) {
        try {
            JsonObject json = JsonObject.parse(text);
            requireReadable(json.requiredText("format"));
            Receipt receipt = receipt(json, json.object(SIGNATURE).map(Receipt.Signature::read));
            return receipt.signature().isEmpty() || saysAllOf(json, receipt)
                    ? receipt
                    : receipt(json, Optional.empty());
        } catch (NewerFormat newer) {
            throw new IllegalArgumentException(
                    "This receipt was written by a newer Gangway, in a way that this one can't read. Update Gangway.");
        } catch (IllegalArgumentException | NoSuchElementException | DateTimeException damaged) {
            throw new IllegalArgumentException(
                    "The text is not a receipt of Gangway, or it was damaged. Take the one that users().receipt(planId) gives.");
        }
    }

    private static final class NewerFormat extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;
    }

    private static void requireReadable(String format) {
        if (!format.equals(FORMAT)) {
            throw format.startsWith("gangway-receipt/")
                    ? new NewerFormat()
                    : new IllegalArgumentException("no receipt");
        }
    }

    private static boolean saysAllOf(JsonObject json, Receipt receipt) {
        return JsonObject.parse(write(receipt).write()).equals(json);
    }

    private static Receipt receipt(JsonObject json, Optional<Receipt.Signature> signature) {
        return new Receipt(
                json.requiredText("connectionId"),
                json.requiredText("planId"),
                json.requiredText("confirmedBy"),
                UserJson.user(json.object("before").orElseThrow()),
                UserJson.holdings(json.object("holdings").orElseThrow()),
                UserJson.handling(json.object("handling").orElseThrow()),
                json.text("mailTo"),
                json.object("brakeReleased").map(BrakeRelease::read),
                json.objects("steps").stream().map(Receipt.Step::read).toList(),
                json.texts("notDone"),
                json.object("after").map(UserJson::user),
                json.instant("finishedAt").orElseThrow(),
                json.instant("undoUntil"),
                signature);
    }

    static Authenticity verify(String text, ReceiptKeys keys) {
        JsonObject json;
        try {
            json = JsonObject.parseWithoutNulls(text);
        } catch (IllegalArgumentException damaged) {
            return Authenticity.CHANGED;
        }
        Optional<JsonObject> signature = json.object(SIGNATURE);
        if (signature.isEmpty()) {
            return json.names().contains(SIGNATURE) ? Authenticity.CHANGED : Authenticity.NOT_SIGNED;
        }
        Optional<String> keyId = signature.get().text("keyId");
        if (!signature.get().names().equals(Set.of("algorithm", "keyId", "value"))
                || !signature.get().text("algorithm").equals(Optional.of(ReceiptKeys.ALGORITHM))
                || keyId.isEmpty()) {
            return Authenticity.CHANGED;
        }
        if (!keys.ids().contains(keyId.get())) {
            return Authenticity.UNKNOWN_KEY;
        }
        return isSigned(
                        json.without(SIGNATURE),
                        keyId.get(),
                        signature.get().text("value").orElse(""),
                        keys)
                ? Authenticity.GENUINE
                : Authenticity.CHANGED;
    }

    private static boolean isSigned(JsonObject content, String keyId, String value, ReceiptKeys keys) {
        try {
            byte[] signature = Base64.getDecoder().decode(value);
            return Base64.getEncoder().encodeToString(signature).equals(value) // no other spelling of the same bytes
                    && keys.verifies(keyId, CanonicalJson.of(content), signature);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
