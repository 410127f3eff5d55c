package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.Row;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server and a worker tell each other: a byte that says what follows, then its values. Whoever reads believes no
 * length beyond its limit.
 */
final class DuckDbWire {
    /** From the server: open this. Answered by READY or FAILED. */
    static final byte OPEN = 1;
    /** From the server: run a statement. Answered by COLUMNS, ROWS as often as needed and END, or by FAILED. */
    static final byte READ = 2;
    /** From the server: forget what the last statement did. Answered by READY or FAILED. */
    static final byte RESET = 3;
    /** From the server: end what is running, and run nothing else. Not answered. */
    static final byte CANCEL = 4;
    /** From the server: run a statement and send all its rows as they come. Answered as READ; FAILED may follow rows. */
    static final byte STREAM = 5;

    static final byte READY = 11;
    static final byte COLUMNS = 12;
    static final byte ROWS = 13;
    static final byte END = 14;
    static final byte FAILED = 15;

    /** How DuckDB says that it was told to stop. */
    static final String INTERRUPTED = "INTERRUPT Error: Interrupted!";

    /** Rows that are sent at once. */
    static final int ROWS_AT_ONCE = 256;

    private static final int LONGEST_SQL = 4 << 20;
    private static final int LONGEST_TEXT = 1 << 19;
    private static final int LONGEST_CELL = 4 << 20;
    private static final int MOST_COLUMNS = 100_000;
    private static final int MOST_FILES = 10_000;

    private static final byte NULL = 0;
    private static final byte TEXT = 1;
    private static final byte LONG = 2;
    private static final byte DOUBLE = 3;
    private static final byte DECIMAL = 4;
    private static final byte INTEGER = 5;
    private static final byte TRUE = 6;
    private static final byte FALSE = 7;

    private DuckDbWire() {}

    static void writeSql(DataOutputStream out, String sql) throws IOException {
        write(out, sql, LONGEST_SQL);
    }

    static String readSql(DataInputStream in) throws IOException {
        return read(in, LONGEST_SQL);
    }

    static void writeText(DataOutputStream out, String text) throws IOException {
        write(out, text, LONGEST_TEXT);
    }

    static String readText(DataInputStream in) throws IOException {
        return read(in, LONGEST_TEXT);
    }

    static void writeSource(DataOutputStream out, DuckDbSource source) throws IOException {
        switch (source) {
            case DuckDbSource.Database(Path file) -> {
                out.writeInt(-1);
                writeText(out, file.toString());
            }
            case DuckDbSource.Tables(List<DuckDbSource.TableFile> files) -> {
                out.writeInt(files.size());
                for (DuckDbSource.TableFile file : files) {
                    writeText(out, file.table());
                    writeText(out, file.file().toString());
                    writeText(out, file.format().name());
                }
            }
        }
    }

    static DuckDbSource readSource(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0) {
            return new DuckDbSource.Database(Path.of(readText(in)));
        }
        require(count, MOST_FILES);
        List<DuckDbSource.TableFile> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String table = readText(in);
            Path file = Path.of(readText(in));
            files.add(new DuckDbSource.TableFile(table, file, constant(DuckDbSource.Format.class, readText(in))));
        }
        return new DuckDbSource.Tables(files);
    }

    static void writeColumns(DataOutputStream out, List<ResultColumn> columns) throws IOException {
        out.writeInt(columns.size());
        for (ResultColumn column : columns) {
            writeText(out, column.name());
            writeText(out, column.type());
            writeText(out, column.kind().name());
        }
    }

    static List<ResultColumn> readColumns(DataInputStream in) throws IOException {
        int count = require(in.readInt(), MOST_COLUMNS);
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(new ResultColumn(readText(in), readText(in), constant(ResultColumn.Kind.class, readText(in))));
        }
        return columns;
    }

    static void writeRows(DataOutputStream out, List<Row> rows) throws IOException {
        out.writeInt(rows.size());
        for (Row row : rows) {
            for (Object cell : row.cells()) {
                writeCell(out, cell);
            }
        }
    }

    static List<Row> readRows(DataInputStream in, int width) throws IOException {
        int count = require(in.readInt(), ROWS_AT_ONCE);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (int c = 0; c < width; c++) {
                cells.add(readCell(in));
            }
            rows.add(new Row(cells));
        }
        return rows;
    }

    private static void writeCell(DataOutputStream out, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.writeByte(NULL);
            case Boolean truth -> out.writeByte(truth ? TRUE : FALSE);
            case Long number -> {
                out.writeByte(LONG);
                out.writeLong(number);
            }
            case Double number -> {
                out.writeByte(DOUBLE);
                out.writeDouble(number);
            }
            case BigDecimal number -> {
                out.writeByte(DECIMAL);
                writeText(out, number.toString());
            }
            case BigInteger number -> {
                out.writeByte(INTEGER);
                writeText(out, number.toString());
            }
            default -> {
                out.writeByte(TEXT);
                write(out, value.toString(), LONGEST_CELL);
            }
        }
    }

    private static @Nullable Object readCell(DataInputStream in) throws IOException {
        return switch (in.readByte()) {
            case NULL -> null;
            case TEXT -> read(in, LONGEST_CELL);
            case LONG -> (Long) in.readLong();
            case DOUBLE -> (Double) in.readDouble();
            case DECIMAL -> new BigDecimal(readText(in));
            case INTEGER -> new BigInteger(readText(in));
            case TRUE -> true;
            case FALSE -> false;
            default -> throw new IOException("An unknown cell");
        };
    }

    private static void write(DataOutputStream out, String text, int longest) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > longest) {
            throw new IOException("A text of " + bytes.length + " bytes is too long");
        }
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String read(DataInputStream in, int longest) throws IOException {
        byte[] bytes = new byte[require(in.readInt(), longest)];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static int require(int count, int most) throws IOException {
        if (count < 0 || count > most) {
            throw new IOException("A length of " + count + " is not believed");
        }
        return count;
    }

    private static <T extends Enum<T>> T constant(Class<T> type, String name) throws IOException {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException unknown) {
            throw new IOException("An unknown constant", unknown);
        }
    }
}
