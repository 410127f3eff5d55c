package dev.tabletalk.failures;

import dev.tabletalk.adapter.jdbc.PostgresServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A PostgreSQL server with a view that takes ten minutes to read, as the connection of a name.
 *
 * @param name of the connection, and what its sessions call themselves
 */
public record SlowDatabase(String name) {
    /** The guard refuses to wait; who owns the view does not. */
    public static final String STATEMENT = "SELECT * FROM slow";

    static final String PASSWORD = "open-sesame";

    private static final PostgresServer SERVER = PostgresServer.get();

    public static SlowDatabase connect(World world, String name) {
        return connect(world.rest(), name, Map.of());
    }

    /** @param instead other values of the connection */
    static SlowDatabase connect(Rest rest, String name, Map<String, ?> instead) {
        SERVER.execute("""
                DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'asker') THEN
                    CREATE ROLE asker LOGIN PASSWORD 'any'; END IF; END $$;
                CREATE OR REPLACE VIEW slow AS SELECT pg_sleep(600)::text AS done;
                GRANT SELECT ON slow TO asker""");
        Map<String, Object> connection = new HashMap<>(Map.of(
                "id",
                name,
                "name",
                name,
                "kind",
                "postgresql",
                "host",
                "127.0.0.1",
                "port",
                SERVER.port(),
                "database",
                "postgres",
                "username",
                "asker",
                "password",
                PASSWORD,
                "options",
                Map.of("ApplicationName", name)));
        connection.putAll(instead);
        rest.create("/dbs", connection);
        return new SlowDatabase(name);
    }

    /** How many of its statements the server runs now. */
    public int running() {
        return Integer.parseInt(SERVER.value("SELECT count(*) FROM pg_stat_activity WHERE application_name = '" + name
                + "' AND wait_event = 'PgSleep'"));
    }

    public void awaitRunning() {
        Rest.await("the statement runs", Duration.ofSeconds(30), () -> running() == 1);
    }

    /** Waits for the end of what was stopped just now; without that it would go on for ten minutes. */
    public void awaitStopped() {
        Rest.await("the statement is gone", Duration.ofSeconds(10), () -> running() == 0);
    }

    /** Ends its sessions as an administrator of the database does. */
    void kill() {
        SERVER.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '" + name + "'");
    }
}
