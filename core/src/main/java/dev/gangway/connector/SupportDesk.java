package dev.gangway.connector;

import dev.gangway.result.Instruction;

/**
 * What a vendor implements for contact with its support; applications call {@link SupportContact}. No provider known to us takes questions from
 * programs, so a question is prepared and a person hands it in. Implementations are thread-safe.
 */
public interface SupportDesk {

    /**
     * Says how a person hands a question in: where to write, and what to have at hand. Asks and sends nothing.
     *
     * @param question the question, with what support needs to know
     * @return what to do, step by step, with where to begin
     */
    Instruction prepare(SupportQuestion question);
}
