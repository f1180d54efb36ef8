package dev.gangway.dropbox.simulator;

import java.time.Duration;

/** What a {@link Fault} does to its call. Immutable. */
sealed interface Mishap {
    record Delay(Duration by) implements Mishap {}

    record CutBefore() implements Mishap {}

    record ServerErrorBefore(int status) implements Mishap {}

    record RateLimited(Fault.RateLimit limit) implements Mishap {}

    record ExpireToken() implements Mishap {}

    record RevokeGrant() implements Mishap {}

    record MissingScope() implements Mishap {}

    record UnheardOfError(String tag) implements Mishap {}

    record DenyAccess(String tag) implements Mishap {}

    record RefuseItems(String tag) implements Mishap {}

    record ResetCursor() implements Mishap {}

    record RepeatPage() implements Mishap {}

    record EmptyPage() implements Mishap {}

    record JobFate(Jobs.Fate fate) implements Mishap {}

    record ServerErrorAfter(int status) implements Mishap {}

    record LoseAnswer() implements Mishap {}

    record Truncate() implements Mishap {}

    record WrongBody(String contentType, String body) implements Mishap {}

    /** Changes the union under that field name, or with an empty name the first one of the answer. */
    record UnknownTag(String field, String tag) implements Mishap {}

    record ExtraField() implements Mishap {}
}
