package dev.tabletalk.benchmark.floor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tabletalk.benchmark.client.Answer;
import dev.tabletalk.benchmark.client.ChatClient;
import dev.tabletalk.benchmark.client.Crowd;
import dev.tabletalk.benchmark.client.ModelClient;
import dev.tabletalk.benchmark.model.FakeModel;
import dev.tabletalk.benchmark.model.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model, the floor and the clients together. */
class FloorServerIT {
    private FakeModel model;
    private FloorStore store;
    private HttpServer floor;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException, SQLException {
        model = FakeModel.start();
        store = new FloorStore(folder.resolve("floor.db"));
        floor = new FloorServer(store, new FloorModel(model.baseUrl())).start(0);
    }

    @AfterEach
    void end() throws SQLException {
        floor.stop(0);
        store.close();
        model.close();
    }

    @Test
    void aCrowdGetsEveryTokenOnce() throws Exception {
        try (Crowd crowd = Crowd.gather(20, () -> new ChatClient(port()))) {
            Crowd.Result seen = crowd.ask(new Script(30, 500), Duration.ofMillis(50), () -> {});
            assertThat(seen.delivery().isPerfect()).as("%s", seen.delivery()).isTrue();
            assertThat(seen.lags().size()).isEqualTo(600);
            assertThat(seen.added().millisAt(1)).isPositive();
        }
        assertThat(model.titles()).isEqualTo(20);
        assertThat(model.awaitIdle(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void aFollowUpBelongsToItsConversationAndGetsNoTitle() throws Exception {
        try (ChatClient client = new ChatClient(port())) {
            client.prepare();
            Answer first = client.ask(new Script(3, 0), soFar -> {});
            Answer second = client.ask(new Script(4, 0), soFar -> {});
            assertThat(first.isComplete()).isTrue();
            assertThat(second.isComplete()).isTrue();
            assertThat(store.history(client.conversation())).hasSize(4);
        }
        assertThat(model.titles()).isEqualTo(1);
    }

    @Test
    void theModelNoticesThatAClientLeft() throws Exception {
        Thread asking;
        try (ChatClient client = new ChatClient(port())) {
            client.prepare();
            asking = Thread.ofVirtual().start(() -> leaveAfterThreeTokens(client));
            assertThat(model.closedEarly("left").get(10, TimeUnit.SECONDS)).isNotNull();
        }
        asking.join();
        assertThat(model.aborted()).isEqualTo(1);
    }

    @Test
    void theModelAnswersWithoutAServerBetween() throws Exception {
        try (ModelClient client = new ModelClient(model.port())) {
            client.prepare();
            assertThat(client.ask(new Script(5, 0), soFar -> {}).isComplete()).isTrue();
        }
    }

    private static void leaveAfterThreeTokens(ChatClient client) {
        try {
            client.ask(new Script(1_000, 100, "left"), soFar -> {
                if (soFar.delivered() == 3) {
                    client.close();
                }
            });
        } catch (IOException closed) {
            assertThat(closed).isNotNull();
        }
    }

    private int port() {
        return floor.getAddress().getPort();
    }
}
