package dev.tabletalk.domain.query;

import java.util.List;

/**
 * Takes rows as they come, in batches of some hundred. Called by the thread that asked for the rows, which may take its time:
 * nothing is read ahead but a few batches. What it throws ends the reading and reaches whoever asked.
 */
public interface RowSink {
    /** Called once, before any rows and also when there are none. */
    void columns(List<ResultColumn> columns);

    /** The next rows, in the order the database gives them; never none. */
    void rows(List<Row> rows);
}
