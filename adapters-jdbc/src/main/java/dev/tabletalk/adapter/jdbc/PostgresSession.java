package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.proof.AccountPrivileges;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultColumn.Kind;
import dev.tabletalk.domain.query.RowSink;
import dev.tabletalk.domain.schema.DatabaseSchema;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Parser;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL session. Each statement runs in a read-only transaction of its own, as a cursor that is fetched from, and the
 * transaction is always rolled back.
 */
final class PostgresSession implements Session {
    private static final Logger log = LoggerFactory.getLogger(PostgresSession.class);
    private static final String CURSOR = "DECLARE tabletalk_rows NO SCROLL CURSOR FOR ";
    /**
     * What a superuser is turned into, where the server has it (14 and later): reads every table, and may not call what a
     * read-only transaction does not stop, such as making replication slots, ending sessions or reading files.
     */
    private static final String READER = "pg_read_all_data";

    /** Row security would hide rows from the reader that the superuser sees: rather an error than a wrong answer. */
    private static final String AS_READER = "; SET LOCAL row_security = off; SET LOCAL ROLE " + READER;

    /** A cursor cannot be declared for these; they give few rows. */
    private static final Pattern WITHOUT_CURSOR = Pattern.compile("(?i)(show|explain)\\b");

    /**
     * What a superuser could become one again with, in the middle of a statement: the role is only a setting, and a query in a
     * text is checked with the rights of that moment. Refused whatever stands around it; a name can be hidden in U&"" alone.
     */
    private static final Pattern WAYS_BACK =
            Pattern.compile("(?i)set_config|_to_xml|ts_stat|ts_rewrite|dblink|crosstab|connectby|xpath_table|u&\"");

    /** What reaches other servers, whoever calls it. */
    private static final Pattern WAYS_OUT = Pattern.compile("(?i)dblink|u&\"");

    private static final Pattern SHORT_OFFSET = Pattern.compile(".*[+-]\\d\\d");

    private static final int ENGINE_GRACE_MILLIS = 1_000;
    private static final int FIRST_BATCH = 20;
    private static final int LARGEST_BATCH = 1_000;
    private static final long BATCH_BYTES = 1 << 20;
    private static final int LONGEST_NUMBER = 1_000;

    private final Connection connection;
    private final int backend;
    private final boolean superuser;
    private String text = "";
    private volatile boolean cancelled;
    private volatile @Nullable Statement running;

    PostgresSession(Connection connection, int backend) throws SQLException {
        this.connection = connection;
        this.backend = backend;
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        superuser = "t"
                .equals(one("SELECT rolsuper AND EXISTS (SELECT FROM pg_roles WHERE rolname = '" + READER
                        + "') FROM pg_roles WHERE rolname = current_user"));
        connection.rollback();
    }

    @Override
    public Rows read(String text, QueryLimits limits) throws SQLException {
        String sql = admit(text);
        try (Statement statement = statement()) {
            limit(statement, limits.timeout());
            if (WITHOUT_CURSOR.matcher(withoutComments(sql)).lookingAt()) {
                statement.setMaxRows(limits.maxRows() + 1);
                try (ResultSet result = statement.executeQuery(sql)) {
                    RowCollector rows =
                            new RowCollector(limits, result.getMetaData().getColumnCount());
                    List<ResultColumn> columns = columns(result.getMetaData());
                    add(result, columns, rows);
                    return new Rows(columns, rows.rows(), rows.truncated());
                }
            }
            statement.execute(CURSOR + sql);
            return fetch(statement, limits);
        }
    }

    @Override
    public void stream(String text, Duration limit, RowSink sink) throws SQLException {
        String sql = admit(text);
        RowBatches rows = new RowBatches(sink);
        try (Statement statement = statement()) {
            limit(statement, limit);
            if (WITHOUT_CURSOR.matcher(withoutComments(sql)).lookingAt()) {
                try (ResultSet result = statement.executeQuery(sql)) {
                    List<ResultColumn> columns = columns(result.getMetaData());
                    rows.columns(columns);
                    add(result, columns, rows);
                }
            } else {
                statement.execute(CURSOR + sql);
                fetchAll(statement, rows);
            }
            rows.flush();
        }
    }

