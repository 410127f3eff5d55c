package dev.tabletalk.domain.chart;

import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a column of a result holds, by its type and its cells.
 *
 * @param at its position
 * @param distinct different values, NULL not among them
 * @param values cells that are not NULL
 * @param longest characters of its longest text
 */
record Profile(
        int at, String name, Role role, int distinct, int values, int rows, double least, double most, int longest) {
    private static final Pattern KEY = Pattern.compile("(.*[^a-z])?(id|ids|uuid|key|code|no|nr|zip|postcode|phone)");
    private static final Pattern CAMEL_KEY = Pattern.compile(".*[a-z](Id|Key|Code)");
    private static final Pattern YEAR = Pattern.compile("(.*[^a-z])?(year|yr)");

    /** What a column can stand for in a chart. */
    enum Role {
        /** Something that is counted or measured. */
        MEASURE,
        /** A number that only names something. */
        KEY,
        TIME,
        CATEGORY,
        /** Binary values, or nothing but NULL. */
        NOTHING
    }

    static Profile of(int at, ResultColumn column, List<Row> rows) {
        Set<Object> distinct = new HashSet<>();
        int values = 0;
        int numbers = 0;
        int moments = 0;
        int years = 0;
        int longest = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (Row row : rows) {
            Object cell = row.cells().get(at);
            if (cell == null) {
                continue;
            }
            values++;
            distinct.add(cell);
            if (cell instanceof Number number) {
                numbers++;
                years += Moment.isYear(cell) ? 1 : 0;
                least = Math.min(least, number.doubleValue());
                most = Math.max(most, number.doubleValue());
            } else {
                String text = cell.toString();
                longest = Math.max(longest, text.length());
                moments += Moment.isText(text) ? 1 : 0;
            }
        }
        Role role = role(column, values, numbers, moments, years);
        return new Profile(at, column.name(), role, distinct.size(), values, rows.size(), least, most, longest);
    }

    private static Role role(ResultColumn column, int values, int numbers, int moments, int years) {
        if (values == 0 || column.kind() == ResultColumn.Kind.BINARY) {
            return Role.NOTHING;
        }
        String lower = column.name().toLowerCase(Locale.ROOT);
        if (numbers == values) {
            if (YEAR.matcher(lower).matches() && years == values) {
                return Role.TIME;
            }
            boolean key = KEY.matcher(lower).matches()
                    || CAMEL_KEY.matcher(column.name()).matches();
            return key ? Role.KEY : Role.MEASURE;
        }
        return switch (column.kind()) {
            case DATE, TIMESTAMP -> Role.TIME;
            case TEXT, NUMBER -> moments == values ? Role.TIME : Role.CATEGORY;
            case BOOLEAN, TIME -> Role.CATEGORY;
            case BINARY -> Role.NOTHING;
        };
    }

    boolean isNumeric() {
        return role == Role.MEASURE || role == Role.KEY || (role == Role.TIME && least <= most);
    }

    /** Whether it can stand below an axis or beside a part. */
    boolean isLabel() {
        return role == Role.CATEGORY || role == Role.TIME || role == Role.KEY;
    }

    /** Whether no two rows have the same value. */
    boolean isUnique() {
        return distinct + (values < rows ? 1 : 0) == rows;
    }

    boolean isNeverNegative() {
        return !(least < 0);
    }

    /** How far its numbers reach from zero. */
    double reach() {
        return Math.max(Math.abs(least), Math.abs(most));
    }

    /** Whether it is the same column. */
    boolean is(@Nullable Profile other) {
        return other != null && other.at() == at;
    }

    static @Nullable Integer place(@Nullable Profile profile) {
        return profile == null ? null : profile.at();
    }
}
