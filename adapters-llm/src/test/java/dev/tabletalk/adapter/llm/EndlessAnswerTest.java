package dev.tabletalk.adapter.llm;

import static dev.tabletalk.adapter.llm.Questions.eventually;
import static dev.tabletalk.adapter.llm.Questions.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.port.ModelReply;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A model that never stops talking is stopped, and does not fill the memory until then. */
class EndlessAnswerTest {
    private static final String PIECE = "and so on, ".repeat(900);
    private static final String THOUGHT =
            "{\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"" + "hm ".repeat(100_000) + "\"}}]}";
    private static final int ENOUGH = Exchange.MOST_SAID / PIECE.length() + 2;

    private final FakeOpenAiServer server = FakeOpenAiServer.start();
    private final OpenAiEndpoint endpoint = new OpenAiEndpoint(Questions.settings(server));
    private final OpenAiModel model = new OpenAiModel(
            endpoint, "test-model", Questions.settings(server).timeouts().limits());
    private final StringBuilder heard = new StringBuilder();

    @AfterEach
    void stop() {
        endpoint.close();
        server.close();
    }

    private ModelReply ask() {
        return model.reply(question("How many?"), heard::append, new Cancellation());
    }

    private static FakeAnswer endless(FakeAnswer piecewise, String piece) {
        FakeAnswer longer = piecewise;
        for (int i = 0; i < ENOUGH; i++) {
            longer = longer.piece(piece);
        }
        return longer;
    }

    @Test
    void cutsTheTextOffAtTheLimitAndKeepsIt() {
        server.next(endless(FakeAnswer.stream(), PIECE));

        ModelReply reply = ask();

        assertCutOff(reply);
        assertThat(reply.text()).startsWith(PIECE).isEqualTo(heard.toString());
        assertThat(reply.text().length()).isBetween(Exchange.MOST_SAID - ENOUGH, Exchange.MOST_SAID);
        eventually(() -> assertThat(server.abandoned()).hasSize(1));
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void cutsNoCharacterInHalf() {
        String faces = "🙂".repeat(Exchange.MOST_SAID / 2);
        server.next(FakeAnswer.stream().piece(faces).piece("🙂".repeat(10)));

        ModelReply reply = ask();

        assertCutOff(reply);
        assertThat(reply.text()).endsWith("🙂").hasSizeGreaterThan(Exchange.MOST_SAID - 10);
        assertThat(heard.toString()).isEqualTo(reply.text());
    }

    @Test
    void cutsOffTheArgumentsOfACallThatNeverEnd() {
        String arguments = "{\\\"sql\\\": \\\"" + "x".repeat(100_000);
        FakeAnswer answer = FakeAnswer.stream().piece("Looking.");
        for (int i = 0; i < 12; i++) {
            answer = answer.data("{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c\","
                    + "\"function\":{\"name\":\"run_query\",\"arguments\":\"" + arguments + "\"}}]}}]}");
        }
        server.next(answer);

        ModelReply reply = ask();

        assertCutOff(reply);
        assertThat(reply.text()).isEqualTo("Looking.");
    }

    @Test
    void endsAStreamOfThoughtsThatNeverBecomesAnAnswer() {
        server.next(thinking(FakeAnswer.stream(), ResponseBody.MAX_BYTES));

        ModelReply reply = ask();

        assertThat(reply).isInstanceOf(ModelReply.Failed.class);
        assertThat(((ModelReply.Failed) reply).failure())
                .isEqualTo(new Failure(
                        FailureCode.MODEL_INTERRUPTED,
                        "The model did not stop talking and was cut off. Ask for less at once."));
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void keepsNothingOfTheEventsItHasRead() {
        int large = 48 << 20;
        AtomicLong before = new AtomicLong();
        AtomicLong after = new AtomicLong();
        FakeAnswer thoughts = thinking(FakeAnswer.stream().await(() -> before.set(usedMemory())), large);
        server.next(thoughts.await(() -> after.set(usedMemory())).text("Yes.").finish("stop"));

        assertThat(ask()).isInstanceOf(ModelReply.Finished.class);

        assertThat(after.get() - before.get()).isLessThan(large / 3);
    }

    private static FakeAnswer thinking(FakeAnswer answer, long bytes) {
        FakeAnswer longer = answer;
        for (int i = 0; i <= bytes / THOUGHT.length(); i++) {
            longer = longer.data(THOUGHT);
        }
        return longer;
    }

    private static long usedMemory() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void assertCutOff(ModelReply reply) {
        assertThat(reply).isInstanceOf(ModelReply.Interrupted.class);
        Failure failure = ((ModelReply.Interrupted) reply).failure();
        assertThat(failure.code()).isEqualTo(FailureCode.MODEL_INTERRUPTED);
        assertThat(failure.message())
                .isEqualTo(
                        "The model did not stop talking and was cut off. What it had said is kept. Ask for less at once.");
    }
}
