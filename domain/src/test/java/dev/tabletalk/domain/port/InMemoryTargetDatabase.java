package dev.tabletalk.domain.port;

import dev.tabletalk.domain.connection.ConnectionCheck;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.query.RowSink;
import dev.tabletalk.domain.query.SqlText;
import dev.tabletalk.domain.schema.Column;
import dev.tabletalk.domain.schema.DatabaseSchema;
import dev.tabletalk.domain.schema.Table;
import dev.tabletalk.domain.schema.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers statements it was told about, and the samples of its tables; any other statement fails as in a database. The
 * same for every connection. Safe for any thread.
 *
 * <pre>{@code
 * var database = new InMemoryTargetDatabase()
 *         .table("fruit", List.of("id", "name"), Row.of(1L, "apple"), Row.of(2L, null))
 *         .answer("SELECT count(*) AS n FROM fruit", List.of("n"), Row.of(2L));
 * }</pre>
 */
public final class InMemoryTargetDatabase implements TargetDatabase {
    private static final int ROWS_AT_ONCE = 100;

    private final Map<String, Table> tables = new ConcurrentHashMap<>();
    private final Map<String, Function<String, Answer>> answers = new ConcurrentHashMap<>();
    private final Map<String, Break> breaks = new ConcurrentHashMap<>();
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final List<ConnectionId> forgotten = new CopyOnWriteArrayList<>();
    private volatile Function<String, @Nullable Answer> otherwise = sql -> null;
    private volatile @Nullable Failure outage;
    private volatile @Nullable Failure invalid;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private volatile @Nullable Gate gate;

    /** What a statement gives, before limits. */
    public record Answer(List<ResultColumn> columns, List<Row> rows) {
        public Answer {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }

        /** Each column's kind is that of its first cell that is not null. */
        public static Answer of(List<String> names, Row... rows) {
            List<ResultColumn> columns = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                ResultColumn.Kind kind = kind(i, rows);
                columns.add(new ResultColumn(names.get(i), typeOf(kind), kind));
            }
            return new Answer(columns, List.of(rows));
        }

        private static ResultColumn.Kind kind(int column, Row... rows) {
            for (Row row : rows) {
                Object cell = row.cells().get(column);
                if (cell instanceof Number) {
                    return ResultColumn.Kind.NUMBER;
                }
                if (cell instanceof Boolean) {
                    return ResultColumn.Kind.BOOLEAN;
                }
                if (cell != null) {
                    return ResultColumn.Kind.TEXT;
                }
            }
            return ResultColumn.Kind.TEXT;
        }

