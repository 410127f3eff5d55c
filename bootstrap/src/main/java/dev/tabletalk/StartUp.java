package dev.tabletalk;

import dev.tabletalk.adapter.jdbc.sample.SampleDatabase;
import dev.tabletalk.application.connection.ManageConnectionsUseCase;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.failure.FailureException;
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
    public void afterPropertiesSet() {
        int abandoned = turns.interruptAbandoned(clock.instant());
        if (abandoned > 0) {
            LOG.info("{} answers were interrupted by the end of the last process", abandoned);
        }
        Path sample = databases.resolve(SAMPLE_FILE);
        // the file tells a first start: who deletes the connection later does not get it back
        if (Files.notExists(sample)) {
            makeSample(sample);
        }
    }

    /** Everything else works without it, so it does not keep the server from starting. */
    private void makeSample(Path file) {
        try {
            SampleDatabase.create(file, LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault()));
            addConnection();
        } catch (IOException | FailureException failed) {
            LOG.warn("The sample database could not be made in {}; the next start tries again", databases, failed);
            remove(file);
        }
    }

    private void addConnection() {
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

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} could not be deleted", file, e);
        }
    }
}
