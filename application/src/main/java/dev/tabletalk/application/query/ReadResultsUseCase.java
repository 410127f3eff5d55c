package dev.tabletalk.application.query;

import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.Arrangement;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.query.RowOrder;
import java.util.Collections;
import java.util.List;

/** Reads stored results, never the database they came from. Safe for any thread. */
public interface ReadResultsUseCase {
    /** Rows of one page at most, which is as many as a result can have. */
    int MAX_LIMIT = 10_000;

    /**
     * Some rows of a stored result, and all about it.
     *
     * @param offset rows to skip, at least 0
     * @param limit 0 to {@value #MAX_LIMIT}
     * @throws FailureException NOT_FOUND, INVALID
     */
    ResultPage page(ResultId id, int offset, int limit);

    /**
     * Which rows a person wants to see, and in which order. Reads all rows once, so not a thing to wait for with a lock held.
     *
     * @throws FailureException NOT_FOUND, INVALID
     */
    default RowOrder order(ResultId id, Arrangement arrangement) {
        ResultPage all = page(id, 0, MAX_LIMIT);
        return arrangement.order(all.columns(), all.rows());
    }

    /**
     * The rows at these places, in the order of the places.
     *
     * @param places from 0 on, each below the row count
     * @throws FailureException NOT_FOUND
     */
    default List<Row> rows(ResultId id, List<Integer> places) {
        if (places.isEmpty()) {
            return List.of();
        }
        // One read of all between them: a snapshot is small, and its rows are stored in blocks.
        int first = Collections.min(places);
        List<Row> between = page(id, first, Collections.max(places) - first + 1).rows();
        return places.stream().map(place -> between.get(place - first)).toList();
    }
}