    private void fetchAll(Statement statement, RowBatches rows) throws SQLException {
        boolean begun = false;
        int batch = FIRST_BATCH;
        boolean more = true;
        while (more) {
            requireGoing();
            try (ResultSet result = statement.executeQuery("FETCH " + batch + " FROM tabletalk_rows")) {
                List<ResultColumn> columns = columns(result.getMetaData());
                if (!begun) {
                    begun = true;
                    rows.columns(columns);
                }
                int got = 0;
                long characters = 0;
                while (result.next()) {
                    got++;
                    List<@Nullable Object> cells = cells(result, columns);
                    characters += RowBatches.characters(cells);
                    rows.add(cells);
                }
                more = got == batch;
                long each = Math.max(1, characters / Math.max(1, got));
                batch = (int) Math.clamp(BATCH_BYTES / each, 1, Math.min(LARGEST_BATCH, batch * 8L));
            }
        }
    }

    private void add(ResultSet result, List<ResultColumn> columns, RowBatches rows) throws SQLException {
        while (result.next()) {
            rows.add(cells(result, columns));
        }
    }

    private static List<@Nullable Object> cells(ResultSet result, List<ResultColumn> columns) throws SQLException {
        List<@Nullable Object> cells = new ArrayList<>(columns.size());
        for (int i = 1; i <= columns.size(); i++) {
            cells.add(cell(result, i, columns.get(i - 1)));
        }
        return cells;
    }

    /** Lets only one statement pass, and only what cannot reach out of its transaction. */
    private String admit(String text) throws SQLException {
        String sql = onlyStatement(text);
        this.text = sql;
        if (WAYS_OUT.matcher(sql).find()) {
            throw new RefusedException(
                    "A statement must not contain the word dblink, which reaches other servers, nor a"
                            + " name with Unicode escapes (U&\"...\").");
        }
        if (superuser && WAYS_BACK.matcher(sql).find()) {
            throw new RefusedException(
                    "A superuser's session does not change settings in a query, nor run queries from a text."
                            + " Connect with an account that may only read.");
        }
        return sql;
    }

    /** The driver would send several statements one after another: it must find one. */
    private static String onlyStatement(String text) throws SQLException {
        List<String> statements = Parser.parseJdbcSql(text, true, false, true, false, false).stream()
                .map(query -> query.nativeSql)
                .filter(sql -> !withoutComments(sql).isEmpty())
                .toList();
        if (statements.size() != 1) {
            throw new RefusedException("Only one statement can be run at a time.");
        }
        return statements.getFirst();
    }

    /** A statement that never reaches the server; its message is for people. */
    static final class RefusedException extends SQLException {
        RefusedException(String message) {
            super(message);
        }
    }

    private Rows fetch(Statement statement, QueryLimits limits) throws SQLException {
        @Nullable RowCollector rows = null;
        List<ResultColumn> columns = List.of();
        int batch = FIRST_BATCH;
        boolean more = true;
        while (more) {
            requireGoing();
            long start = rows == null ? 0 : rows.bytes();
            // maxRows + 1: the extra row tells "more" from "exactly full"
            int left = limits.maxRows() + 1 - (rows == null ? 0 : rows.rows().size());
            int size = Math.min(batch, left);
            try (ResultSet result = statement.executeQuery("FETCH " + size + " FROM tabletalk_rows")) {
                if (rows == null) {
                    columns = columns(result.getMetaData());
                    rows = new RowCollector(limits, columns.size());
                }
                int got = add(result, columns, rows);
                more = got == size && !rows.truncated();
                long each = Math.max(1, (rows.bytes() - start) / Math.max(1, got));
                batch = (int) Math.clamp(BATCH_BYTES / each, 1, Math.min(LARGEST_BATCH, batch * 8L));
            }
        }
        return new Rows(columns, rows == null ? List.of() : rows.rows(), rows != null && rows.truncated());
    }

