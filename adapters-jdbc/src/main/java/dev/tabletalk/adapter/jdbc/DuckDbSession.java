package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.proof.AccountPrivileges;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.query.RowSink;
import dev.tabletalk.domain.schema.DatabaseSchema;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker process and what it has open. */
final class DuckDbSession implements Session {
    private static final Logger log = LoggerFactory.getLogger(DuckDbSession.class);
    /** A process is started for it, which takes longer than to connect where the machine is busy. */
    static final Duration START_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration RESET_TIMEOUT = Duration.ofSeconds(5);
    private static final int OUT_OF_HEAP = 3;
    private static final int KILLED = 137;
    private static final int MOST_LOGGED = 100;
    private static final Pattern PATHS = Pattern.compile("(?<![\\w.])/(?:[^\\s\"':]+/)+(?=[^\\s\"':/]*)");
    private static final Pattern UNKNOWN_TABLE =
            Pattern.compile("Catalog Error: (Table|View) with name .* does not exist!.*", Pattern.DOTALL);

    /** Not the file, which others may write at any time; not the paths themselves: each worker has a folder of its own. */
    private static final String TRACE = """
            SELECT (SELECT count(*) FROM duckdb_tables() WHERE temporary OR table_name LIKE '@%')
                    + (SELECT count(*) FROM duckdb_views() WHERE NOT internal AND (temporary OR view_name LIKE '@%'))
                    + (SELECT count(*) FROM duckdb_sequences() WHERE temporary OR sequence_name LIKE '@%')
                    + (SELECT count(*) FROM duckdb_schemas() WHERE schema_name LIKE '@%'),
                (SELECT count(*) FROM duckdb_variables()), (SELECT count(*) FROM duckdb_prepared_statements()),
                (SELECT string_agg(database_name, ' ' ORDER BY database_name) FROM duckdb_databases() WHERE NOT internal),
                (SELECT md5(string_agg(name || ' ' || value, ' ' ORDER BY name)) FROM duckdb_settings()
                    WHERE name <> 'allowed_paths'), len(current_setting('allowed_paths'))
            """.replace("@", AttackFile.PREFIX);

    private final Process process;
    private final DuckDbSource source;
    private final DataInputStream in;
    private final DataOutputStream out;
    private volatile boolean cancelled;
    private volatile boolean destroyed;

    private DuckDbSession(Process process, DuckDbSource source) {
        this.process = process;
        this.source = source;
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    /**
     * Starts a worker and has it open something.
     *
     * @throws SQLTimeoutException when that is not done in time; the worker is ended
     */
    static DuckDbSession open(DuckDbSource source, Duration timeout) throws IOException, SQLException {
        DuckDbProgram program = DuckDbProgram.get();
        Path own = program.newFolder();
        ProcessBuilder builder = new ProcessBuilder(program.command(own)).directory(own.toFile());
        Map<String, String> environment = builder.environment();
        @Nullable String systemRoot = environment.get("SystemRoot");
        // Nothing of ours: it may hold secrets, and options for every JVM.
        environment.clear();
        if (systemRoot != null) {
            environment.put("SystemRoot", systemRoot);
        }
        environment.put("MALLOC_ARENA_MAX", "2");
        Process process = builder.start();
        var _ = process.onExit().thenRun(() -> DuckDbProgram.delete(own));
        DuckDbSession session = new DuckDbSession(process, source);
        session.logErrors();
        try {
            session.ask(timeout, () -> {
                session.out.writeByte(DuckDbWire.OPEN);
                DuckDbWire.writeSource(session.out, source);
            });
            return session;
        } catch (SQLException | RuntimeException failed) {
            session.close();
            throw failed;
        }
    }

    private interface Sending {
        void run() throws IOException;
    }

    /** Sends what is answered by READY. */
    private void ask(Duration timeout, Sending sending) throws SQLException {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        var _ = answered.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).whenComplete((ready, late) -> {
            if (late != null) {
                destroy();
            }
        });
        try {
            synchronized (out) {
                sending.run();
                out.flush();
            }
            expect(DuckDbWire.READY);
        } catch (IOException gone) {
            if (answered.isCompletedExceptionally()) {
                throw new SQLTimeoutException("Not ready after " + timeout, gone);
            }
            throw ended(gone);
        } finally {
            answered.complete(null);
        }
    }

