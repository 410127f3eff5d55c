package dev.tabletalk.benchmark;

import dev.tabletalk.benchmark.client.Answer;
import dev.tabletalk.benchmark.client.ChatClient;
import dev.tabletalk.benchmark.model.FakeModel;
import dev.tabletalk.benchmark.model.Script;
import dev.tabletalk.benchmark.server.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** How long it takes from a person's wish to stop until the model's connection is closed. */
final class Cancels {
    private static final AtomicInteger TAGS = new AtomicInteger();
    private static final int TOKENS_BEFORE = 10;
    private static final int PATIENCE_SECONDS = 10;

    private final ServerProcess server;
    private final FakeModel model;
    private final boolean byRequest;

    /** @param byRequest whether the wish is a DELETE of the turn, else that the client leaves */
    Cancels(ServerProcess server, FakeModel model, boolean byRequest) {
        this.server = server;
        this.model = model;
        this.byRequest = byRequest;
    }

    /** The times of those that reached the model. */
    List<Long> measure(int count) throws IOException, InterruptedException {
        List<Long> times = new ArrayList<>();
        try (ChatClient stopper = new ChatClient(server.port())) {
            stopper.prepare();
            for (int i = 0; i < count; i++) {
                try (ChatClient client = new ChatClient(server.port())) {
                    client.prepare();
                    times.add(cancel(client, stopper));
                } catch (ExecutionException | TimeoutException notReached) {
                    // it is missing among the times
                }
            }
        }
        return times;
    }

    private long cancel(ChatClient client, ChatClient stopper)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        String tag = "cancel" + TAGS.incrementAndGet();
        CompletableFuture<String> begun = new CompletableFuture<>();
        Thread asking = Thread.ofVirtual().start(() -> ask(client, new Script(1_000, 50, tag), begun));
        String turn = begun.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        CompletableFuture<Long> closed = model.closedEarly(tag);
        long wished = System.nanoTime();
        if (byRequest) {
            stopper.stop(turn);
        } else {
            client.close();
        }
        long time = closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS) - wished;
        asking.join();
        return time;
    }

    private static void ask(ChatClient client, Script script, CompletableFuture<String> begun) {
        try {
            Answer answer = client.ask(script, soFar -> {
                if (soFar.delivered() == TOKENS_BEFORE) {
                    begun.complete(soFar.turn());
                }
            });
            begun.completeExceptionally(new IOException("over too early: " + answer.ending() + answer.problem()));
        } catch (IOException left) {
            begun.completeExceptionally(left);
        }
    }
}
