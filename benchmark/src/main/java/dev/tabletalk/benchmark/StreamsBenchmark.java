package dev.tabletalk.benchmark;

import dev.tabletalk.benchmark.client.Crowd;
import dev.tabletalk.benchmark.client.ModelClient;
import dev.tabletalk.benchmark.server.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Tabletalk and the floor, measured in turns, in one go. */
record StreamsBenchmark(Sizes sizes) {
    /** One thing that is measured at both. */
    private interface Step {
        void measure(Measured server, Sizes sizes) throws IOException, InterruptedException;
    }

    boolean measure(Workbench bench, PrintStream report) throws IOException, InterruptedException {
        ServerProcess product = bench.startProduct();
        ServerProcess floorServer = bench.startFloor();
        Measured ours = new Measured(product, bench.model(), true);
        Measured floor = new Measured(floorServer, bench.model(), false);
        bench.say("Warming up …");
        ours.warmUp(sizes);
        floor.warmUp(sizes);
        for (int round = 1; round <= sizes.rounds(); round++) {
            // who comes first changes, so that it is nobody's advantage
            List<Measured> order = round % 2 == 1 ? List.of(ours, floor) : List.of(floor, ours);
            bench.say("Round " + round + " of " + sizes.rounds() + " …");
            each(order, Measured::single);
            each(order, Measured::many);
            each(order, Measured::cancel);
            each(order, Measured::crowd);
        }
        Crowd.Result harness;
        try (Crowd crowd =
                Crowd.gather(sizes.many(), () -> new ModelClient(bench.model().port()))) {
            harness = crowd.ask(sizes.manySay(), sizes.ramp(), () -> {});
        }
        StreamsReport.print(report, sizes, ours, floor, harness, bench.model());
        return ours.manyDelivery().isPerfect()
                && ours.crowdDelivery().isPerfect()
                && ours.cancelNanos.size() == ours.cancelsAsked();
    }

    private void each(List<Measured> servers, Step step) throws IOException, InterruptedException {
        for (Measured server : servers) {
            step.measure(server, sizes);
        }
    }
}