    @Override
    public Rows read(String sql, QueryLimits limits) throws SQLException {
        return read(sql, limits, true);
    }

    /** @param mayLeave whether it may leave something behind, so that the next reset has work to do */
    private Rows read(String sql, QueryLimits limits, boolean mayLeave) throws SQLException {
        requireGoing();
        try {
            synchronized (out) {
                out.writeByte(DuckDbWire.READ);
                DuckDbWire.writeSql(out, sql);
                out.writeInt(limits.maxRows());
                out.writeInt(limits.maxBytes());
                out.writeBoolean(mayLeave);
                out.flush();
            }
            expect(DuckDbWire.COLUMNS);
            List<ResultColumn> columns = DuckDbWire.readColumns(in);
            List<Row> rows = new ArrayList<>();
            byte next = in.readByte();
            while (next == DuckDbWire.ROWS) {
                rows.addAll(DuckDbWire.readRows(in, columns.size()));
                if (rows.size() > limits.maxRows()) {
                    throw new IOException("More rows than asked for");
                }
                next = in.readByte();
            }
            require(next, DuckDbWire.END);
            return new Rows(columns, rows, in.readBoolean());
        } catch (IOException gone) {
            throw ended(gone);
        }
    }

    @Override
    public void stream(String sql, Duration limit, RowSink sink) throws SQLException {
        requireGoing();
        try {
            synchronized (out) {
                out.writeByte(DuckDbWire.STREAM);
                DuckDbWire.writeSql(out, sql);
                out.flush();
            }
            expect(DuckDbWire.COLUMNS);
            List<ResultColumn> columns = DuckDbWire.readColumns(in);
            sink.columns(columns);
            byte next = in.readByte();
            while (next == DuckDbWire.ROWS) {
                sink.rows(DuckDbWire.readRows(in, columns.size()));
                next = in.readByte();
            }
            if (next == DuckDbWire.FAILED) {
                throw new SQLException(DuckDbWire.readText(in));
            }
            require(next, DuckDbWire.END);
            in.readBoolean();
        } catch (IOException gone) {
            throw ended(gone);
        } catch (RuntimeException unwanted) {
            // The rest of the rows stays unread.
            destroy();
            throw unwanted;
        }
    }

    private void expect(byte wanted) throws IOException, SQLException {
        byte answer = in.readByte();
        if (answer == DuckDbWire.FAILED) {
            throw new SQLException(DuckDbWire.readText(in));
        }
        require(answer, wanted);
    }

    private static void require(byte answer, byte wanted) throws IOException {
        if (answer != wanted) {
            throw new IOException("Answer " + answer + " instead of " + wanted);
        }
    }

    /** Why the worker does not answer any more. */
    private SQLException ended(IOException gone) {
        boolean ours = destroyed || cancelled;
        if (!ours && hasEnded()) {
            int code = process.exitValue();
            log.warn("A DuckDB worker ended with {}", code);
            if (code == OUT_OF_HEAP || code == DuckDbWorker.TOO_MUCH_MEMORY || code == KILLED) {
                return new DuckDbMemoryException(gone);
            }
            return new DuckDbCrashException(gone);
        }
        destroy();
        return new DuckDbWorkerLostException(gone);
    }

