package dev.tabletalk.adapter.llm.offline;

import java.util.ArrayList;
import java.util.List;

/**
 * A query and what is needed to put its outcome into words.
 *
 * @param things what is listed or counted, in the plural
 * @param measure what the number is, such as "revenue"; empty for rows
 * @param scope the filters and the period in words, with a leading space; may be empty
 * @param remarks sentences the person should know
 * @param labels how many columns name a group before its number
 */
record Plan(
        String sql,
        Shape shape,
        String things,
        String measure,
        String scope,
        List<String> remarks,
        boolean descending,
        boolean ranked,
        int labels) {
    enum Shape {
        NUMBER,
        WHETHER,
        SHARE,
        GROUPS,
        SERIES,
        PERIODS,
        ROWS
    }

    /** The same with further remarks. */
    Plan with(List<String> more) {
        List<String> all = new ArrayList<>(remarks);
        all.addAll(more);
        return new Plan(sql, shape, things, measure, scope, all, descending, ranked, labels);
    }

    Plan {
        remarks = List.copyOf(remarks);
    }
}
