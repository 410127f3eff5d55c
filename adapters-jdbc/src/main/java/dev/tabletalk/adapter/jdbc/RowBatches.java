package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.port.TargetDatabase;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.query.RowSink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes rows on in batches that are bounded by their number and their size, so that no more than one is held here. */
final class RowBatches {
    static final int ROWS = 250;
    private static final int CHARACTERS = 1 << 18;

    private final RowSink sink;
    private List<Row> batch = new ArrayList<>(ROWS);
    private long characters;

    RowBatches(RowSink sink) {
        this.sink = sink;
    }

    void columns(List<ResultColumn> columns) {
        sink.columns(columns);
    }

    /** @return whether this row was the last of a batch, which has been passed on */
    boolean add(List<@Nullable Object> cells) {
        List<@Nullable Object> kept = new ArrayList<>(cells.size());
        for (Object cell : cells) {
            Object cut =
                    cell instanceof String text ? RowCollector.cut(text, TargetDatabase.LONGEST_STREAMED_CELL) : cell;
            kept.add(cut);
        }
        characters += characters(kept);
        batch.add(new Row(kept));
        if (batch.size() < ROWS && characters < CHARACTERS) {
            return false;
        }
        flush();
        return true;
    }

    /** About how much room cells take. */
    static long characters(List<@Nullable Object> cells) {
        long characters = 0;
        for (Object cell : cells) {
            characters += cell instanceof String text ? text.length() : Long.BYTES;
        }
        return characters;
    }

    /** Passes on what is left. */
    void flush() {
        if (!batch.isEmpty()) {
            List<Row> full = batch;
            batch = new ArrayList<>(ROWS);
            characters = 0;
            sink.rows(full);
        }
    }
}
