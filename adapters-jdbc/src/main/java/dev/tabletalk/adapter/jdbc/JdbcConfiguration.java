package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.adapter.jdbc.guard.DialectSqlAnalyzer;
import dev.tabletalk.domain.connection.DatabaseKind;
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
    @Bean
    TargetDatabase targetDatabase(DatabasesProperties properties) {
        List<Path> folders = Stream.concat(Stream.of(properties.folder()), properties.moreFolders().stream())
                .toList();
        DatabaseFiles files = new DatabaseFiles(folders);
        return new JdbcTargetDatabase(Map.of(
                DatabaseKind.SQLITE, new SqliteEngine(files),
                DatabaseKind.POSTGRESQL, new PostgresEngine(),
                DatabaseKind.DUCKDB, new DuckDbEngine(files)));
    }

    @Bean
    SqlAnalyzer sqlAnalyzer() {
        return new DialectSqlAnalyzer();
    }
}
