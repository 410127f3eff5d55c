package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.adapter.jdbc.guard.DialectSqlAnalyzer;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.port.ReadOnlyAudit;
import dev.tabletalk.domain.port.SqlAnalyzer;
import dev.tabletalk.domain.port.TargetDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The databases people ask about, and the guard in front of them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabasesProperties.class)
public class JdbcConfiguration {
    /** One for all who talk to databases: engines keep the drivers that they have loaded. */
    record Engines(Map<DatabaseKind, Engine> byKind) {}

    @Bean
    TargetDatabase targetDatabase(Engines engines) {
        return new JdbcTargetDatabase(engines.byKind());
    }

    @Bean
    ReadOnlyAudit readOnlyAudit(Engines engines) {
        return new JdbcReadOnlyAudit(engines.byKind());
    }

    @Bean
    Engines engines(DatabasesProperties properties) {
        List<Path> folders = Stream.concat(Stream.of(properties.folder()), properties.moreFolders().stream())
                .toList();
        DatabaseFiles files = new DatabaseFiles(folders);
        DriverFolder drivers = new DriverFolder(properties.drivers());
        drivers.make();
        return new Engines(Map.ofEntries(
                Map.entry(DatabaseKind.SQLITE, new SqliteEngine(files)),
                Map.entry(DatabaseKind.DUCKDB, new DuckDbEngine(files)),
                Map.entry(DatabaseKind.POSTGRESQL, new PostgresEngine(properties.reach())),
                Map.entry(DatabaseKind.MARIADB, new MySqlEngine(DatabaseKind.MARIADB, properties.reach())),
                Map.entry(DatabaseKind.MYSQL, new MySqlEngine(DatabaseKind.MYSQL, properties.reach())),
                Map.entry(DatabaseKind.SQLSERVER, droppedIn(new SqlServer(), drivers, properties)),
                Map.entry(DatabaseKind.CLICKHOUSE, droppedIn(new ClickHouse(), drivers, properties)),
                Map.entry(DatabaseKind.TRINO, droppedIn(new Trino(), drivers, properties))));
    }

    private static Engine droppedIn(DroppedIn system, DriverFolder drivers, DatabasesProperties properties) {
        return new DroppedInEngine(system, drivers, properties.reach());
    }

    @Bean
    SqlAnalyzer sqlAnalyzer() {
        return new DialectSqlAnalyzer();
    }
}
