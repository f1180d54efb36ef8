package dev.gangway.user;

import dev.gangway.internal.json.JsonObject;
import java.util.Objects;

/**
 * That somebody answers by name for seeing off more people than the {@link Brake} allows. It stands in the receipt. Immutable.
 *
 * @param by who; never blank
 * @param reason why; never blank
 */
public record BrakeRelease(String by, String reason) {
    /**
     * Checks the parts.
     *
     * @param by who
     * @param reason why
     * @throws IllegalArgumentException if one is blank
     */
    public BrakeRelease {
        by = Objects.requireNonNull(by, "by").strip();
        reason = Objects.requireNonNull(reason, "reason").strip();
        if (by.isEmpty() || reason.isEmpty()) {
            throw new IllegalArgumentException("Say who releases the brake, and why; the receipt names both.");
        }
    }

    JsonObject write() {
        return JsonObject.EMPTY.with("by", by).with("reason", reason);
    }

    static BrakeRelease read(JsonObject json) {
        return new BrakeRelease(json.requiredText("by"), json.requiredText("reason"));
    }
}
