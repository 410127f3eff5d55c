package dev.tabletalk.benchmark;

import static dev.tabletalk.benchmark.report.Row.number;
import static dev.tabletalk.benchmark.report.Row.verdict;

import dev.tabletalk.benchmark.client.Crowd;
import dev.tabletalk.benchmark.client.Delivery;
import dev.tabletalk.benchmark.model.FakeModel;
import dev.tabletalk.benchmark.report.Distribution;
import dev.tabletalk.benchmark.report.Median;
import dev.tabletalk.benchmark.report.Row;
import dev.tabletalk.benchmark.report.Table;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Shows what {@code bin/bench streams} measured. */
final class StreamsReport {
    private static final double KIB = 1024;
    private static final double CANCEL_MILLIS = 50;

    /** Carriers and keepers of virtual threads may come and go; a thread for each stream would be hundreds. */
    private static final int THREADS_OF_THE_JDK = 8;

    private StreamsReport() {}

    static void print(
            PrintStream out, Sizes sizes, Measured ours, Measured floor, Crowd.Result harness, FakeModel model) {
        String many = sizes.many() + " streams of " + sizes.manySay().rate() + " tokens/s";
        String crowd = sizes.crowd() + " streams";
        List<Row> rows = new ArrayList<>();
        rows.add(Row.compared(
                "time to first token added, 1 stream, p50, ms", of(ours.singleAdded), of(floor.singleAdded), 1.5));
        rows.add(Row.reported(
                "time to first token added, " + many + ", p50, ms",
                of(ours.manyAddedMiddle),
                of(floor.manyAddedMiddle)));
        rows.add(Row.compared(
                "time to first token added, " + many + ", p99, ms",
                of(ours.manyAddedWorst),
                of(floor.manyAddedWorst),
                3));
        rows.add(Row.reported("lag of a token, " + many + ", p50, ms", of(ours.lagMiddle), of(floor.lagMiddle)));
        rows.add(Row.compared("lag of a token, " + many + ", p99, ms", of(ours.lagWorst), of(floor.lagWorst), 2));
        rows.add(Row.compared(
                "server CPU a token, whole runs, " + many + ", µs", of(ours.cpuMicros), of(floor.cpuMicros), 2));
        rows.add(Row.reported(
                "server CPU a short run in a new conversation, ms", of(ours.runCpuMillis), of(floor.runCpuMillis)));
        rows.add(cancels(ours, floor));
        rows.add(Row.of(
                crowd + ", -Xmx1g: tokens delivered in order, once",
                text(ours.crowdDelivery()),
                text(floor.crowdDelivery()),
                "–",
                "all",
                verdict(ours.crowdDelivery().isPerfect())));
        rows.add(threads(crowd, ours, floor));
        rows.add(Row.reported(
                "live heap a stream, half-way, KiB", of(ours.streamBytes) / KIB, of(floor.streamBytes) / KIB));
        out.println();
        out.print(new Table(Row.of("measure", "Tabletalk", "floor", "ratio", "asked", ""), rows).text());
        out.println();
        out.printf("Medians of %d rounds after a warm-up, in turns, one run on this machine.%n", sizes.rounds());
        out.printf(
                "The benchmark alone, with no server between: lag p50 %s ms, p99 %s ms; first token p99 %s ms.%n",
                number(harness.lags().millisAt(50)),
                number(harness.lags().millisAt(99)),
                number(harness.added().millisAt(99)));
        out.printf(
                "Both ask the model for a title after the first answer of a conversation; the fake model says three words"
                        + " at once: %d of its %d requests were for titles.%n",
                model.titles(), model.requests());
        Stream.of(ours.manyDelivery(), ours.crowdDelivery(), floor.manyDelivery(), floor.crowdDelivery())
                .flatMap(delivery -> delivery.problems().stream())
                .forEach(problem -> out.println("Went wrong: " + problem));
    }

    private static double of(List<Double> rounds) {
        return Median.of(rounds);
    }

    private static Row cancels(Measured ours, Measured floor) {
        double median = Distribution.of(ours.cancelNanos).millisAt(50);
        boolean all = ours.cancelNanos.size() == ours.cancelsAsked();
        return Row.of(
                "from Stop to the model's connection closed, p50, ms",
                cancels(ours),
                cancels(floor),
                number(median / Distribution.of(floor.cancelNanos).millisAt(50)),
                "all, ≤ 50",
                verdict(all && median <= CANCEL_MILLIS));
    }

    private static String cancels(Measured server) {
        return number(Distribution.of(server.cancelNanos).millisAt(50)) + " (" + server.cancelNanos.size() + " of "
                + server.cancelsAsked() + ")";
    }

    private static String text(Delivery delivery) {
        String all = delivery.delivered() + " of " + delivery.expected();
        return delivery.isPerfect() ? all : all + ", " + delivery.lost() + " lost, " + delivery.doubled() + " doubled";
    }

    private static Row threads(String crowd, Measured ours, Measured floor) {
        return Row.of(
                "platform threads at rest → with " + crowd,
                threads(ours),
                threads(floor),
                "–",
                "none a stream",
                verdict(of(ours.crowdThreads) - of(ours.restThreads) <= THREADS_OF_THE_JDK));
    }

    private static String threads(Measured server) {
        return number(of(server.restThreads)) + " → " + number(of(server.crowdThreads));
    }
}
