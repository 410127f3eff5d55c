package dev.tabletalk.adapter.llm.offline;

import java.util.Set;

/**
 * One way to compute a measure.
 *
 * @param base the table whose rows are aggregated
 * @param tables others that the expression reads
 * @param aggregate the SQL, such as {@code SUM(orders.total)}
 * @param inner what is aggregated, for conditional sums; the key for counts
 * @param alias the name of the result column
 * @param words how to call it
 * @param cost lower is better
 */
record MeasureOption(
        String base,
        Set<String> tables,
        String aggregate,
        String inner,
        String alias,
        String words,
        boolean decimal,
        boolean business,
        double cost) {
    MeasureOption {
        tables = Set.copyOf(tables);
    }
}