        private static String typeOf(ResultColumn.Kind kind) {
            return kind == ResultColumn.Kind.NUMBER ? "numeric" : "text";
        }
    }

    /** Holds statements until it is opened. */
    public static final class Gate {
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CompletableFuture<Boolean> opened = new CompletableFuture<>();

        /** Waits until a statement is being held. @return false when none came within 10 seconds */
        public boolean awaitStatement() throws InterruptedException {
            return arrived.await(10, TimeUnit.SECONDS);
        }

        /** Lets the held statements, and all later ones, go on. */
        public void open() {
            opened.complete(true);
        }
    }

    /** Adds a table in which every column may be null; its rows are what its sample gives. */
    public InMemoryTargetDatabase table(String name, List<String> columns, Row... rows) {
        Answer answer = Answer.of(columns, rows);
        return table(
                new Table(
                        new TableName(null, name),
                        Table.Kind.TABLE,
                        null,
                        answer.columns().stream()
                                .map(column -> new Column(column.name(), column.type(), true, null))
                                .toList(),
                        List.of(),
                        List.of(),
                        (long) rows.length),
                rows);
    }

    public InMemoryTargetDatabase table(Table table, Row... rows) {
        tables.put(table.name().toString(), table);
        answers.put(
                "SELECT * FROM " + quoted(table.name()),
                sql -> Answer.of(table.columns().stream().map(Column::name).toList(), rows));
        return this;
    }

    /** Answers exactly this text, white space around it aside. */
    public InMemoryTargetDatabase answer(String sql, List<String> columns, Row... rows) {
        return answer(sql, Answer.of(columns, rows));
    }

    public InMemoryTargetDatabase answer(String sql, Answer answer) {
        answers.put(sql.strip(), text -> answer);
        return this;
    }

    /** Answers the statements that nothing else answers; null for those it does not know either. */
    public InMemoryTargetDatabase otherwise(Function<String, @Nullable Answer> function) {
        otherwise = function;
        return this;
    }

    /** Makes exactly this text fail. */
    public InMemoryTargetDatabase fail(String sql, FailureCode code, String message) {
        answers.put(sql.strip(), text -> {
            throw FailureException.of(code, message);
        });
        return this;
    }

    /** Makes a stream of exactly this text fail after so many rows. */
    public InMemoryTargetDatabase breakOff(String sql, int rows, FailureCode code, String message) {
        breaks.put(sql.strip(), new Break(rows, new Failure(code, message)));
        return this;
    }

    private record Break(int rows, Failure why) {}

    /** From now on nothing can be reached, until {@link #recover()}. */
    public void breakDown(String message) {
        outage = new Failure(FailureCode.DATABASE_UNREACHABLE, message);
    }

    public void recover() {
        outage = null;
    }

    /** From now on every address is refused for this. */
    public void refuseAddresses(String field, String message) {
        invalid = new Failure(FailureCode.INVALID, message, field);
    }

    /** From now on all statements wait until the gate is opened, they are cancelled or their time is over. */
    public Gate hold() {
        Gate held = new Gate();
        gate = held;
        return held;
    }

    /** Like {@link #hold()}, for exactly this text. */
    public Gate hold(String sql) {
        Gate held = new Gate();
        gates.put(sql.strip(), held);
        return held;
    }

    /** All statements that were run, oldest first. */
    public List<String> statements() {
        return List.copyOf(statements);
    }

    public List<ConnectionId> forgotten() {
        return List.copyOf(forgotten);
    }

    @Override
    public void validate(DatabaseConnection connection) {
        Failure failure = invalid;
        if (failure != null) {
            throw new FailureException(failure);
        }
    }

    @Override
    public ConnectionCheck check(DatabaseConnection connection) {
        Failure failure = outage;
        return failure == null
                ? new ConnectionCheck.Reachable("In memory 1", false, Duration.ofMillis(1))
                : new ConnectionCheck.Unreachable(failure);
    }

    @Override
    public DatabaseSchema schema(DatabaseConnection connection, Cancellation cancellation) {
        requireReachable();
        if (cancellation.isRequested()) {
            throw cancelled();
        }
        return new DatabaseSchema(tables.values().stream()
                .sorted(Comparator.comparing(table -> table.name().toString()))
                .toList());
    }

    @Override
    public QueryResult query(
            DatabaseConnection connection, SqlText sql, QueryLimits limits, Cancellation cancellation) {
        Instant start = Instant.now();
        requireReachable();
        statements.add(sql.value());
        if (cancellation.isRequested()) {
            throw cancelled();
        }
        passGate(gates.getOrDefault(sql.value().strip(), gate), limits.timeout(), cancellation);
        Answer answer = answer(sql.value().strip());
        boolean more = answer.rows().size() > limits.maxRows();
        return new QueryResult(
                ResultId.create(),
                sql.value(),
                answer.columns(),
                more ? answer.rows().subList(0, limits.maxRows()) : answer.rows(),
                more,
                Duration.between(start, Instant.now()),
                start);
    }

    @Override
    public void stream(
            DatabaseConnection connection, SqlText sql, RowSink sink, Duration limit, Cancellation cancellation) {
        requireReachable();
        statements.add(sql.value());
        if (cancellation.isRequested()) {
            throw cancelled();
        }
        passGate(gates.getOrDefault(sql.value().strip(), gate), limit, cancellation);
        Answer answer = answer(sql.value().strip());
        Break broken = breaks.get(sql.value().strip());
        sink.columns(answer.columns());
        for (int from = 0; from < answer.rows().size(); from += ROWS_AT_ONCE) {
            if (cancellation.isRequested()) {
                throw cancelled();
            }
            if (broken != null && from >= broken.rows()) {
                throw new FailureException(broken.why());
            }
            sink.rows(answer.rows().subList(from, Math.min(answer.rows().size(), from + ROWS_AT_ONCE)));
        }
    }

    @Override
    public SqlText sample(DatabaseConnection connection, TableName table, int rows) {
        return new SqlText("SELECT * FROM " + quoted(table) + " LIMIT " + rows);
    }

    @Override
    public void forget(ConnectionId connectionId) {
        forgotten.add(connectionId);
    }

    private Answer answer(String sql) {
        Function<String, Answer> exact = answers.get(sql);
        if (exact != null) {
            return exact.apply(sql);
        }
        int limit = sql.lastIndexOf(" LIMIT ");
        Function<String, Answer> sample = limit < 0 ? null : answers.get(sql.substring(0, limit));
        if (sample != null) {
            Answer all = sample.apply(sql);
            int rows = Integer.parseInt(sql.substring(limit + " LIMIT ".length()));
            return new Answer(all.columns(), all.rows().stream().limit(rows).toList());
        }
        Answer other = otherwise.apply(sql);
        if (other == null) {
            throw FailureException.of(FailureCode.QUERY_FAILED, "This database does not know the statement: " + sql);
        }
        return other;
    }

    private static void passGate(@Nullable Gate held, Duration limit, Cancellation cancellation) {
        if (held == null) {
            return;
        }
        CompletableFuture<Boolean> mayGoOn = held.opened.copy();
        Cancellation.Registration registration = cancellation.onRequest(() -> mayGoOn.complete(false));
        held.arrived.countDown();
        try {
            if (!mayGoOn.get(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw cancelled();
            }
        } catch (TimeoutException timeout) {
            throw new FailureException(
                    new Failure(
                            FailureCode.QUERY_TIMEOUT,
                            "The statement took longer than " + limit.toSeconds() + " seconds and was stopped."),
                    timeout);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw cancelled();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            registration.close();
        }
    }

    private void requireReachable() {
        Failure failure = outage;
        if (failure != null) {
            throw new FailureException(failure);
        }
    }

    private static FailureException cancelled() {
        return FailureException.of(FailureCode.CANCELLED, "The statement was stopped.");
    }

    private static String quoted(TableName table) {
        String name = "\"" + table.name().replace("\"", "\"\"") + "\"";
        return table.schema() == null ? name : "\"" + table.schema().replace("\"", "\"\"") + "\"." + name;
    }
}
