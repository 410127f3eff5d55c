package dev.tabletalk.adapter.web.api.takeaway;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.tabletalk.adapter.web.api.Cells;
import dev.tabletalk.application.takeaway.RowTarget;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.Row;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rows as CSV of RFC 4180: UTF-8, a header, CRLF. NULL is nothing at all, the empty text {@code ""}. A text that a spreadsheet
 * would take for a formula gets an apostrophe in front, unless formulas are kept.
 */
final class CsvRows implements RowTarget {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int BUFFER = 1 << 16;
    private static final Pattern NEGATIVE_NUMBER = Pattern.compile("-\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?");

    private final CountedStream out;
    private final boolean keepFormulas;
    private final CsvWriter csv;

    /**
     * @param keepFormulas whether texts stay as they are
     * @param mark whether to begin with a byte order mark, by which Excel knows UTF-8
     */
    CsvRows(OutputStream out, boolean keepFormulas, boolean mark) {
        this.out = new CountedStream(out);
        this.keepFormulas = keepFormulas;
        OutputStream buffer = new BufferedOutputStream(this.out, BUFFER);
        if (mark) {
            try {
                buffer.write(BYTE_ORDER_MARK);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
        this.csv = CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.EMPTY)
                .lineDelimiter(LineDelimiter.CRLF)
                .build(buffer, StandardCharsets.UTF_8);
    }

    @Override
    public void columns(List<ResultColumn> columns) {
        CsvWriter.CsvWriterRecord record = csv.writeRecord();
        columns.forEach(column -> record.writeField(text(column.name())));
        record.endRecord();
    }

    @Override
    public void rows(List<Row> rows) {
        for (Row row : rows) {
            CsvWriter.CsvWriterRecord record = csv.writeRecord();
            for (Object cell : row.cells()) {
                record.writeField(field(cell));
            }
            record.endRecord();
        }
    }

    private @Nullable String field(@Nullable Object cell) {
        return switch (cell) {
            case null -> null;
            case String text -> text(text);
            case BigDecimal number -> Cells.text(number);
            default -> cell.toString();
        };
    }

    private String text(String text) {
        return keepFormulas || text.isEmpty() || !looksLikeFormula(text) ? text : "'" + text;
    }

    private static boolean looksLikeFormula(String text) {
        return switch (text.charAt(0)) {
            case '=', '+', '@', '\t', '\r' -> true;
            case '-' -> !NEGATIVE_NUMBER.matcher(text).matches();
            default -> false;
        };
    }

    @Override
    public void finish() {
        try {
            csv.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public long bytes() {
        return out.bytes();
    }
}
