package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultColumn.Kind;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.query.RowSink;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/**
 * The process in which DuckDB runs. It is told by its standard input what to open and to read, answers on its standard
 * output, and ends with its input: when the server closes it, and when the server is gone.
 */
final class DuckDbWorker {
    /** Exit code when the process holds more memory than it may. */
    static final int TOO_MUCH_MEMORY = 4;

    static final int MEMORY_MEGABYTES = 512;
    private static final int RESIDENT_MEGABYTES = 1_024;
    private static final long LOOK_AT_MEMORY_MILLIS = 50;
    private static final int MOST_BYTES = 32 << 20;
    private static final DuckDBDriver DRIVER = new DuckDBDriver();

    private final DataOutputStream out;
    private final Path folder;
    private final BlockingQueue<Command> commands = new LinkedBlockingQueue<>();
    private volatile boolean cancelled;
    private volatile @Nullable Statement running;
    private @Nullable DuckDbSource source;
    private @Nullable Connection connection;
    /** Whether a statement ran since the connection was opened, so that it may have left something behind. */
    private boolean used;

    private sealed interface Command {
        record Open(DuckDbSource source) implements Command {}

        record Read(String sql, int maxRows, int maxBytes, boolean mayLeave) implements Command {}

        record Stream(String sql) implements Command {}

        record Reset() implements Command {}
    }

    private DuckDbWorker(DataOutputStream out, Path folder) {
        this.out = out;
        this.folder = folder;
    }

