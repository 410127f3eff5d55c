package dev.tabletalk.application.query;

import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultPage;

/** Reads stored results. Safe for any thread. */
public interface ReadResultsUseCase {
    /** Rows of one page at most. */
    int MAX_LIMIT = 10_000;

    /**
     * Some rows of a stored result, and all about it.
     *
     * @param offset rows to skip, at least 0
     * @param limit 0 to {@value #MAX_LIMIT}
     * @throws FailureException NOT_FOUND, INVALID
     */
    ResultPage page(ResultId id, int offset, int limit);
}
