package dev.gangway.connector;

import dev.gangway.result.Instruction;
import dev.gangway.result.Text;
import java.util.List;
import java.util.Objects;

/**
 * How to reach the provider's support about one connected team. Get it from {@code Connection.support()}. Nothing is ever sent from here: what
 * is prepared, a person hands in. Thread-safe.
 */
public final class SupportContact {

    private final SupportDesk desk;
    private final Account account;

    /**
     * Applications get theirs from {@code Connection.support()}.
     *
     * @param desk the connector's implementation
     * @param account the team that questions are about
     */
    public SupportContact(SupportDesk desk, Account account) {
        this.desk = Objects.requireNonNull(desk, "desk");
        this.account = Objects.requireNonNull(account, "account");
    }

    /**
     * Prepares a question; it isn't sent.
     *
     * @param topic what it is about, on one line, up to 200 characters
     * @param text the question itself, up to 10,000 characters; put no password and no token into it
     * @return where a person hands it in, and what to paste there
     * @throws IllegalArgumentException if one of them is blank, too long or has control characters
     */
    public Prepared prepare(String topic, String text) {
        return prepare(topic, text, List.of());
    }

    /**
     * Prepares a question about certain requests; it isn't sent.
     *
     * @param topic what it is about, on one line, up to 200 characters
     * @param text the question itself, up to 10,000 characters; put no password and no token into it
     * @param requestIds the provider's ids of the requests, from {@code GangwayException.providerRequestId()}, up to 50
     * @return where a person hands it in, and what to paste there
     * @throws IllegalArgumentException if topic or text is blank, too long or has control characters, or a request id is none
     */
    public Prepared prepare(String topic, String text, List<String> requestIds) {
        SupportQuestion question = new SupportQuestion(
                topic, text, account.teamName(), account.teamId(), account.adminEmail(), requestIds);
        return new Prepared(desk.prepare(question), question.message());
    }

    /**
     * A question that a person can hand in. It was not sent. Immutable.
     *
     * @param instruction what to do, step by step, and where to begin
     * @param message what to paste there
     */
    public record Prepared(Instruction instruction, Text message) {
        /**
         * Checks that nothing is missing.
         *
         * @param instruction what to do
         * @param message what to paste
         */
        public Prepared {
            Objects.requireNonNull(instruction, "instruction");
            Objects.requireNonNull(message, "message");
        }

        /** That it wasn't sent; the rest may name people. */
        @Override
        public String toString() {
            return "Prepared[not sent]";
        }
    }
}
