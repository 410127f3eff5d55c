package dev.tabletalk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.application.connection.ConnectionService;
import dev.tabletalk.application.conversation.ActiveRuns;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.port.InMemoryConnections;
import dev.tabletalk.domain.port.InMemoryReadOnlyProofs;
import dev.tabletalk.domain.port.InMemoryStore;
import dev.tabletalk.domain.port.InMemoryTargetDatabase;
import dev.tabletalk.domain.port.InMemoryTurns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartUpTest {
    private final InMemoryStore store = new InMemoryStore();
    private final ConnectionService connections = new ConnectionService(
            new InMemoryConnections(store),
            new InMemoryTargetDatabase(),
            new NoRuns(),
            new InMemoryReadOnlyProofs(store));

    @TempDir
    Path home;

    private void start() {
        new StartUp(home, connections, new InMemoryTurns(store), Clock.systemUTC()).afterPropertiesSet();
    }

    @Test
    void makesTheSampleOnce() {
        start();
        assertThat(home.resolve("databases/sample.db")).isNotEmptyFile();
        assertThat(connections.list()).extracting(DatabaseConnection::name).containsExactly("Bean & Leaf");

        connections.delete(new ConnectionId("sample"));
        start();
        assertThat(connections.list()).isEmpty();
    }

    @Test
    void startsWithoutTheSampleAndMakesItTheNextTime() throws IOException {
        Path inTheWay = Files.createFile(home.resolve("databases"));
        start();
        assertThat(connections.list()).isEmpty();

        Files.delete(inTheWay);
        start();
        assertThat(connections.list()).hasSize(1);
    }

    private static final class NoRuns implements ActiveRuns {
        @Override
        public void stopAll(ConversationId id) {}

        @Override
        public void stopAll(ConnectionId id) {}
    }
}
