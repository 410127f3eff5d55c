package dev.tabletalk.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.port.SqlAnalyzer;
import dev.tabletalk.domain.port.TargetDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

final class JdbcConfigurationIT {
    @TempDir
    Path temporary;

    @Test
    void makesThePortsFromTheFoldersItIsGiven() throws Exception {
        Path drivers = temporary.resolve("drivers");
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "test",
                            Map.of(
                                    "tabletalk.databases.folder", "/srv/tabletalk/databases",
                                    "tabletalk.databases.drivers", drivers.toString(),
                                    "tabletalk.databases.more-folders", "/srv/reports,/srv/archive")));
            context.register(JdbcConfiguration.class);
            context.refresh();
            assertThat(context.getBean(TargetDatabase.class)).isInstanceOf(JdbcTargetDatabase.class);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(drivers)))
                    .isEqualTo("rwx------");
            assertThat(context.getBean(SqlAnalyzer.class)).isNotNull();
            assertThat(context.getBean(DatabasesProperties.class).moreFolders())
                    .containsExactly(Path.of("/srv/reports"), Path.of("/srv/archive"));
        }
    }
}
