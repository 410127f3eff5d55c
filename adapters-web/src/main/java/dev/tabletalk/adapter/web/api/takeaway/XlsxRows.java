package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.adapter.web.api.Cells;
import dev.tabletalk.application.takeaway.RowTarget;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Rows as an Excel workbook, written as they come. Numbers are numbers where Excel keeps all their digits (15), else texts;
 * dates, times and timestamps without offset or in UTC are real ones from March 1900 on, to the millisecond; NULL is an empty
 * cell, and no text is ever a formula. What does not fit on a sheet goes on on the next; a text of more than 32,767 characters
 * is cut and says so.
 */
final class XlsxRows implements RowTarget {
    static final int ROWS_OF_SHEET = Worksheet.MAX_ROWS;
    private static final int LONGEST_TEXT = 32_767;
    private static final int CUT_TEXT = 32_700;
    private static final int FLUSHED_AT_ONCE = 200;
    private static final long LARGEST_NUMBER = 999_999_999_999_999L;
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 3, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
    private static final double NANOS_OF_DAY = 86_400e9;
    private static final int SHORTEST_TIMESTAMP = 16;
    private static final Pattern UTC = Pattern.compile("(Z|[+-]00(:?00)?)$");
    /** Excel reads this as a character in disguise. */
    private static final Pattern DISGUISE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private final CountedStream out;
    private final int rowsOfSheet;
    private final Workbook workbook;
    private List<ResultColumn> columns = List.of();
    private @Nullable Worksheet sheet;
    private int sheets;
    private int row;

    XlsxRows(OutputStream out) {
        this(out, ROWS_OF_SHEET);
    }

    /** @param rowsOfSheet with the header, at most {@value #ROWS_OF_SHEET} */
    XlsxRows(OutputStream out, int rowsOfSheet) {
        this.out = new CountedStream(out);
        this.rowsOfSheet = rowsOfSheet;
        this.workbook = new Workbook(this.out, "Tabletalk", "1.0");
    }

    @Override
    public void columns(List<ResultColumn> found) {
        columns = found;
        beginSheet();
    }

    private Worksheet beginSheet() {
        sheets++;
        Worksheet next = workbook.newWorksheet(sheets == 1 ? "Result" : "Result " + sheets);
        next.freezePane(0, 1);
        for (int i = 0; i < columns.size(); i++) {
            next.inlineString(0, i, text(columns.get(i).name()));
            next.style(0, i).bold().set();
            next.width(i, width(columns.get(i)));
        }
        sheet = next;
        row = 1;
        return next;
    }

    private static double width(ResultColumn column) {
        int kind = switch (column.kind()) {
            case TIMESTAMP -> 20;
            case TEXT -> 22;
            case NUMBER, BOOLEAN, DATE, TIME, BINARY -> 12;
        };
        return Math.min(60, Math.max(kind, column.name().length() + 2));
    }

    @Override
    public void rows(List<Row> rows) {
        try {
            for (Row next : rows) {
                Worksheet current = sheet;
                if (current == null || row == rowsOfSheet) {
                    if (current != null) {
                        current.finish();
                    }
                    current = beginSheet();
                }
                write(current, next);
                row++;
                if (row % FLUSHED_AT_ONCE == 0) {
                    current.flush();
                }
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void write(Worksheet current, Row cells) {
        for (int i = 0; i < columns.size(); i++) {
            switch (cells.cells().get(i)) {
                case null -> {}
                case Boolean flag -> current.value(row, i, flag);
                case Long number
                when number <= LARGEST_NUMBER && number >= -LARGEST_NUMBER -> current.value(row, i, number);
                case Double number when Double.isFinite(number) -> current.value(row, i, number);
                case BigDecimal number when Cells.isExact(number) -> current.value(row, i, number);
                case BigInteger number
                when number.bitLength() < Double.PRECISION && Math.abs(number.longValueExact()) <= LARGEST_NUMBER ->
                    current.value(row, i, number);
                case BigDecimal number -> current.inlineString(row, i, text(Cells.text(number)));
                case String text -> write(current, i, text);
                case Object other -> current.inlineString(row, i, text(other.toString()));
            }
        }
    }

    private void write(Worksheet current, int i, String text) {
        boolean written = switch (columns.get(i).kind()) {
            case DATE -> writeDate(current, i, text);
            case TIMESTAMP -> writeTimestamp(current, i, text);
            case TIME -> writeTime(current, i, text);
            case TEXT, NUMBER, BOOLEAN, BINARY -> false;
        };
        if (!written) {
            current.inlineString(row, i, text(text));
        }
    }

    private boolean writeDate(Worksheet current, int i, String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (!isKnown(date)) {
                return false;
            }
            current.value(row, i, date);
            current.style(row, i).format("yyyy-mm-dd").set();
            return true;
        } catch (DateTimeException other) {
            return false;
        }
    }

    private boolean writeTimestamp(Worksheet current, int i, String text) {
        if (text.length() < SHORTEST_TIMESTAMP) {
            return false;
        }
        try {
            LocalDateTime time =
                    LocalDateTime.parse(UTC.matcher(text).replaceFirst("").replace(' ', 'T'));
            if (!isKnown(time.toLocalDate())) {
                return false;
            }
            current.value(row, i, time);
            current.style(row, i)
                    .format(
                            time.truncatedTo(ChronoUnit.SECONDS).equals(time)
                                    ? "yyyy-mm-dd hh:mm:ss"
                                    : "yyyy-mm-dd hh:mm:ss.000")
                    .set();
            return true;
        } catch (DateTimeException other) {
            return false;
        }
    }

    private boolean writeTime(Worksheet current, int i, String text) {
        try {
            LocalTime time = LocalTime.parse(text);
            current.value(row, i, time.toNanoOfDay() / NANOS_OF_DAY);
            current.style(row, i).format("hh:mm:ss").set();
            return true;
        } catch (DateTimeException other) {
            return false;
        }
    }

    private static boolean isKnown(LocalDate date) {
        return !date.isBefore(FIRST_DAY) && !date.isAfter(LAST_DAY);
    }

    /** What XML can say, as long as Excel takes it. */
    private static String text(String text) {
        String fitting = text.length() <= LONGEST_TEXT
                ? text
                : text.substring(0, CUT_TEXT)
                        + String.format(Locale.ROOT, "… (cut: %,d characters in all)", text.length());
        String plain = fitting.codePoints().allMatch(XlsxRows::isOfXml)
                ? fitting
                : fitting.codePoints()
                        .map(c -> isOfXml(c) ? c : 0xFFFD)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
        return plain.contains("_x") ? DISGUISE.matcher(plain).replaceAll("_x005F_") : plain;
    }

    private static boolean isOfXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= ' ' && c < 0xD800)
                || (c >= 0xE000 && c < 0xFFFE)
                || c > 0xFFFF;
    }

    @Override
    public void finish() {
        try {
            workbook.finish();
            out.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public long bytes() {
        return out.bytes();
    }
}
