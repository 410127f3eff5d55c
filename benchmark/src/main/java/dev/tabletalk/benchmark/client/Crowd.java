package dev.tabletalk.benchmark.client;

import dev.tabletalk.benchmark.model.Script;
import dev.tabletalk.benchmark.report.Distribution;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Many clients that ask side by side, each with a connection and a conversation of its own. */
public final class Crowd implements AutoCloseable {
    private static final int AT_ONCE = 16;
    private static final Duration LOOK = Duration.ofMillis(20);

    private final List<Asker> clients = new ArrayList<>();
    private final AtomicLong tokens = new AtomicLong();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    private Crowd() {}

    /** A crowd whose clients are connected and have nothing left to do but to ask. */
    public static Crowd gather(int size, Supplier<? extends Asker> client) throws IOException, InterruptedException {
        Crowd crowd = new Crowd();
        Semaphore free = new Semaphore(AT_ONCE);
        CountDownLatch ready = new CountDownLatch(size);
        for (int i = 0; i < size; i++) {
            Asker asker = client.get();
            crowd.clients.add(asker);
            free.acquire();
            Thread.ofVirtual().start(() -> {
                try {
                    asker.prepare();
                } catch (IOException e) {
                    crowd.failures.add(e.toString());
                } finally {
                    free.release();
                    ready.countDown();
                }
            });
        }
        ready.await();
        if (!crowd.failures.isEmpty()) {
            crowd.close();
            throw new IOException("The clients could not get ready: " + crowd.failures.peek());
        }
        return crowd;
    }

    /** Something to look at while all are being answered. */
    public interface Look {
        void look() throws IOException, InterruptedException;
    }

    /** What a crowd saw. */
    public record Result(Distribution added, Distribution lags, Delivery delivery) {}

    /**
     * All ask, one after another within a time, and are answered.
     *
     * @param halfway called once, when half of the tokens have come
     */
    public Result ask(Script script, Duration within, Look halfway) throws IOException, InterruptedException {
        CountDownLatch over = new CountDownLatch(clients.size());
        for (int i = 0; i < clients.size(); i++) {
            Asker client = clients.get(i);
            long delay = within.toNanos() * i / clients.size();
            Thread.ofVirtual().start(() -> ask(client, script, delay, over));
        }
        long expected = (long) clients.size() * script.tokens();
        while (over.getCount() > 0 && tokens.get() < expected / 2) {
            Thread.sleep(LOOK);
        }
        halfway.look();
        over.await();
        return new Result(
                Distribution.of(answers.stream()
                        .map(Answer::addedNanos)
                        .filter(nanos -> nanos >= 0)
                        .toList()),
                Distribution.joining(answers.stream().map(Answer::lags).toList()),
                Delivery.of(answers, failures, expected));
    }

    private void ask(Asker client, Script script, long delay, CountDownLatch over) {
        try {
            Thread.sleep(Duration.ofNanos(delay));
            answers.add(client.ask(script, answer -> tokens.incrementAndGet()));
        } catch (IOException e) {
            failures.add(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            over.countDown();
        }
    }

    @Override
    public void close() {
        clients.forEach(Asker::close);
    }
}
