package dev.tabletalk.adapter.llm.offline;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Decides between columns or tables of the same name: the one nearest to what the question is about. */
final class Choice {
    private static final double BUYER_BONUS = 0.25;

    private final SchemaMap schema;

    Choice(SchemaMap schema) {
        this.schema = schema;
    }

    Optional<ColumnInfo> column(List<ColumnInfo> columns, Collection<String> anchors, Predicate<ColumnInfo> wanted) {
        return columns.stream()
                .filter(wanted)
                .filter(column -> anchors.contains(column.table())
                        || !schema.tableOf(column).view())
                .min(Comparator.comparingDouble(column -> distance(column.table(), anchors)));
    }

    Optional<TableInfo> table(List<TableInfo> tables, Collection<String> anchors) {
        return tables.stream().min(Comparator.comparingDouble(table -> distance(table.name(), anchors)));
    }

    /** To the nearest anchor; the first anchors count most when several are equally near. */
    double distance(String table, Collection<String> anchors) {
        double best = anchors.isEmpty() ? 0 : 100;
        double penalty = 0;
        for (String anchor : anchors) {
            best = Math.min(best, schema.distance(anchor, table) + penalty);
            penalty += 0.1;
        }
        return isBuyer(table) ? best - BUYER_BONUS : best;
    }

    /** A place or an age is rather meant of the buyer than of others who are as near. */
    private static boolean isBuyer(String table) {
        List<String> words = Words.ofName(table);
        return words.contains("customer") || words.contains("client");
    }
}