    /** @return how many rows there were, kept or not */
    private int add(ResultSet result, List<ResultColumn> columns, RowCollector rows) throws SQLException {
        int got = 0;
        while (result.next()) {
            got++;
            if (!rows.add(cells(result, columns))) {
                break;
            }
        }
        return got;
    }

    @Override
    public DatabaseSchema schema() throws SQLException {
        try (Statement statement = statement()) {
            limit(statement, QueryLimits.DEFAULT.timeout());
        }
        requireGoing();
        return new PostgresSchemaReader(connection).read();
    }

    @Override
    public String version() throws SQLException {
        return "PostgreSQL " + one("SHOW server_version");
    }

    @Override
    public AccountPrivileges privileges() throws SQLException {
        requireGoing();
        return new PostgresPrivileges(connection).read();
    }

    @Override
    public String trace() throws SQLException {
        return String.valueOf(one("""
                SELECT concat_ws(', ',
                    'settings ' || (SELECT coalesce(string_agg(name || '=' || setting, ' ' ORDER BY name), 'none') FROM pg_settings WHERE source = 'session'),
                    'role ' || current_user,
                    'advisory locks ' || (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()),
                    'prepared ' || (SELECT count(*) FROM pg_prepared_statements WHERE from_sql),
                    'cursors ' || (SELECT count(*) FROM pg_cursors WHERE is_holdable),
                    'channels ' || (SELECT count(*) FROM pg_listening_channels()),
                    'objects ' || (SELECT count(*) FROM (
                        SELECT relname AS name FROM pg_class UNION ALL SELECT nspname FROM pg_namespace
                        UNION ALL SELECT proname FROM pg_proc UNION ALL SELECT rolname FROM pg_roles
                        UNION ALL SELECT datname FROM pg_database UNION ALL SELECT gid FROM pg_prepared_xacts
                        UNION ALL SELECT slot_name FROM pg_replication_slots) made WHERE name LIKE '%s%%'))
                """.formatted(AttackFile.PREFIX)));
    }

    private @Nullable String one(String sql) throws SQLException {
        try (Statement statement = statement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : null;
        }
    }

    @Override
    public boolean isAlive() {
        try {
            return connection.isValid(2);
        } catch (SQLException error) {
            log.debug("A session is gone", error);
            return false;
        }
    }

    @Override
    public SqlProblem explain(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        if (error instanceof RefusedException) {
            return new SqlProblem.Wrong(String.valueOf(error.getMessage()), false);
        }
        if (String.valueOf(error.getMessage()).contains("maxResultBuffer")) {
            // The rest of the row is still on its way: nobody may read from here again.
            cancelled = true;
            return new SqlProblem.Wrong(
                    "A row of the result is larger than 16 MiB. Ask for less of it, for example with left().", false);
        }
        if (state.equals("57014")) {
            return new SqlProblem.TimeOut();
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return new SqlProblem.Lost();
        }
        ServerErrorMessage server = error instanceof PSQLException known ? known.getServerErrorMessage() : null;
        if (server == null) {
            log.info("A statement failed in the driver", error);
            return new SqlProblem.Wrong("The database could not run the statement.", false);
        }
        StringBuilder message = new StringBuilder(String.valueOf(server.getMessage()));
        message.append(position(server.getPosition() - CURSOR.length()));
        if (server.getHint() != null) {
            message.append(" (hint: ").append(server.getHint()).append(')');
        }
        return new SqlProblem.Wrong(message.toString(), state.equals("42P01"));
    }

    /** @param position counted from 1; what lies outside the statement is left out */
    private String position(int position) {
        boolean direct = WITHOUT_CURSOR.matcher(withoutComments(text)).lookingAt();
        int at = (direct ? position + CURSOR.length() : position) - 1;
        if (at < 0 || at >= text.length()) {
            return "";
        }
        String before = text.substring(0, at);
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        return " (line " + line + ", column " + (at - before.lastIndexOf('\n')) + ")";
    }

