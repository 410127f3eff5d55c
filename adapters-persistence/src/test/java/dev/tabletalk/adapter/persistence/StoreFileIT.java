package dev.tabletalk.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.chart.ChartKind;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationQuery;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.PartialText;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.port.ModelCallRepositoryContract;
import dev.tabletalk.domain.port.StoreContract;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.query.SqlText;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.sqlite.SQLiteException;

/** What lies in the file, and how it is opened. */
final class StoreFileIT extends StoreIT {
    @Autowired
    @Qualifier("storeWriter")
    private DataSource writer;

    @Autowired
    @Qualifier("storeReaders")
    private DataSource readers;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private PlatformTransactionManager transactions;

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private static Map<String, String> pragmas(DataSource pool) throws SQLException {
        Map<String, String> values = new TreeMap<>();
        try (Connection connection = pool.getConnection()) {
            for (String pragma : List.of("journal_mode", "foreign_keys", "busy_timeout", "synchronous", "query_only")) {
                values.put(pragma, value(connection, "PRAGMA " + pragma));
            }
        }
        return values;
    }

    @Test
    void theWriterIsDurableAndKeepsForeignKeys() throws SQLException {
        assertThat(poolSize(writer)).isEqualTo(1);
        assertThat(pragmas(writer))
                .containsEntry("journal_mode", "wal")
                .containsEntry("foreign_keys", "1")
                .containsEntry("busy_timeout", "5000")
                .containsEntry("synchronous", "2")
                .containsEntry("query_only", "0");
    }

