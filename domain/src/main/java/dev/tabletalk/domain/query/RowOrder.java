package dev.tabletalk.domain.query;

import java.util.ArrayList;
import java.util.List;

/** Which rows of a result, and in which order: four bytes a row. */
public final class RowOrder {
    private final int[] places;

    private RowOrder(int[] places) {
        this.places = places;
    }

    /** @param places of rows in the result, from 0 on */
    static RowOrder of(int[] places) {
        return new RowOrder(places.clone());
    }

    /** How many rows. */
    public int size() {
        return places.length;
    }

    /**
     * The places in the result of some of these rows.
     *
     * @param offset rows to skip, at least 0
     * @param limit rows at most, at least 0
     */
    public List<Integer> places(int offset, int limit) {
        int from = Math.min(offset, places.length);
        int to = (int) Math.min((long) from + limit, places.length);
        List<Integer> some = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            some.add(places[i]);
        }
        return some;
    }
}
