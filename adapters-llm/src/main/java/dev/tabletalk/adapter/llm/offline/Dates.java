package dev.tabletalk.adapter.llm.offline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides which column says when something happened, and writes conditions on it. */
final class Dates {
    private static final Set<String> NOT_WHEN_IT_HAPPENED = Set.of(
            "birth",
            "born",
            "due",
            "update",
            "updated",
            "modified",
            "deleted",
            "expire",
            "expires",
            "expiry",
            "valid",
            "until",
            "end");

    private final SchemaMap schema;
    private final SqlDialect dialect;

    Dates(SchemaMap schema, SqlDialect dialect) {
        this.schema = schema;
        this.dialect = dialect;
    }

    /** The time of the rows of a table: its own, or that of something each row belongs to. */
    Optional<ColumnInfo> of(String root) {
        return schema.ways(root).entrySet().stream()
                .flatMap(way -> schema.table(way.getKey()).columns(ColumnInfo::isTime).stream())
                .min(Comparator.comparingDouble(column -> cost(column, root)));
    }

    private double cost(ColumnInfo column, String root) {
        Map<String, List<Link>> ways = schema.ways(root);
        TableInfo table = schema.tableOf(column);
        List<String> words = Words.split(column.name());
        double cost = ways.getOrDefault(table.name(), List.of()).size();
        if (words.stream().anyMatch(NOT_WHEN_IT_HAPPENED::contains)) {
            cost += 5;
        }
        boolean namedAlike = Vocabulary.tableStems(table).contains(Words.stem(words.getFirst()));
        if (!table.name().equals(root) && table.links().isEmpty()) {
            cost += 1.5;
        } else if (!table.name().equals(root) && !namedAlike) {
            cost += 0.6;
        }
        return cost - (namedAlike ? 0.3 : 0);
    }

    String within(ColumnInfo column, Period period) {
        String moment = moment(column);
        List<String> bounds = new ArrayList<>();
        LocalDate start = period.start();
        LocalDate end = period.end();
        if (start != null) {
            bounds.add(moment + " >= " + bound(column, start));
        }
        if (end != null) {
            bounds.add(moment + " < " + bound(column, end));
        }
        return String.join(" AND ", bounds);
    }

    private static String bound(ColumnInfo column, LocalDate day) {
        if (!column.isYear()) {
            return "'" + day + "'";
        }
        if (day.getDayOfYear() != 1) {
            throw Halt.because("`" + column.name() + "` only holds years, so I can only compare it with whole years.");
        }
        return String.valueOf(day.getYear());
    }

    /** The part of time as text, as the column allows. */
    String part(ColumnInfo column, TimeUnit unit) {
        if (!column.isYear()) {
            return dialect.part(unit, moment(column));
        }
        if (unit != TimeUnit.YEAR) {
            throw Halt.because("`" + column.name() + "` only holds years, so I can only group it by year.");
        }
        return moment(column);
    }

    String partOrder(ColumnInfo column, TimeUnit unit) {
        return unit == TimeUnit.WEEKDAY ? dialect.partOrder(unit, moment(column)) : part(column, unit);
    }

    String withinAny(ColumnInfo column, List<Period> periods) {
        List<String> alternatives =
                periods.stream().map(period -> within(column, period)).toList();
        return alternatives.size() == 1 ? alternatives.getFirst() : "((" + String.join(") OR (", alternatives) + "))";
    }

    String moment(ColumnInfo column) {
        return dialect.moment(Select.reference(dialect, column), column.isEpoch());
    }

    static String words(List<Period> periods) {
        List<String> labels = periods.stream().map(Period::label).toList();
        String all = Sentences.all(labels);
        if (all.matches("(since|before|after|until) .*")) {
            return all;
        }
        return (all.matches("\\d{4}-\\d{2}-\\d{2}") ? "on " : all.contains(" to ") ? "from " : "in ") + all;
    }
}
