package dev.tabletalk.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The program behind {@code bin/bench}. */
public final class Benchmark {
    private static final int RUN_WENT_WRONG = 1;
    private static final int NOT_UNDERSTOOD = 2;

    private Benchmark() {}

    /** One of the benchmarks. */
    private interface Work {
        /** Prints its report; false when a run went wrong. */
        boolean measure(Workbench bench, PrintStream report) throws IOException, InterruptedException;
    }

    /** @param arguments the jar of the program, the name of a benchmark, its options */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream report = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream progress = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Work work;
        try {
            work = work(arguments[1], Arrays.asList(arguments).subList(2, arguments.length));
        } catch (IllegalArgumentException notUnderstood) {
            progress.println(notUnderstood.getMessage());
            System.exit(NOT_UNDERSTOOD);
            return;
        }
        boolean well;
        try (Workbench bench = new Workbench(Path.of(arguments[0]), progress)) {
            // also for Ctrl+C
            Runtime.getRuntime().addShutdownHook(new Thread(bench::close));
            well = work.measure(bench, report);
        }
        System.exit(well ? 0 : RUN_WENT_WRONG);
    }

    private static Work work(String name, List<String> options) {
        return switch (name) {
            case "streams" -> {
                Options read = Options.parse(options, Set.of("--rounds"), Set.of("--quick"));
                Sizes sizes = read.has("--quick") ? Sizes.QUICK : Sizes.FULL;
                yield new StreamsBenchmark(sizes.rounds(read.number("--rounds", sizes.rounds())))::measure;
            }
            case "runs" ->
                new RunsBenchmark(
                        Options.parse(options, Set.of("--count"), Set.of()).number("--count", 10_000))::measure;
            case "tabs" ->
                new TabsBenchmark(
                        Options.parse(options, Set.of("--count"), Set.of()).number("--count", 20))::measure;
            case "ui" -> {
                Options read = Options.parse(options, Set.of("--turns", "--rounds"), Set.of());
                yield new UiBenchmark(read.number("--turns", 2_000), read.number("--rounds", 5))::measure;
            }
            case "export" ->
                new ExportBenchmark(
                        Options.parse(options, Set.of("--millions"), Set.of()).number("--millions", 10))::measure;
            default -> throw new IllegalArgumentException("There is no benchmark \"" + name + "\".");
        };
    }
}
