package dev.tabletalk.adapter.jdbc.sample;

import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Draws items in proportion to their weights. */
final class Weighted<T> {
    private final List<T> items;
    private final double[] ends;

    Weighted(List<T> items, ToDoubleFunction<T> weight) {
        this.items = List.copyOf(items);
        ends = new double[items.size()];
        double end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += weight.applyAsDouble(items.get(i));
            ends[i] = end;
        }
    }

    T draw(Random random) {
        double drawn = random.nextDouble() * ends[ends.length - 1];
        int low = 0;
        int high = ends.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] > drawn) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return items.get(low);
    }
}
