package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.conversation.NewestVersions;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.SqlVersion;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.SqlVersionRepository;
import dev.tabletalk.domain.query.SqlText;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Versions of SQL in SQLite. */
@Transactional(PersistenceConfiguration.WRITES)
class JdbcSqlVersionRepository implements SqlVersionRepository {
    /** As a call, so that its outcome is read as that of one. */
    static final String COLUMNS = """
            SELECT v.turn_id, v.number, v.sql, v.created_at, 0 AS message_id, 0 AS position, v.call_id, '' AS tool,
                '' AS arguments, v.status, v.output, v.failure_code, v.failure_message, v.failure_field, v.result_id,
                v.result_rows, v.result_truncated, v.elapsed
            FROM sql_version v
            """;

    private final JdbcClient writer;
    private final JdbcClient readers;

    JdbcSqlVersionRepository(
            @Qualifier("storeWriter") DataSource writer, @Qualifier("storeReaders") DataSource readers) {
        this.writer = JdbcClient.create(writer);
        this.readers = JdbcClient.create(readers);
    }

    @Override
    public SqlVersion append(QueryCell cell, SqlText sql, ToolOutcome outcome, Instant createdAt) {
        int number = nextNumber(cell);
        if (number > SqlVersion.MOST) {
            throw FailureException.of(
                    FailureCode.CONFLICT,
                    "This query has " + SqlVersion.MOST + " versions already, and cannot have more.");
        }
        writer.sql("""
                        INSERT INTO sql_version (turn_id, call_id, number, sql, status, output, failure_code, failure_message,
                            failure_field, result_id, result_rows, result_truncated, elapsed, created_at)
                        VALUES (:turn_id, :call_id, :number, :sql, :status, :output, :failure_code, :failure_message,
                            :failure_field, :result_id, :result_rows, :result_truncated, :elapsed, :created_at)
                        """)
                .param("turn_id", cell.turnId().toString())
                .param("call_id", StoredText.encode(cell.callId()))
                .param("number", number)
                .param("sql", StoredText.encode(sql.value()))
                .param("created_at", StoredInstant.encode(createdAt))
                .params(ToolCallEntity.columns(outcome))
                .update();
        return new SqlVersion(number, sql, outcome, createdAt);
    }

    private int nextNumber(QueryCell cell) {
        return writer.sql("""
                        SELECT coalesce((SELECT max(v.number) FROM sql_version v WHERE v.turn_id = t.id AND v.call_id = ?), 1) + 1
                        FROM turn t WHERE t.id = ?
                        """)
                .params(StoredText.encode(cell.callId()), cell.turnId().toString())
                .query(Integer.class)
                .optional()
                .orElseThrow(() -> FailureException.notFound("turn", cell.turnId()));
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<SqlVersion> list(QueryCell cell) {
        return readers.sql(COLUMNS + "WHERE v.turn_id = ? AND v.call_id = ? ORDER BY v.number")
                .params(cell.turnId().toString(), StoredText.encode(cell.callId()))
                .query((row, index) -> version(new StoredRow(row)))
                .list();
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<QueryCell, NewestVersions> newest(Collection<TurnId> turns) {
        return readers
                .sql(COLUMNS + """
                        WHERE v.turn_id IN (SELECT value FROM json_each(?)) AND v.number IN (
                            (SELECT max(n.number) FROM sql_version n WHERE n.turn_id = v.turn_id AND n.call_id = v.call_id),
                            (SELECT max(n.number) FROM sql_version n WHERE n.turn_id = v.turn_id AND n.call_id = v.call_id
                                AND n.status = 'SUCCEEDED'))
                        ORDER BY v.number
                        """)
                .param(StoreJson.ofTexts(turns.stream().map(TurnId::toString).toList()))
                .query((row, index) -> {
                    StoredRow stored = new StoredRow(row);
                    return Map.entry(cell(stored), version(stored));
                })
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        Collectors.collectingAndThen(
                                Collectors.mapping(Map.Entry::getValue, Collectors.toList()), NewestVersions::of)));
    }

    static QueryCell cell(StoredRow row) throws SQLException {
        return new QueryCell(TurnId.parse(row.plain("turn_id")), String.valueOf(row.text("call_id")));
    }

    static SqlVersion version(StoredRow row) throws SQLException {
        ToolOutcome outcome = ToolCallEntity.of(row).toDomain().outcome();
        return new SqlVersion(
                (int) row.number("number"),
                new SqlText(String.valueOf(row.text("sql"))),
                Objects.requireNonNull(outcome, "A version has an outcome"),
                row.time("created_at"));
    }
}