    private boolean hasEnded() {
        try {
            return process.waitFor(1, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The worker ended because it needed too much memory. */
    static final class DuckDbMemoryException extends SQLException {
        DuckDbMemoryException(Throwable cause) {
            super("The worker needed too much memory", cause);
        }
    }

    /** A statement ended the worker, such as one that is nested too deeply for it. */
    static final class DuckDbCrashException extends SQLException {
        DuckDbCrashException(Throwable cause) {
            super("The worker ended by itself", cause);
        }
    }

    /** The worker is gone. */
    static final class DuckDbWorkerLostException extends SQLException {
        DuckDbWorkerLostException(Throwable cause) {
            super("The worker is gone", cause);
        }
    }

    @Override
    public DatabaseSchema schema() throws SQLException {
        return new DuckDbSchemaReader(this, source).read();
    }

    @Override
    public String version() throws SQLException {
        List<Row> rows = read("SELECT version()", QueryLimits.DEFAULT).rows();
        return "DuckDB " + String.valueOf(rows.getFirst().cells().getFirst()).replaceFirst("^v", "");
    }

    @Override
    public AccountPrivileges privileges() {
        List<Path> writable = files().stream().filter(Files::isWritable).toList();
        if (writable.isEmpty()) {
            return new AccountPrivileges(false, List.of(), List.of());
        }
        return new AccountPrivileges(
                true,
                List.of("The account that Tabletalk runs as may write "
                        + (writable.size() == 1
                                ? "the file " + writable.getFirst().getFileName()
                                : writable.size() + " of these files")
                        + "."),
                List.of(
                        "chmod a-w "
                                + writable.stream()
                                        .map(file -> "'" + file.toString().replace("'", "'\\''") + "'")
                                        .collect(Collectors.joining(" ")),
                        "# or mount the folder read-only, or run Tabletalk as an account that may only read it"));
    }

    private List<Path> files() {
        return switch (source) {
            case DuckDbSource.Database(Path file) -> List.of(file);
            case DuckDbSource.Tables(List<DuckDbSource.TableFile> files) ->
                files.stream().map(DuckDbSource.TableFile::file).toList();
        };
    }

    @Override
    public String trace() throws SQLException {
        return "objects, variables, prepared, databases, settings, paths "
                + read(TRACE, QueryLimits.DEFAULT, false).rows().getFirst().cells();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public SqlProblem explain(SQLException error) {
        String message = String.valueOf(error.getMessage());
        if (error instanceof DuckDbMemoryException || message.startsWith("Out of Memory Error")) {
            return new SqlProblem.Wrong(
                    "The statement needed more memory than " + DuckDbWorker.MEMORY_MEGABYTES
                            + " MB. Ask for less: fewer rows or columns, shorter values.",
                    false);
        }
        if (error instanceof DuckDbCrashException) {
            return new SqlProblem.Wrong(
                    "The statement was too much for DuckDB, whose process ended with it. Ask in a simpler way.", false);
        }
        if (message.endsWith("Invalid result set")) {
            // What is left of a result that memory did not suffice for while it was read.
            return new SqlProblem.Wrong(
                    "The statement broke off while its rows were read. Most likely it needed more memory than "
                            + DuckDbWorker.MEMORY_MEGABYTES
                            + " MB. Ask for less: fewer rows or columns, shorter values.",
                    false);
        }
        if (error instanceof DuckDbWorkerLostException) {
            return cancelled ? new SqlProblem.TimeOut() : new SqlProblem.Lost();
        }
        if (message.startsWith("INTERRUPT Error")) {
            return new SqlProblem.TimeOut();
        }
        return new SqlProblem.Wrong(
                withoutPaths(message), UNKNOWN_TABLE.matcher(message).matches());
    }

    /** Leaves out where on this machine a file is. */
    static String withoutPaths(String message) {
        return PATHS.matcher(message).replaceAll("");
    }

    @Override
    public void cancel() {
        cancelled = true;
        try {
            synchronized (out) {
                out.writeByte(DuckDbWire.CANCEL);
                out.flush();
            }
        } catch (IOException gone) {
            log.debug("A DuckDB worker is gone already", gone);
        }
    }

    @Override
    public void abandon() {
        destroy();
    }

    @Override
    public boolean reset() {
        if (cancelled || destroyed || !process.isAlive()) {
            return false;
        }
        try {
            ask(RESET_TIMEOUT, () -> out.writeByte(DuckDbWire.RESET));
            return !cancelled;
        } catch (SQLException error) {
            log.debug("A DuckDB worker cannot be used again", error);
            return false;
        }
    }

    @Override
    public void close() {
        destroy();
    }

    /** It only reads, so that there is nothing to wait for. */
    private void destroy() {
        destroyed = true;
        process.destroyForcibly();
    }

    private void requireGoing() throws SQLException {
        if (cancelled) {
            throw new SQLException(DuckDbWire.INTERRUPTED);
        }
    }

    private void logErrors() {
        Thread.ofVirtual().name("duckdb-errors").start(() -> {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
                int count = 0;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (count++ < MOST_LOGGED) {
                        log.warn(
                                "DuckDB worker {}: {}", process.pid(), line.substring(0, Math.min(500, line.length())));
                    }
                }
            } catch (IOException ended) {
                log.debug("A DuckDB worker ended", ended);
            }
        });
    }
}
