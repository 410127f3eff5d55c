package dev.tabletalk.adapter.web.ui.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.adapter.web.ui.conversation.Exchange.Part;
import dev.tabletalk.adapter.web.ui.conversation.Exchange.State;
import dev.tabletalk.application.agent.AgentEvent;
import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.application.agent.NumberedEvent;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RunReaderTest {
    private final Run run = new Run();
    private final BlockingQueue<Exchange> shown = new LinkedBlockingQueue<>();

    private RunReader read(UnaryOperator<Exchange> settle) {
        return RunReader.start(
                run,
                exchange -> {
                    shown.add(exchange);
                    return 0;
                },
                settle);
    }

    private List<Exchange> untilOver() throws InterruptedException {
        List<Exchange> all = new ArrayList<>();
        while (all.isEmpty() || !all.getLast().state().isOver()) {
            Exchange next = shown.poll(10, TimeUnit.SECONDS);
            assertThat(next).as("the next after %s", all).isNotNull();
            all.add(next);
        }
        return all;
    }

    @Test
    void aThousandDeltasInASecondAreShownAboutTwentyTimes() throws InterruptedException {
        read(UnaryOperator.identity());
        run.emit(new AgentEvent.RunStarted(run.question(), "model"));
        run.emit(new AgentEvent.TextStarted("t"));
        long start = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            run.emit(new AgentEvent.TextDelta("t", "word "));
            TimeUnit.MILLISECONDS.sleep(1);
        }
        run.emit(new AgentEvent.RunFinished(AgentEvent.Outcome.SUCCESS));
        long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        List<Exchange> all = untilOver();
        assertThat(all).hasSizeBetween(5, Math.toIntExact(21 * seconds));
        assertThat(all.getLast().parts()).containsExactly(new Part.Prose("word ".repeat(1_000)));
    }

    @Test
    void whoComesLateGetsAllAtOnce() throws InterruptedException {
        run.emit(new AgentEvent.RunStarted(run.question(), "model"));
        run.emit(new AgentEvent.TextStarted("t"));
        for (int i = 0; i < 1_000; i++) {
            run.emit(new AgentEvent.TextDelta("t", "word "));
        }
        run.emit(new AgentEvent.RunFinished(AgentEvent.Outcome.SUCCESS));
        read(UnaryOperator.identity());
        assertThat(untilOver())
                .singleElement()
                .satisfies(only ->
                        assertThat(only.prose()).isEqualTo("word ".repeat(1_000).strip()));
    }

    @Test
    void endsWithTheSettledForm() throws InterruptedException {
        Exchange settled = new Exchange("k", null, "Q?", List.of(), new State.Done());
        read(live -> settled);
        run.emit(new AgentEvent.RunStarted(run.question(), "model"));
        run.emit(new AgentEvent.RunFinished(AgentEvent.Outcome.SUCCESS));
        assertThat(untilOver().getLast()).isSameAs(settled);
    }

    @Test
    void aSlowScreenIsNotFlooded() throws InterruptedException {
        CountDownLatch firstShown = new CountDownLatch(1);
        CountDownLatch painted = new CountDownLatch(1);
        RunReader.start(
                run,
                exchange -> {
                    shown.add(exchange);
                    firstShown.countDown();
                    awaitQuietly(painted);
                    return 0;
                },
                UnaryOperator.identity());
        run.emit(new AgentEvent.RunStarted(run.question(), "model"));
        awaitQuietly(firstShown);
        run.emit(new AgentEvent.TextStarted("t"));
        for (int i = 0; i < 500; i++) {
            run.emit(new AgentEvent.TextDelta("t", "x"));
        }
        run.emit(new AgentEvent.RunFinished(AgentEvent.Outcome.SUCCESS));
        painted.countDown();
        assertThat(untilOver()).hasSize(2);
    }

    @Test
    void closingItLeavesTheRunAlone() throws InterruptedException {
        RunReader reader = read(UnaryOperator.identity());
        run.emit(new AgentEvent.RunStarted(run.question(), "model"));
        assertThat(shown.poll(10, TimeUnit.SECONDS)).isNotNull();
        reader.close();
        run.emit(new AgentEvent.RunFinished(AgentEvent.Outcome.SUCCESS));
        assertThat(shown.poll(200, TimeUnit.MILLISECONDS)).isNull();
        assertThat(run.stopped).isFalse();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** A run whose events a test makes. */
    private static final class Run implements AgentRun {
        private final Turn turn = Turn.queue(ConversationId.create(Instant.EPOCH), null, Instant.EPOCH)
                .start("gpt", Instant.EPOCH);
        private final List<NumberedEvent> events = new ArrayList<>();
        private volatile boolean stopped;

        synchronized void emit(AgentEvent event) {
            events.add(new NumberedEvent(events.size() + 1L, event));
            notifyAll();
        }

        @Override
        public Turn turn() {
            return turn;
        }

        @Override
        public int ahead() {
            return 0;
        }

        @Override
        public synchronized long newestEvent() {
            return events.size();
        }

        @Override
        public MessageText question() {
            return new MessageText("Q?");
        }

        @Override
        public synchronized List<NumberedEvent> eventsAfter(long number, Duration wait) throws InterruptedException {
            long deadline = System.nanoTime() + wait.toNanos();
            while (events.size() <= number) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return List.of();
                }
                wait(left);
            }
            return List.copyOf(events.subList(Math.toIntExact(number), events.size()));
        }

        @Override
        public void stop() {
            stopped = true;
        }
    }
}
