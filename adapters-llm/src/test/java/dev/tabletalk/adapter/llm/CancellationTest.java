package dev.tabletalk.adapter.llm;

import static dev.tabletalk.adapter.llm.Questions.eventually;
import static dev.tabletalk.adapter.llm.Questions.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.port.ModelReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stop really stops: the call comes back at once and the model's server sees the connection close. */
@Timeout(60)
class CancellationTest {
    /** Of what happens usually; a busy machine may hold up one or the other. */
    private static final Duration AT_ONCE = Duration.ofMillis(500);
    /** Long before a call would end that is not cancelled: by the pause before a retry, or the limit of silence. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private final FakeOpenAiServer server = FakeOpenAiServer.start();
    private final ModelProperties settings = Questions.settings(server);
    private final OpenAiEndpoint endpoint = new OpenAiEndpoint(settings);
    private final OpenAiModel model =
            new OpenAiModel(endpoint, "test-model", settings.timeouts().limits());
    private final Cancellation cancellation = new Cancellation();
    private final List<String> pieces = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        endpoint.close();
        server.close();
    }

    private FutureTask<Ended> ask(Consumer<String> onText) {
        FutureTask<Ended> asking = new FutureTask<>(() -> {
            ModelReply reply = model.reply(question("How many?"), onText::accept, cancellation);
            return new Ended(reply, System.nanoTime());
        });
        Thread.ofVirtual().start(asking);
        return asking;
    }

    private record Ended(ModelReply reply, long atNanos) {}

    /** The text that had arrived. */
    private String cancelAndMeasure(FutureTask<Ended> asking) throws Exception {
        long requested = System.nanoTime();
        cancellation.request();
        Ended ended = asking.get();
        assertThat(ended.reply()).isInstanceOf(ModelReply.Cancelled.class);
        assertThat(Duration.ofNanos(ended.atNanos() - requested)).isLessThan(SOON);
        eventually(() -> assertThat(server.abandoned()).hasSize(1));
        assertThat(Duration.ofNanos(server.abandoned().getFirst() - requested)).isLessThan(SOON);
        return ended.reply().text();
    }

    @Test
    void closesTheConnectionBeforeAnyAnswer() throws Exception {
        server.next(FakeAnswer.nothing());
        FutureTask<Ended> asking = ask(pieces::add);
        eventually(() -> assertThat(server.calls()).hasSize(1));

        assertThat(cancelAndMeasure(asking)).isEmpty();
    }

    /** As often as it takes to meet the moment in which the answer begins. */
    @RepeatedTest(100)
    void closesTheConnectionBeforeTheFirstToken() throws Exception {
        CountDownLatch streaming = new CountDownLatch(1);
        server.next(FakeAnswer.stream().raw(": wait\n\n").await(streaming::countDown));
        FutureTask<Ended> asking = ask(pieces::add);
        streaming.await();

        assertThat(cancelAndMeasure(asking)).isEmpty();
    }

    @Test
    void closesTheConnectionInTheMiddleOfAnAnswer() throws Exception {
        server.next(FakeAnswer.stream().tokens(10_000, Duration.ofMillis(5)));
        FutureTask<Ended> asking = ask(pieces::add);
        eventually(() -> assertThat(pieces).hasSizeGreaterThan(10));

        assertThat(cancelAndMeasure(asking)).startsWith("0 1 2 3").isEqualTo(String.join("", pieces));
    }

    @Test
    void closesTheConnectionWhileTheModelIsSilent() throws Exception {
        server.next(FakeAnswer.stream().text("One two"));
        FutureTask<Ended> asking = ask(pieces::add);
        eventually(() -> assertThat(String.join("", pieces)).isEqualTo("One two"));

        assertThat(cancelAndMeasure(asking)).isEqualTo("One two");
    }

    @Test
    void closesTheConnectionAtOnce() throws Exception {
        server.answering(call -> FakeAnswer.stream().tokens(10_000, Duration.ofMillis(5)));
        List<Long> nanos = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            int wanted = i;
            Cancellation one = new Cancellation();
            CountDownLatch begun = new CountDownLatch(3);
            FutureTask<ModelReply> asking =
                    new FutureTask<>(() -> model.reply(question("?"), piece -> begun.countDown(), one));
            Thread.ofVirtual().start(asking);
            begun.await();
            long requested = System.nanoTime();
            one.request();
            asking.get();
            eventually(() -> assertThat(server.abandoned()).hasSize(wanted));
            nanos.add(server.abandoned().getLast() - requested);
        }
        // the median
        assertThat(Duration.ofNanos(nanos.stream().sorted().skip(4).findFirst().orElseThrow()))
                .isLessThan(AT_ONCE);
    }

    @Test
    void closesTheConnectionWhileTheListenerIsSlow() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> late = new CopyOnWriteArrayList<>();
        server.next(FakeAnswer.stream().tokens(10_000, Duration.ofMillis(1)));
        FutureTask<Ended> asking = ask(piece -> {
            pieces.add(piece);
            heard.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                late.add("interrupted");
            }
        });
        heard.await();

        long requested = System.nanoTime();
        cancellation.request();
        eventually(() -> assertThat(server.abandoned()).hasSize(1));

        assertThat(Duration.ofNanos(server.abandoned().getFirst() - requested)).isLessThan(SOON);
        assertThat(asking.isDone()).isFalse();
        goOn.countDown();
        assertThat(asking.get().reply()).isEqualTo(new ModelReply.Cancelled("0 "));
        assertThat(pieces).containsExactly("0 ");
        assertThat(late).isEmpty();
    }

    @Test
    void saysNothingAfterItHasReturned() throws Exception {
        CountDownLatch heard = new CountDownLatch(20);
        server.next(FakeAnswer.stream().tokens(10_000, Duration.ZERO));
        FutureTask<Ended> asking = ask(piece -> {
            pieces.add(piece);
            heard.countDown();
        });
        heard.await();
        cancellation.request();
        String text = asking.get().reply().text();

        assertThat(new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(String.join("", pieces)).isEqualTo(text);
    }

    @Test
    void comesBackFromTheMiddleOfARetryPause() throws Exception {
        server.next(FakeAnswer.error(429, "busy").header("Retry-After", "15"));
        FutureTask<Ended> asking = ask(pieces::add);
        eventually(() -> assertThat(server.calls()).hasSize(1));
        // Long enough for the answer to have been read and the pause begun.
        assertThat(new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS)).isFalse();

        long requested = System.nanoTime();
        cancellation.request();

        Ended ended = asking.get();
        assertThat(ended.reply()).isEqualTo(new ModelReply.Cancelled(""));
        assertThat(Duration.ofNanos(ended.atNanos() - requested)).isLessThan(SOON);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void doesNotEvenCallWhenCancelledBefore() throws Exception {
        cancellation.request();

        assertThat(ask(pieces::add).get().reply()).isEqualTo(new ModelReply.Cancelled(""));
        assertThat(server.calls()).isEmpty();
    }
}
