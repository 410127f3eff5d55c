package dev.tabletalk.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.query.SqlText;
import dev.tabletalk.domain.schema.Column;
import dev.tabletalk.domain.schema.Table;
import dev.tabletalk.domain.schema.TableName;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class InMemoryTargetDatabaseTest implements TargetDatabaseContract {
    private final DatabaseConnection connection = new DatabaseConnection(
            new ConnectionId("fruit"),
            "Fruit",
            DatabaseKind.SQLITE,
            new DatabaseAddress.File("fruit.db"),
            null,
            QueryLimits.DEFAULT,
            Instant.EPOCH);
    private final InMemoryTargetDatabase database = new InMemoryTargetDatabase()
            .table(
                    new Table(
                            new TableName(null, "fruit"),
                            Table.Kind.TABLE,
                            null,
                            List.of(
                                    new Column("id", "integer", false, null),
                                    new Column("name", "text", false, null),
                                    new Column("note", "text", true, null)),
                            List.of("id"),
                            List.of(),
                            3L),
                    Row.of(1L, "apple", ""),
                    Row.of(2L, "pear", null),
                    Row.of(3L, "plum", "ripe"))
            .answer(
                    ALL_FRUIT,
                    List.of("id", "name", "note"),
                    Row.of(1L, "apple", ""),
                    Row.of(2L, "pear", null),
                    Row.of(3L, "plum", "ripe"))
            .answer(
                    manyRowsStatement(),
                    List.of("n"),
                    LongStream.rangeClosed(1, MANY_ROWS).mapToObj(Row::of).toArray(Row[]::new))
            .answer(noRowsStatement(), List.of("id"));

    @Override
    public TargetDatabase database() {
        return database;
    }

    @Override
    public DatabaseConnection connection() {
        return connection;
    }

    @Override
    public DatabaseConnection unreachable() {
        database.breakDown("The file fruit.db does not exist.");
        return connection;
    }

    @Override
    public String endlessStatement() {
        database.hold("SELECT endless");
        return "SELECT endless";
    }

    @Test
    void holdsAStatementUntilTheGateOpens() throws Exception {
        InMemoryTargetDatabase.Gate gate = database.hold();
        CompletableFuture<Integer> rows = CompletableFuture.supplyAsync(
                () -> database.query(connection, new SqlText(ALL_FRUIT), QueryLimits.DEFAULT, new Cancellation())
                        .rowCount());
        assertThat(gate.awaitStatement()).isTrue();
        assertThat(rows).isNotDone();
        gate.open();
        assertThat(rows.get()).isEqualTo(3);
        assertThat(database.statements()).containsExactly(ALL_FRUIT);
    }
}
