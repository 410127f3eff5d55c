package dev.tabletalk.benchmark;

import static dev.tabletalk.benchmark.report.Row.number;
import static dev.tabletalk.benchmark.report.Row.verdict;

import dev.tabletalk.benchmark.report.Row;
import dev.tabletalk.benchmark.report.Table;
import dev.tabletalk.benchmark.server.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Many runs in a row, and what they leave behind in the server. */
record RunsBenchmark(int count) {
    private static final int WARM_UP = 600;
    private static final double MIB = 1 << 20;
    private static final double MOST_GROWTH = 20;
    private static final int CLASSES_SHOWN = 8;

    /** More than idle connections live at either end. */
    private static final Duration SETTLE = Duration.ofSeconds(75);

    private static final Duration QUIET = Duration.ofSeconds(20);

    boolean measure(Workbench bench, PrintStream report) throws IOException, InterruptedException {
        ServerProcess server = bench.startProduct();
        Footprint start = Footprint.of(server);
        bench.say("Warming up …");
        Collection<String> problems = new ArrayList<>(new RunLoad(server.port(), WARM_UP).run());
        boolean idle = bench.model().awaitIdle(QUIET);
        Footprint before = Footprint.settled(server, now -> now.sockets() <= start.sockets(), SETTLE);
        bench.say(count + " runs …");
        long began = System.nanoTime();
        RunLoad load = new RunLoad(server.port(), count);
        problems.addAll(load.run());
        double seconds = (System.nanoTime() - began) / 1e9;
        idle &= bench.model().awaitIdle(QUIET);
        bench.say("Waiting until idle connections are given up …");
        Footprint after = Footprint.settled(server, now -> now.isWithin(before), SETTLE);
        print(report, before, after);
        report.printf(
                "%d runs in %s s, 8 at a time, %s a second; every 20th stopped, every 25th left by its client; after a"
                        + " warm-up of %d. %d were over before they could be stopped or left.%n",
                load.done(), number(seconds), number(load.done() / seconds), WARM_UP, load.tooLate());
        if (!idle) {
            report.println("Went wrong: the model was still being asked at the end.");
        }
        problems.stream().distinct().limit(10).forEach(problem -> report.println("Went wrong: " + problem));
        return problems.isEmpty() && idle && load.done() == count;
    }

    private static void print(PrintStream out, Footprint before, Footprint after) {
        double grown = (after.heap().bytes() - before.heap().bytes()) / MIB;
        List<Row> rows = List.of(
                Row.of(
                        "live heap, MiB",
                        number(before.heap().bytes() / MIB),
                        number(after.heap().bytes() / MIB),
                        number(grown),
                        "< 20",
                        verdict(grown < MOST_GROWTH)),
                counted(
                        "platform threads",
                        before.platformThreads().size(),
                        after.platformThreads().size()),
                counted("virtual threads", before.virtualThreads(), after.virtualThreads()),
                counted("open sockets", before.sockets(), after.sockets()),
                counted("other open files", before.files(), after.files()));
        out.println();
        out.print(new Table(Row.of("at rest", "before", "after", "grown by", "asked", ""), rows).text());
        out.println();
        List<String> more = new ArrayList<>(after.platformThreads());
        before.platformThreads().forEach(more::remove);
        if (after.platformThreads().size() > before.platformThreads().size()) {
            out.println("New threads: " + String.join(", ", more));
        }
        out.println("What grew most:");
        after.heap().growthSince(before.heap(), CLASSES_SHOWN).forEach(line -> out.println("  " + line));
        out.println();
    }

    private static Row counted(String what, long before, long after) {
        return Row.of(
                what,
                Long.toString(before),
                Long.toString(after),
                Long.toString(after - before),
                "none",
                verdict(after <= before));
    }
}
