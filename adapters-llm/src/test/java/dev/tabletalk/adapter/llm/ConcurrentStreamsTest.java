package dev.tabletalk.adapter.llm;

import static dev.tabletalk.adapter.llm.Questions.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.port.ModelReply;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ConcurrentStreamsTest {
    private static final int STREAMS = 200;
    private static final int TOKENS = 100;

    private final FakeOpenAiServer server = FakeOpenAiServer.start();
    private final ModelProperties settings = Questions.settings(server);
    private final OpenAiEndpoint endpoint = new OpenAiEndpoint(settings);
    private final OpenAiModel model =
            new OpenAiModel(endpoint, "test-model", settings.timeouts().limits());

    @AfterEach
    void stop() {
        endpoint.close();
        server.close();
    }

    @Test
    void deliversEveryTokenOfManyStreamsInOrderWithoutAThreadForEach() throws Exception {
        CountDownLatch allStarted = new CountDownLatch(STREAMS);
        FakeAnswer answer = FakeAnswer.stream()
                .await(() -> {
                    allStarted.countDown();
                    allStarted.await();
                })
                .tokens(TOKENS, Duration.ofMillis(20))
                .finish("stop");
        server.answering(call -> answer);
        String expected = IntStream.range(0, TOKENS).mapToObj(i -> i + " ").collect(Collectors.joining());
        int before = ManagementFactory.getThreadMXBean().getThreadCount();
        int most = 0;
        List<Future<ModelReply>> replies = new ArrayList<>();
        List<StringBuilder> heard = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < STREAMS; i++) {
                StringBuilder text = new StringBuilder();
                heard.add(text);
                replies.add(executor.submit(() -> model.reply(question("?"), text::append, new Cancellation())));
            }
            allStarted.await();
            for (Future<ModelReply> reply : replies) {
                most = Math.max(most, ManagementFactory.getThreadMXBean().getThreadCount());
                assertThat(reply.get()).isInstanceOf(ModelReply.Finished.class);
            }
        }
        assertThat(heard).allSatisfy(text -> assertThat(text).hasToString(expected));
        // The carriers of the virtual threads, the client's selector and the timer; nothing that grows with the
        // streams.
        assertThat(most - before).isLessThan(STREAMS / 3);
    }
}
