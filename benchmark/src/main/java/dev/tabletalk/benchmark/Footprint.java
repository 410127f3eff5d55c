package dev.tabletalk.benchmark;

import dev.tabletalk.benchmark.server.Histogram;
import dev.tabletalk.benchmark.server.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** What a server needs while it does nothing. */
record Footprint(Histogram heap, List<String> platformThreads, long files, long sockets) {
    private static final Duration LOOK = Duration.ofSeconds(1);

    static Footprint of(ServerProcess server) throws IOException, InterruptedException {
        List<String> threads = server.platformThreads();
        List<String> open = server.openFiles();
        Predicate<String> socket = target -> target.startsWith("socket:");
        return new Footprint(
                server.liveHeap(),
                threads,
                open.stream().filter(socket.negate()).count(),
                open.stream().filter(socket).count());
    }

    /**
     * The same once idle connections have been given up and pools have shrunk.
     *
     * @param enough whether there is nothing more to wait for
     * @param most after which it is taken as it is
     */
    static Footprint settled(ServerProcess server, Predicate<Footprint> enough, Duration most)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        Footprint now = of(server);
        while (!enough.test(now) && System.nanoTime() < deadline) {
            Thread.sleep(LOOK);
            now = of(server);
        }
        return now;
    }

    /** Whether nothing that can be counted is more than at another time. */
    boolean isWithin(Footprint other) {
        return platformThreads.size() <= other.platformThreads.size()
                && sockets <= other.sockets
                && files <= other.files
                && virtualThreads() <= other.virtualThreads();
    }

    /** Those that something still refers to. */
    long virtualThreads() {
        return heap.count("java.lang.VirtualThread");
    }
}
