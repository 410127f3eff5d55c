package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.adapter.web.api.Cells;
import dev.tabletalk.adapter.web.api.Json;
import dev.tabletalk.application.takeaway.RowTarget;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.Row;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as the JSON of a query result: {@code columns} as objects with name and type, {@code rows} as arrays of cells by
 * position, for names may repeat; then {@code rowCount} and {@code truncated}. One row a line. Numbers that a double would
 * change are strings.
 */
final class JsonRows implements RowTarget {
    private static final int BUFFER = 1 << 16;

    private final CountedStream out;
    private final Writer json;
    private final ResultPage about;
    private final boolean all;
    private final StringBuilder line = new StringBuilder();
    private long rows;

    /** @param all whether these are all rows of the statement, or those that were stored */
    JsonRows(OutputStream out, ResultPage about, boolean all) {
        this.out = new CountedStream(out);
        this.json = new OutputStreamWriter(new BufferedOutputStream(this.out, BUFFER), StandardCharsets.UTF_8);
        this.about = about;
        this.all = all;
    }

    @Override
    public void columns(List<ResultColumn> columns) {
        Json.quote(line.append("{\"resultId\":"), about.id().toString());
        Json.quote(line.append(",\"sql\":"), about.sql());
        if (!all) {
            Json.quote(line.append(",\"executedAt\":"), about.executedAt().toString());
            line.append(",\"elapsedMs\":").append(about.elapsed().toMillis());
        }
        line.append(",\"columns\":[");
        String between = "";
        for (ResultColumn column : columns) {
            Json.quote(line.append(between).append("{\"name\":"), column.name());
            Json.quote(line.append(",\"type\":"), column.type()).append('}');
            between = ",";
        }
        line.append("],\"offset\":0,\"rows\":[");
        write();
    }

    @Override
    public void rows(List<Row> batch) {
        for (Row row : batch) {
            line.append(rows++ == 0 ? "\n[" : ",\n[");
            String between = "";
            for (Object cell : row.cells()) {
                cell(line.append(between), Cells.of(cell));
                between = ",";
            }
            line.append(']');
            write();
        }
    }

    private static void cell(StringBuilder line, @Nullable Object cell) {
        switch (cell) {
            case null -> line.append("null");
            case String text -> Json.quote(line, text);
            default -> line.append(cell);
        }
    }

    private void write() {
        try {
            json.append(line);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        line.setLength(0);
    }

    @Override
    public void finish() {
        line.append("\n],\"rowCount\":")
                .append(rows)
                .append(",\"truncated\":")
                .append(!all && about.truncated())
                .append("}\n");
        write();
        try {
            json.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public long bytes() {
        return out.bytes();
    }
}