    @Test
    void everyReaderIsOpenedForReadingOnly() throws SQLException {
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < poolSize(readers); i++) {
                all.add(readers.getConnection());
            }
            assertThat(all).hasSizeGreaterThan(1);
            for (Connection connection : all) {
                assertThat(value(connection, "PRAGMA query_only")).isEqualTo("1");
                assertThat(value(connection, "PRAGMA journal_mode")).isEqualTo("wal");
                assertThatThrownBy(() -> connection.createStatement().executeUpdate("DELETE FROM connection"))
                        .isInstanceOf(SQLiteException.class)
                        .hasMessageContaining("readonly");
            }
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
    }

    @Test
    void readOnlyTransactionsUseAReaderAndAllOthersTheWriter() {
        TransactionTemplate reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        assertThat(reading.<String>execute(status -> queryOnly())).isEqualTo("1");
        assertThat(new TransactionTemplate(transactions).<String>execute(status -> queryOnly()))
                .isEqualTo("0");
    }

    private String queryOnly() {
        return new JdbcTemplate(dataSource)
                .queryForList("SELECT query_only FROM pragma_query_only", String.class)
                .getFirst();
    }

    @Test
    void readsWhileAWriteIsGoingOn() throws SQLException {
        Conversation conversation = givenConversation();
        try (Connection connection = writer.getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().executeUpdate("UPDATE conversation SET title = 'Uncommitted'");
            assertThat(conversations()
                            .find(conversation.id())
                            .orElseThrow()
                            .conversation()
                            .title())
                    .isEqualTo(conversation.title());
            connection.rollback();
        }
    }

    @Test
    void writingTransactionsTakeTheLockWhenTheyBegin() throws SQLException {
        try (Connection connection = writer.getConnection();
                Connection other = DriverManager.getConnection(
                        "jdbc:sqlite:" + HOME.resolve("tabletalk.db") + "?busy_timeout=1")) {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> other.createStatement().executeUpdate("BEGIN IMMEDIATE"))
                    .hasMessageContaining("locked");
            connection.rollback();
            other.createStatement().executeUpdate("BEGIN IMMEDIATE");
        }
    }

    @Test
    void nothingIsLeftOfADeletedConversation() throws SQLException {
        Conversation conversation = givenConversation();
        fill(conversation);
        assertThat(rowCounts())
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isPositive());
        conversations().delete(conversation.id());
        Map<String, Long> left = rowCounts();
        assertThat(left).containsEntry("connection", 1L);
        left.remove("connection");
        assertThat(conversations().list(ConversationQuery.newest(SHOP, 1)).total())
                .isZero();
        left.remove("conversation_count");
        assertThat(left).allSatisfy((table, rows) -> assertThat(rows).as(table).isZero());
    }

    @Test
    void nothingIsLeftOfADeletedConnection() throws SQLException {
        fill(givenConversation());
        fill(givenConversation());
        connections().delete(SHOP);
        assertThat(rowCounts())
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isZero());
    }

    @Test
    void deletesAConversationWithALongChainOfTurns() throws SQLException {
        Conversation conversation = givenConversation();
        Turn parent = null;
        for (int i = 0; i < 1_100; i++) {
            Turn turn = Turn.queue(conversation.id(), parent == null ? null : parent.id(), NOW);
            turns().enqueue(turn, new MessageText("And then?"));
            parent = turn;
        }
        assertThat(conversations().delete(conversation.id())).isTrue();
        assertThat(rowCounts()).containsEntry("turn", 0L);
    }

    private void fill(Conversation conversation) {
        Turn turn = Turn.queue(conversation.id(), null, NOW).start("gpt", NOW);
        transcript().append(StoreContract.question(conversation.id(), turn.id(), "How many?", NOW), turn);
        transcript()
                .append(StoreContract.said(
                        conversation.id(),
                        turn.id(),
                        "Twelve",
                        StoreContract.call("a").answered(new ToolOutcome.Succeeded("12", null, Duration.ofMillis(3)))));
        turns().savePartialTexts(List.of(new PartialText(turn.id(), 0, 0, "Or thir")));
        turns().enqueue(Turn.queue(conversation.id(), turn.id(), NOW), new MessageText("Really?"));
        ResultId result = ResultId.create();
        results()
                .add(
                        SHOP,
                        conversation.id(),
                        new QueryResult(
                                result,
                                "SELECT n",
                                List.of(new ResultColumn("n", "INTEGER", ResultColumn.Kind.NUMBER)),
                                LongStream.range(0, 250).mapToObj(Row::of).toList(),
                                false,
                                Duration.ZERO,
                                NOW));
        charts().save(turn.id(), result, Chart.of(ChartKind.BAR, 0, List.of(0), null));
        sqlVersions()
                .append(
                        new QueryCell(turn.id(), "a"),
                        new SqlText("SELECT 2"),
                        new ToolOutcome.Cancelled(Duration.ZERO),
                        NOW);
        modelCalls().add(turn.id(), ModelCallRepositoryContract.step(1), "{\"messages\":[{\"role\":\"user\"}]}");
    }

    /** Rows of every table of ours but that of proofs, which belong to connections, so that a new one cannot be forgotten. */
    private Map<String, Long> rowCounts() throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (Connection connection = readers.getConnection();
                Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery("SELECT name FROM sqlite_schema WHERE type = 'table'"
                        + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'DATABASECHANGELOG%'"
                        + " AND name <> 'read_only_proof'")) {
            while (tables.next()) {
                String table = tables.getString(1);
                counts.put(table, Long.parseLong(value(connection, "SELECT count(*) FROM " + table)));
            }
        }
        assertThat(counts).hasSizeGreaterThanOrEqualTo(8);
        return counts;
    }

    @Test
    void theListIsReadAlongItsIndex() throws SQLException {
        List<String> plan = plan("SELECT * FROM conversation WHERE connection_id = 'shop' AND view = 'ACTIVE'"
                + " AND (pinned, last_activity_at, id) < (2, 0, '') AND (NULL IS NULL OR instr(title_search, NULL) > 0)"
                + " ORDER BY pinned DESC, last_activity_at DESC, id DESC LIMIT 51");
        assertThat(plan)
                .singleElement()
                .asString()
                .contains("USING INDEX conversation_in_list", "(pinned,last_activity_at,id)<");
    }

    @Test
    void messagesAndTurnsAreReadAlongTheirIndexes() throws SQLException {
        assertThat(plan(MessagePaths.OF_CONVERSATION
                        .replace(":conversationId", "'x'")
                        .replace(":limit", "100")))
                .anyMatch(step -> step.contains(
                        "SEARCH p USING COVERING INDEX message_of_conversation" + " (conversation_id=? AND <expr>=?)"))
                .anyMatch(step -> step.contains("SEARCH m USING INTEGER PRIMARY KEY"))
                .anyMatch(step -> step.contains("SEARCH t USING INDEX sqlite_autoindex_turn_1"))
                .noneMatch(step -> step.startsWith("SCAN m") || step.startsWith("SCAN t"));
        assertThat(plan("SELECT * FROM message WHERE turn_id = 'x' ORDER BY id"))
                .singleElement()
                .asString()
                .contains("USING INDEX message_of_turn");
    }

    private List<String> plan(String sql) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (Connection connection = readers.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
            while (rows.next()) {
                steps.add(rows.getString("detail"));
            }
        }
        return steps;
    }

    private static int poolSize(DataSource pool) throws SQLException {
        return pool.unwrap(HikariDataSource.class).getMaximumPoolSize();
    }
}
