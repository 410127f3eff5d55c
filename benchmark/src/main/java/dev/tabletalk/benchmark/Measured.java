package dev.tabletalk.benchmark;

import dev.tabletalk.benchmark.client.Answer;
import dev.tabletalk.benchmark.client.Asker;
import dev.tabletalk.benchmark.client.ChatClient;
import dev.tabletalk.benchmark.client.Crowd;
import dev.tabletalk.benchmark.client.Delivery;
import dev.tabletalk.benchmark.model.FakeModel;
import dev.tabletalk.benchmark.model.Script;
import dev.tabletalk.benchmark.report.Distribution;
import dev.tabletalk.benchmark.server.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One of the two servers that are compared, and all figures of it, round by round. */
final class Measured {
    private static final int SINGLE_TOKENS = 5;
    private static final int WARM_UP_CLIENTS = 8;
    private static final Duration QUIET = Duration.ofSeconds(20);

    private final ServerProcess server;
    private final FakeModel model;
    private final Cancels cancels;

    final List<Double> singleAdded = new ArrayList<>();
    final List<Double> runCpuMillis = new ArrayList<>();
    final List<Double> manyAddedMiddle = new ArrayList<>();
    final List<Double> manyAddedWorst = new ArrayList<>();
    final List<Double> lagMiddle = new ArrayList<>();
    final List<Double> lagWorst = new ArrayList<>();
    final List<Double> cpuMicros = new ArrayList<>();
    final List<Long> cancelNanos = new ArrayList<>();
    final List<Double> streamBytes = new ArrayList<>();
    final List<Double> restThreads = new ArrayList<>();
    final List<Double> crowdThreads = new ArrayList<>();
    private Delivery manyDelivery = Delivery.NONE;
    private Delivery crowdDelivery = Delivery.NONE;
    private int cancelsAsked;

    /** @param stopsByRequest whether a turn is stopped by a request, else by leaving */
    Measured(ServerProcess server, FakeModel model, boolean stopsByRequest) {
        this.server = server;
        this.model = model;
        this.cancels = new Cancels(server, model, stopsByRequest);
    }

    void warmUp(Sizes sizes) throws IOException, InterruptedException {
        Callable<Distribution> share = () -> single(sizes.warmUp() / WARM_UP_CLIENTS);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Distribution> done : clients.invokeAll(Collections.nCopies(WARM_UP_CLIENTS, share))) {
                Distribution _ = done.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(server.name() + " could not be warmed up", e.getCause());
        }
        quiet();
        try (Crowd crowd = crowd(sizes.many())) {
            Crowd.Result _ = crowd.ask(sizes.manySay(), sizes.ramp(), () -> {});
        }
        quiet();
    }

    void single(Sizes sizes) throws IOException, InterruptedException {
        Duration before = server.cpu();
        singleAdded.add(single(sizes.singles()).millisAt(50));
        quiet();
        runCpuMillis.add(server.cpu().minus(before).toNanos() / 1e6 / sizes.singles());
    }

    private Distribution single(int count) throws IOException {
        List<Long> added = new ArrayList<>();
        try (Asker client = new ChatClient(server.port())) {
            for (int i = 0; i < count; i++) {
                client.prepare();
                Answer answer = client.ask(new Script(SINGLE_TOKENS, 0), soFar -> {});
                if (!answer.isComplete()) {
                    throw new IOException(
                            server.name() + " answered badly: " + answer.ending() + " " + answer.problem());
                }
                added.add(answer.addedNanos());
            }
        }
        return Distribution.of(added);
    }

    void many(Sizes sizes) throws IOException, InterruptedException {
        try (Crowd crowd = crowd(sizes.many())) {
            Duration before = server.cpu();
            Crowd.Result seen = crowd.ask(sizes.manySay(), sizes.ramp(), () -> {});
            Duration used = server.cpu().minus(before);
            manyAddedMiddle.add(seen.added().millisAt(50));
            manyAddedWorst.add(seen.added().millisAt(99));
            lagMiddle.add(seen.lags().millisAt(50));
            lagWorst.add(seen.lags().millisAt(99));
            cpuMicros.add(used.toNanos() / 1e3 / seen.delivery().delivered());
            manyDelivery = manyDelivery.plus(seen.delivery());
        }
        quiet();
    }

    void cancel(Sizes sizes) throws IOException, InterruptedException {
        cancelsAsked += sizes.cancels();
        cancelNanos.addAll(cancels.measure(sizes.cancels()));
        quiet();
    }

    void crowd(Sizes sizes) throws IOException, InterruptedException {
        try (Crowd crowd = crowd(sizes.crowd())) {
            restThreads.add((double) server.platformThreads().size());
            long rest = server.liveHeap().bytes();
            Crowd.Result seen = crowd.ask(sizes.crowdSays(), sizes.ramp(), () -> {
                crowdThreads.add((double) server.platformThreads().size());
                streamBytes.add((double) (server.liveHeap().bytes() - rest) / sizes.crowd());
            });
            crowdDelivery = crowdDelivery.plus(seen.delivery());
        }
        quiet();
    }

    private Crowd crowd(int size) throws IOException, InterruptedException {
        return Crowd.gather(size, () -> new ChatClient(server.port()));
    }

    private void quiet() throws IOException, InterruptedException {
        if (!model.awaitIdle(QUIET)) {
            throw new IOException(server.name() + " still asks the model although nobody waits for an answer.");
        }
    }

    Delivery manyDelivery() {
        return manyDelivery;
    }

    Delivery crowdDelivery() {
        return crowdDelivery;
    }

    int cancelsAsked() {
        return cancelsAsked;
    }
}
