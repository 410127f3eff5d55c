package dev.tabletalk.domain.connection;

import dev.tabletalk.domain.failure.FailureException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The database systems people can ask. */
public enum DatabaseKind {
    SQLITE("SQLite", true, 0),
    POSTGRESQL("PostgreSQL", false, 5432),
    DUCKDB("DuckDB", true, 0),
    MARIADB("MariaDB", false, 3306),
    MYSQL("MySQL", false, 3306),
    SQLSERVER("SQL Server", false, 1433),
    CLICKHOUSE("ClickHouse", false, 8123),
    TRINO("Trino", false, 8080);

    private final String label;
    private final boolean file;
    private final int defaultPort;

    DatabaseKind(String label, boolean file, int defaultPort) {
        this.label = label;
        this.file = file;
        this.defaultPort = defaultPort;
    }

    /** The name people know. */
    public String label() {
        return label;
    }

    /** Whether the database is a file on this machine instead of a server. */
    public boolean isFile() {
        return file;
    }

    /** The port its servers usually listen on; 0 for files. */
    public int defaultPort() {
        return defaultPort;
    }

    /** The lower-case name used outside, such as {@code postgresql}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static DatabaseKind parse(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.id().equals(id))
                .findFirst()
                .orElseThrow(() -> FailureException.invalid(
                        "kind",
                        "The kind must be one of "
                                + Arrays.stream(values()).map(DatabaseKind::id).collect(Collectors.joining(", "))
                                + "."));
    }
}
