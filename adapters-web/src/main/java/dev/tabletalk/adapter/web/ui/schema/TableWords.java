package dev.tabletalk.adapter.web.ui.schema;

import dev.tabletalk.domain.schema.DatabaseSchema;
import dev.tabletalk.domain.schema.Table;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts of tables and rows, for people. */
final class TableWords {
    /** From here on an estimate is rounded to three digits: the others mean nothing. */
    private static final long EXACT = 1_000;

    private static final double DIGITS = 3;

    private TableWords() {}

    /** Such as "about 12,300 rows"; empty when nobody knows. */
    static String rows(@Nullable Long estimate) {
        if (estimate == null || estimate < 0) {
            return "";
        }
        if (estimate == 1) {
            return "about 1 row";
        }
        return "about " + number(rounded(estimate)) + " rows";
    }

    /** Such as "12.3k"; empty when nobody knows. */
    static String shortRows(@Nullable Long estimate) {
        if (estimate == null || estimate < 0) {
            return "";
        }
        double left = estimate;
        String[] units = {"", "k", "M", "G", "T", "P"};
        int unit = 0;
        while (left >= EXACT && unit < units.length - 1) {
            left /= EXACT;
            unit++;
        }
        return String.format(Locale.ROOT, unit > 0 && left < 100 ? "%.1f" : "%.0f", left)
                        .replaceAll("\\.0$", "")
                + units[unit];
    }

    private static long rounded(long estimate) {
        if (estimate < EXACT) {
            return estimate;
        }
        long step = (long) Math.pow(10, Math.floor(Math.log10((double) estimate)) + 1 - DIGITS);
        return Math.round((double) estimate / step) * step;
    }

    static String tables(DatabaseSchema schema) {
        long views = schema.tables().stream()
                .filter(table -> table.kind() == Table.Kind.VIEW)
                .count();
        long tables = schema.tables().size() - views;
        String first = tables == 1 ? "1 table" : number(tables) + " tables";
        return views == 0 ? first : first + ", " + (views == 1 ? "1 view" : number(views) + " views");
    }

    static String found(List<Table> found, DatabaseSchema schema) {
        return found.size() == schema.tables().size()
                ? tables(schema)
                : number(found.size()) + " of " + number(schema.tables().size());
    }

    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
