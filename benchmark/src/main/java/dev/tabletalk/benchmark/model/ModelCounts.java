package dev.tabletalk.benchmark.model;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What has happened at the fake model. Safe for any thread. */
final class ModelCounts {
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger titles = new AtomicInteger();
    private final AtomicInteger active = new AtomicInteger();
    private final AtomicInteger aborted = new AtomicInteger();
    private final Map<String, CompletableFuture<Long>> leavings = new ConcurrentHashMap<>();

    void began(boolean forTitle) {
        requests.incrementAndGet();
        active.incrementAndGet();
        if (forTitle) {
            titles.incrementAndGet();
        }
    }

    void finished() {
        active.decrementAndGet();
    }

    void aborted(String tag, long at) {
        active.decrementAndGet();
        aborted.incrementAndGet();
        leaving(tag).complete(at);
    }

    /** When the client of the answer with this tag left, once it has. */
    CompletableFuture<Long> leaving(String tag) {
        return leavings.computeIfAbsent(tag, name -> new CompletableFuture<>());
    }

    int requests() {
        return requests.get();
    }

    int titles() {
        return titles.get();
    }

    int active() {
        return active.get();
    }

    int aborted() {
        return aborted.get();
    }
}
