package dev.tabletalk.domain.conversation;

import dev.tabletalk.domain.query.SqlText;
import java.time.Instant;

/**
 * A statement that a person ran in the place of one of the agent's, and what came of it; refused and failed ones are versions
 * too. Never changes.
 *
 * @param number {@value #FIRST} to {@value #MOST}; the agent's own call counts as 1
 * @param outcome its output is what the agent will be told
 */
public record SqlVersion(int number, SqlText sql, ToolOutcome outcome, Instant createdAt) {
    public static final int FIRST = 2;

    /** So many versions a cell can have, the agent's own included. */
    public static final int MOST = 100;

    public SqlVersion {
        if (number < FIRST || number > MOST) {
            throw new IllegalArgumentException("A version has a number of 2 to 100, not " + number);
        }
    }

    /** Whether it gave rows, be they none. */
    public boolean hasRun() {
        return outcome instanceof ToolOutcome.Succeeded;
    }
}
