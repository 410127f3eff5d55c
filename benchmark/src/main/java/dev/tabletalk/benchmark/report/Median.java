package dev.tabletalk.benchmark.report;

import java.util.Collection;

/** The figure that stands for several rounds. */
public final class Median {
    private Median() {}

    /** Between the two in the middle when there is no one; not a number when there are none or one of them is not. */
    public static double of(Collection<Double> figures) {
        double[] sorted =
                figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0 || Double.isNaN(sorted[sorted.length - 1])) {
            return Double.NaN;
        }
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
