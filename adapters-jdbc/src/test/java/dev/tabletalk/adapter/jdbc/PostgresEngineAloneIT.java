package dev.tabletalk.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.SqlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The account is a superuser, so that nothing but the session protects the database. */
final class PostgresEngineAloneIT {
    /** Long enough for all sessions of the pool to be busy with it at once. A library shows its settings once it is loaded. */
    private static final SqlText SETTINGS = new SqlText(
            "SELECT md5(string_agg(name || '=' || setting, ' ' ORDER BY name)) FROM pg_settings, pg_sleep(0.02)"
                    + " WHERE name NOT IN ('transaction_read_only', 'statement_timeout') AND name NOT LIKE 'plpgsql.%'");

    @TempDir
    Path scratch;

    @Test
    void nothingChanges() throws Exception {
        PostgresServer server = PostgresServer.get();
        // The server may run as another account, and must be able to write there.
        assertThat(scratch.toFile().setWritable(true, false) && scratch.toFile().setExecutable(true, false))
                .isTrue();
        DatabaseConnection connection = server.corpusDatabase("target");
        try (JdbcTargetDatabase database =
                        new JdbcTargetDatabase(Map.of(DatabaseKind.POSTGRESQL, new PostgresEngine(Reach.NETWORK)));
                ExecutorService threads = Executors.newFixedThreadPool(SessionPool.SIZE)) {
            new EngineAlone(
                            database,
                            connection,
                            connection,
                            scratch,
                            () -> server.fingerprint("target") + sessions(database, connection, threads))
                    .holds();
        }
    }

    private static List<String> sessions(
            JdbcTargetDatabase database, DatabaseConnection connection, ExecutorService threads) throws Exception {
        List<Callable<String>> questions = new ArrayList<>();
        for (int i = 0; i < SessionPool.SIZE; i++) {
            questions.add(() -> database.query(connection, SETTINGS, QueryLimits.DEFAULT, new Cancellation())
                    .rows()
                    .toString());
        }
        List<String> answers = new ArrayList<>();
        for (Future<String> answer : threads.invokeAll(questions)) {
            answers.add(answer.get());
        }
        return answers;
    }
}
