package dev.tabletalk.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.connection.Credentials;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.SqlText;
import dev.tabletalk.domain.schema.DatabaseSchema;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** A PostgreSQL database with 10,000 tables. */
final class LargeSchemaIT {
    private static final int TABLES = 10_000;

    @Test
    void readsTenThousandTablesOnceAndAgainWhenARelationIsUnknown() {
        PostgresServer server = PostgresServer.get();
        server.execute("DROP DATABASE IF EXISTS warehouse");
        server.execute("CREATE DATABASE warehouse");
        for (int from = 1; from <= TABLES; from += 1_000) {
            server.executeIn("warehouse", """
                    DO $$ BEGIN FOR i IN %d..%d LOOP
                        EXECUTE format('CREATE TABLE fact_%%s (id int NOT NULL, amount numeric, noted_at date)', i);
                    END LOOP; END $$
                    """.formatted(from, from + 999));
        }
        server.executeIn("warehouse", "COMMENT ON TABLE fact_7777 IS 'Refunds of all shops'");
        DatabaseConnection connection = PostgresServer.connection(
                "warehouse",
                new DatabaseAddress.Server(
                        "127.0.0.1", server.port(), "warehouse", new Credentials("postgres", null), Map.of()));
        try (JdbcTargetDatabase database =
                new JdbcTargetDatabase(Map.of(DatabaseKind.POSTGRESQL, new PostgresEngine(Reach.NETWORK)))) {
            DatabaseSchema schema = database.schema(connection, new Cancellation());
            assertThat(schema.tables()).hasSize(TABLES);
            assertThat(schema.search("refunds")).hasSize(1);
            assertThat(schema.tables().getFirst().columns()).hasSize(3);
            assertThat(database.schema(connection, new Cancellation())).isSameAs(schema);

            server.executeIn("warehouse", "CREATE TABLE fresh (id int)");
            assertThat(database.schema(connection, new Cancellation()).find("fresh"))
                    .isEmpty();
            Assertions.assertThatExceptionOfType(FailureException.class)
                    .isThrownBy(() -> database.query(
                            connection, new SqlText("SELECT * FROM frehs"), QueryLimits.DEFAULT, new Cancellation()));
            assertThat(database.schema(connection, new Cancellation()).find("fresh"))
                    .isPresent();
        }
        server.execute("DROP DATABASE warehouse");
    }
}