    @Override
    public void cancel() {
        cancelled = true;
        Statement statement = running;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException error) {
                log.warn("A statement of server process {} could not be cancelled", backend, error);
            }
        }
    }

    @Override
    public void abandon() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException error) {
            log.warn("The connection of server process {} could not be closed", backend, error);
        }
    }

    @Override
    public boolean reset() {
        if (cancelled) {
            return false;
        }
        try {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setReadOnly(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("DISCARD ALL");
            }
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            return !cancelled;
        } catch (SQLException error) {
            log.debug("A session cannot be used again", error);
            return false;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException error) {
            log.warn("A PostgreSQL session could not be closed", error);
        }
    }

    private Statement statement() throws SQLException {
        requireGoing();
        Statement statement = connection.createStatement();
        statement.setEscapeProcessing(false);
        running = statement;
        return statement;
    }

    /** Limits of the engine that hold even if a statement hides from us; ours are tighter. */
    private void limit(Statement statement, Duration limit) throws SQLException {
        long millis = limit.toMillis() + ENGINE_GRACE_MILLIS;
        statement.execute("SET LOCAL statement_timeout = " + millis + "; SET LOCAL lock_timeout = 2000;"
                + " SET LOCAL idle_in_transaction_session_timeout = " + millis + ";"
                + " SET LOCAL standard_conforming_strings = on"
                + (superuser ? AS_READER : ""));
    }

    private void requireGoing() throws SQLException {
        if (cancelled) {
            throw new SQLException("cancelled", "57014");
        }
    }

    private static List<ResultColumn> columns(ResultSetMetaData data) throws SQLException {
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            String type = data.getColumnTypeName(i);
            columns.add(new ResultColumn(data.getColumnLabel(i), type, kind(type)));
        }
        return columns;
    }

    private static Kind kind(String type) {
        return switch (type) {
            case "int2", "int4", "int8", "oid", "serial", "bigserial", "smallserial", "numeric", "float4", "float8" ->
                Kind.NUMBER;
            case "bool" -> Kind.BOOLEAN;
            case "date" -> Kind.DATE;
            case "time", "timetz" -> Kind.TIME;
            case "timestamp", "timestamptz" -> Kind.TIMESTAMP;
            case "bytea" -> Kind.BINARY;
            default -> Kind.TEXT;
        };
    }

    private static @Nullable Object cell(ResultSet result, int i, ResultColumn column) throws SQLException {
        String text = result.getString(i);
        if (text == null) {
            return null;
        }
        return switch (column.type()) {
            case "int2", "int4", "int8", "oid", "serial", "bigserial", "smallserial" -> Long.valueOf(text);
            case "numeric" -> number(text);
            case "float4", "float8" -> Character.isLetter(text.charAt(text.length() - 1)) ? text : Double.valueOf(text);
            case "bool" -> text.equals("t") || text.equals("true");
            case "timestamp" -> text.replace(' ', 'T');
            case "timestamptz" -> zoned(text);
            case "bytea" -> result.getBytes(i).length + " bytes";
            default -> text;
        };
    }

    /** Exact; what is no number (NaN) or too long to be one for anybody stays text. */
    private static Object number(String text) {
        return Character.isLetter(text.charAt(text.length() - 1)) || text.length() > LONGEST_NUMBER
                ? text
                : new BigDecimal(text);
    }

    /** "2025-01-31 10:00:00+01" in ISO 8601. */
    private static String zoned(String text) {
        String iso = text.replace(' ', 'T');
        return SHORT_OFFSET.matcher(iso).matches() ? iso + ":00" : iso;
    }

    /** What is left of a statement when the space and the comments in front of it, which nest, are taken away. */
    private static String withoutComments(String sql) {
        int at = 0;
        int depth = 0;
        while (at < sql.length()) {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (depth > 0 && sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else if (depth > 0 || Character.isWhitespace(sql.charAt(at))) {
                at++;
            } else if (sql.startsWith("--", at)) {
                while (at < sql.length() && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
                    at++;
                }
            } else {
                break;
            }
        }
        return sql.substring(at);
    }
}