    /** @param args the folder that this process may write to */
    public static void main(String[] args) throws Exception {
        watchMemory();
        DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16));
        // Whatever prints must not print into the answers.
        System.setOut(System.err);
        DuckDbWorker worker = new DuckDbWorker(out, Path.of(args[0]));
        Thread.ofPlatform().daemon().name("input").start(() -> worker.listen(new DataInputStream(System.in)));
        worker.work();
    }

    private void listen(DataInputStream in) {
        try {
            while (true) {
                switch (in.readByte()) {
                    case DuckDbWire.OPEN -> commands.add(new Command.Open(DuckDbWire.readSource(in)));
                    case DuckDbWire.READ ->
                        commands.add(
                                new Command.Read(DuckDbWire.readSql(in), in.readInt(), in.readInt(), in.readBoolean()));
                    case DuckDbWire.STREAM -> commands.add(new Command.Stream(DuckDbWire.readSql(in)));
                    case DuckDbWire.RESET -> commands.add(new Command.Reset());
                    case DuckDbWire.CANCEL -> cancel();
                    default -> throw new IOException("An unknown command");
                }
            }
        } catch (EOFException end) {
            Runtime.getRuntime().halt(0);
        } catch (IOException | RuntimeException broken) {
            System.err.println("The worker cannot understand the server: " + broken);
            Runtime.getRuntime().halt(1);
        }
    }

    private void cancel() {
        cancelled = true;
        Statement statement = running;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException ended) {
                System.err.println("A statement could not be cancelled: " + ended);
            }
        }
    }

    private void work() throws Exception {
        while (true) {
            Command command = commands.take();
            try {
                switch (command) {
                    case Command.Open(DuckDbSource wanted) -> {
                        source = wanted;
                        prepare(wanted);
                        connection = connect(wanted);
                        out.writeByte(DuckDbWire.READY);
                    }
                    case Command.Reset reset -> {
                        if (used) {
                            reopen();
                        }
                        out.writeByte(DuckDbWire.READY);
                    }
                    case Command.Read read -> run(read.sql(), read.mayLeave(), result -> send(result, read));
                    case Command.Stream(String sql) -> run(sql, true, this::sendAll);
                }
            } catch (SQLException error) {
                fail(error);
            }
            out.flush();
        }
    }

    private void fail(SQLException error) throws IOException {
        out.writeByte(DuckDbWire.FAILED);
        String message = String.valueOf(error.getMessage());
        DuckDbWire.writeText(out, message.length() > 20_000 ? message.substring(0, 20_000) : message);
    }

    /** Makes the database of views through which files are read. */
    private void prepare(DuckDbSource wanted) throws SQLException {
        if (!(wanted instanceof DuckDbSource.Tables(List<DuckDbSource.TableFile> files))) {
            return;
        }
        try (Connection making = DRIVER.connect("jdbc:duckdb:" + catalogue(), settings());
                Statement statement = making.createStatement()) {
            for (DuckDbSource.TableFile file : files) {
                try {
                    statement.execute("CREATE VIEW " + DuckDbSource.quoted(file.table()) + " AS SELECT * FROM "
                            + file.format().reader() + "(" + text(file.file()) + ")");
                } catch (SQLException unreadable) {
                    throw new SQLException(
                            "The file " + file.file().getFileName() + " cannot be read: " + unreadable.getMessage(),
                            unreadable);
                }
            }
        }
    }

    private void reopen() throws SQLException {
        Connection old = connection;
        if (old == null || source == null) {
            throw new SQLException("Nothing is open");
        }
        connection = null;
        old.close();
        connection = connect(source);
        used = false;
    }

    private Connection connect(DuckDbSource wanted) throws SQLException {
        Path file = wanted instanceof DuckDbSource.Database(Path database) ? database : catalogue();
        Properties settings = settings();
        settings.setProperty("duckdb.read_only", "true");
        Connection opened = DRIVER.connect("jdbc:duckdb:" + file, settings);
        try (Statement statement = opened.createStatement()) {
            if (wanted instanceof DuckDbSource.Tables(List<DuckDbSource.TableFile> files)) {
                statement.execute(files.stream()
                        .map(table -> text(table.file()))
                        .collect(Collectors.joining(", ", "SET allowed_paths = [", "]")));
            }
            // x -> x + 1 is what most people and models write; "lambda x: x + 1" works all the same.
            statement.execute("SET lambda_syntax = 'ENABLE_SINGLE_ARROW'");
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
            return opened;
        } catch (SQLException | RuntimeException failed) {
            opened.close();
            throw failed;
        }
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("jdbc_stream_results", "true");
        settings.setProperty("memory_limit", MEMORY_MEGABYTES + "MiB");
        settings.setProperty("threads", "2");
        settings.setProperty("temp_directory", "");
        settings.setProperty("allow_unsigned_extensions", "false");
        settings.setProperty("allow_community_extensions", "false");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("allow_persistent_secrets", "false");
        return settings;
    }

    private Path catalogue() {
        return folder.resolve("tables.duckdb");
    }

    private interface Sending {
        void send(ResultSet result) throws SQLException, IOException;
    }

    private void run(String text, boolean mayLeave, Sending sending) throws SQLException, IOException {
        Connection open = connection;
        if (open == null) {
            throw new SQLException("Nothing is open");
        }
        String sql = new DuckDbGate(open).admit(text);
        try (Statement statement = open.createStatement()) {
            running = statement;
            requireGoing();
            used |= mayLeave;
            try (ResultSet result = statement.executeQuery(sql)) {
                sending.send(result);
            }
        } finally {
            running = null;
        }
    }

    private void send(ResultSet result, Command.Read read) throws SQLException, IOException {
        List<ResultColumn> columns = columns(result.getMetaData());
        RowCollector rows = new RowCollector(
                new QueryLimits(read.maxRows(), Math.min(read.maxBytes(), MOST_BYTES), Duration.ofSeconds(1)),
                columns.size());
        boolean more = true;
        while (more && result.next()) {
            requireGoing();
            more = rows.add(cells(result, columns.size()));
        }
        out.writeByte(DuckDbWire.COLUMNS);
        DuckDbWire.writeColumns(out, columns);
        List<Row> kept = rows.rows();
        for (int from = 0; from < kept.size(); from += DuckDbWire.ROWS_AT_ONCE) {
            out.writeByte(DuckDbWire.ROWS);
            DuckDbWire.writeRows(out, kept.subList(from, Math.min(kept.size(), from + DuckDbWire.ROWS_AT_ONCE)));
        }
        out.writeByte(DuckDbWire.END);
        out.writeBoolean(rows.truncated());
    }

    /** Whoever reads slowly holds this up, by the pipe between. */
    private void sendAll(ResultSet result) throws SQLException, IOException {
        List<ResultColumn> columns = columns(result.getMetaData());
        out.writeByte(DuckDbWire.COLUMNS);
        DuckDbWire.writeColumns(out, columns);
        RowBatches rows = new RowBatches(new RowSink() {
            @Override
            public void columns(List<ResultColumn> known) {}

            @Override
            public void rows(List<Row> batch) {
                try {
                    out.writeByte(DuckDbWire.ROWS);
                    DuckDbWire.writeRows(out, batch);
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            }
        });
        while (result.next()) {
            requireGoing();
            rows.add(cells(result, columns.size()));
        }
        rows.flush();
        out.writeByte(DuckDbWire.END);
        out.writeBoolean(false);
    }

    private static List<@Nullable Object> cells(ResultSet result, int width) throws SQLException {
        List<@Nullable Object> cells = new ArrayList<>(width);
        for (int i = 1; i <= width; i++) {
            cells.add(cell(result, i));
        }
        return cells;
    }

    private void requireGoing() throws SQLException {
        if (cancelled) {
            throw new SQLException(DuckDbWire.INTERRUPTED);
        }
    }

    private static List<ResultColumn> columns(ResultSetMetaData data) throws SQLException {
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            String type = data.getColumnTypeName(i);
            columns.add(new ResultColumn(cut(data.getColumnLabel(i)), cut(type), kind(type)));
        }
        return columns;
    }

    /** Names and types can be as long as a statement. */
    private static String cut(String name) {
        return name.length() > 1_000 ? name.substring(0, 1_000) + "…" : name;
    }

    private static Kind kind(String type) {
        return switch (type) {
            case "TINYINT",
                    "SMALLINT",
                    "INTEGER",
                    "BIGINT",
                    "HUGEINT",
                    "UTINYINT",
                    "USMALLINT",
                    "UINTEGER",
                    "UBIGINT",
                    "UHUGEINT",
                    "BIGNUM",
                    "FLOAT",
                    "DOUBLE" -> Kind.NUMBER;
            case "BOOLEAN" -> Kind.BOOLEAN;
            case "DATE" -> Kind.DATE;
            case "TIME", "TIME_NS", "TIME WITH TIME ZONE" -> Kind.TIME;
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE" ->
                Kind.TIMESTAMP;
            case "BLOB" -> Kind.BINARY;
            default -> type.startsWith("DECIMAL(") && type.endsWith(")") ? Kind.NUMBER : Kind.TEXT;
        };
    }

    private static @Nullable Object cell(ResultSet result, int i) throws SQLException {
        Object value = result.getObject(i);
        return switch (value) {
            case null -> null;
            case Byte number -> (Long) number.longValue();
            case Short number -> (Long) number.longValue();
            case Integer number -> (Long) number.longValue();
            case Long number -> number;
            case BigInteger number -> number;
            case BigDecimal number -> number;
            case Float number -> real(Double.parseDouble(number.toString()));
            case Double number -> real(number);
            case Boolean truth -> truth;
            case java.sql.Timestamp moment -> timestamp(result.getString(i));
            case OffsetDateTime moment -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment);
            case java.sql.Blob bytes -> bytes.length() + " bytes";
            default -> result.getString(i);
        };
    }

    private static Object real(double number) {
        return Double.isFinite(number) ? (Object) number : Double.toString(number);
    }

    /** "2025-01-31 10:00:00.0" in ISO 8601. */
    private static String timestamp(String text) {
        String iso = text.replace(' ', 'T');
        return iso.endsWith(".0") ? iso.substring(0, iso.length() - 2) : iso;
    }

    private static String text(Path file) {
        return "'" + file.toString().replace("'", "''") + "'";
    }

    /**
     * Ends the process before it takes the memory of others: DuckDB keeps to its limit for tables and sorting, not for every
     * single value. Only Linux tells what a process holds; elsewhere DuckDB's own limit and that of the heap are all there is.
     */
    private static void watchMemory() {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return;
        }
        try {
            // When the whole machine runs out of memory, this process is the one to end.
            Files.writeString(Path.of("/proc/self/oom_score_adj"), "1000");
        } catch (IOException notAllowed) {
            System.err.println("The worker is not the first to end when memory runs out: " + notAllowed);
        }
        Thread.ofPlatform().daemon().name("memory").start(() -> {
            try {
                while (residentMegabytes(status) <= RESIDENT_MEGABYTES) {
                    Thread.sleep(LOOK_AT_MEMORY_MILLIS);
                }
            } catch (IOException | InterruptedException blind) {
                System.err.println("The worker cannot watch its memory: " + blind);
            }
            Runtime.getRuntime().halt(TOO_MUCH_MEMORY);
        });
    }

    private static long residentMegabytes(Path status) throws IOException {
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
            }
        }
        return 0;
    }
}
