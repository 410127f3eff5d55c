package dev.tabletalk;

import dev.tabletalk.adapter.jdbc.sample.SampleDatabase;
import dev.tabletalk.application.connection.ManageConnectionsUseCase;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.port.TurnRepository;
import dev.tabletalk.domain.query.QueryLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Before the first question: closes what the last process left open, and on a first start makes the sample database. */
@Component
class StartUp implements InitializingBean {
    private static final Logger LOG = LoggerFactory.getLogger(StartUp.class);
    private static final ConnectionId SAMPLE = new ConnectionId("sample");
    private static final String SAMPLE_FILE = "sample.db";

    private final Path databases;
    private final ManageConnectionsUseCase connections;
    private final TurnRepository turns;
    private final Clock clock;

    StartUp(
            @Value("${tabletalk.home}") Path home,
            ManageConnectionsUseCase connections,
            TurnRepository turns,
            Clock clock) {
        this.databases = home.resolve("databases");
        this.connections = connections;
        this.turns = turns;
        this.clock = clock;
    }

    @Override
    public void afterPropertiesSet() throws IOException {
        int abandoned = turns.interruptAbandoned(clock.instant());
        if (abandoned > 0) {
            LOG.info("{} answers were interrupted by the end of the last process", abandoned);
        }
        makeSample();
    }

    /** The file tells a first start: who deletes the connection later does not get it back. */
    private void makeSample() throws IOException {
        Path file = databases.resolve(SAMPLE_FILE);
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(databases);
        SampleDatabase.create(file, LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault()));
        if (connections.list().stream().noneMatch(connection -> connection.id().equals(SAMPLE))) {
            connections.create(new DatabaseConnection(
                    SAMPLE,
                    "Bean & Leaf",
                    DatabaseKind.SQLITE,
                    new DatabaseAddress.File(SAMPLE_FILE),
                    "sample",
                    QueryLimits.DEFAULT,
                    clock.instant()));
        }
    }
}
