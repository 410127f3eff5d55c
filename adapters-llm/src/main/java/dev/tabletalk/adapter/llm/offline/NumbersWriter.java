package dev.tabletalk.adapter.llm.offline;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the query of a question that is answered by computing, in the shape that the question asks for. */
final class NumbersWriter {
    /** The column of shares of the whole. */
    static final String PERCENT = "percent";

    private static final int DEFAULT_TOP = 10;

    private final Planner planner;
    private final SchemaMap schema;
    private final SqlDialect dialect;
    private final Frame frame;
    private final List<Group> groups;
    private final Amounts amounts;
    private final List<String> remarks;
    private int labels;

    NumbersWriter(Planner planner, Frame frame, List<Group> groups, Amounts amounts, List<String> remarks) {
        this.planner = planner;
        schema = planner.schema();
        dialect = planner.dialect();
        this.frame = frame;
        this.groups = groups;
        this.amounts = amounts;
        this.remarks = remarks;
    }

    /**
     * @param parts the conditions, already in the query unless a share of them is asked for
     * @param date when things happened; null when that does not matter
     * @param scope the conditions and the period in words
     */
    Plan write(
            Select select,
            List<Condition> parts,
            @Nullable ColumnInfo date,
            List<Period> periods,
            String scope,
            boolean sharesPart) {
        if (sharesPart) {
            return share(select, parts, scope);
        }
        if (frame.compares && periods.size() > 1 && date != null && frame.timeUnit == null) {
            return comparison(select, date, periods, scope);
        }
        boolean perEach = frame.averagePerGroup && (groups.size() == 1 || frame.timeUnit != null);
        if (perEach) {
            return averagePerGroup(select, date, scope);
        }
        if (groups.isEmpty() && frame.timeUnit == null) {
            return single(select, scope);
        }
        if (frame.countOver != null) {
            return countOver(select, scope);
        }
        return grouped(select, date, scope);
    }

    private Plan single(Select select, String scope) {
        MeasureOption option = amounts.option();
        select.item(value(amounts.sql(), option), option.alias());
        also(select);
        Plan.Shape shape = frame.whether ? Plan.Shape.WHETHER : Plan.Shape.NUMBER;
        return plan(select.toSql(), shape, option.words(), option.words(), scope, true, false);
    }

    /** Further functions of the same column. */
    private void also(Select select) {
        if (!(frame.measure instanceof Measure.Of(Measure.Function function, Mention column))) {
            return;
        }
        for (Measure.Function other : frame.alsoFunctions) {
            planner.measures().options(new Measure.Of(other, column)).stream()
                    .filter(option -> option.base().equals(select.root()))
                    .findFirst()
                    .ifPresent(option -> select.item(value(option.aggregate(), option), option.alias()));
        }
    }

    private Plan share(Select select, List<Condition> parts, String scope) {
        if (parts.isEmpty()) {
            throw Halt.because(
                    "A share needs a part of a whole. Say which part, such as in \"what share of orders is cancelled\".");
        }
        select.keepAll();
        parts.forEach(part -> select.need(part.tables()));
        String condition =
                String.join(" AND ", parts.stream().map(Condition::sql).toList());
        MeasureOption option = amounts.option();
        String part = "COALESCE(" + amounts.over(condition) + ", 0)";
        select.item(value(part, option), "part");
        select.item(value(amounts.sql(), option), "total");
        select.item(dialect.rounded("100.0 * " + part + " / NULLIF(" + amounts.sql() + ", 0)"), PERCENT);
        return plan(select.toSql(), Plan.Shape.SHARE, option.words(), option.words(), scope, true, false);
    }

    private Plan comparison(Select select, ColumnInfo date, List<Period> periods, String scope) {
        MeasureOption option = amounts.option();
        String measureName = option.alias();
        if (groups.isEmpty()) {
            StringBuilder cases = new StringBuilder("CASE");
            for (Period period : periods) {
                cases.append(" WHEN ")
                        .append(planner.dates().within(date, period))
                        .append(" THEN ")
                        .append(dialect.text(period.label()));
            }
            cases.append(" END");
            select.item(cases.toString(), "period").item(value(amounts.sql(), option), measureName);
            labels = 1;
            select.groupBy("1").orderBy("MIN(" + planner.dates().moment(date) + ")");
            return plan(select.toSql(), Plan.Shape.PERIODS, option.words(), option.words(), scope, true, false);
        }
        addGroups(select, measureName);
        for (Period period : periods) {
            select.item(value(amounts.over(planner.dates().within(date, period)), option), period.label());
        }
        select.orderBy(groups.stream().mapToInt(group -> group.shown().size()).sum() + 1 + " DESC");
        select.limit(frame.limit);
        return plan(select.toSql(), Plan.Shape.GROUPS, names(), option.words(), scope, true, false);
    }

    private Plan averagePerGroup(Select select, @Nullable ColumnInfo date, String scope) {
        select.item(amounts.sql(), "amount");
        for (Group group : groups) {
            group.keys().forEach(key -> select.groupBy(select.column(key)));
        }
        String per = groups.isEmpty() ? "" : Words.singular(groups.getFirst().name());
        if (frame.timeUnit != null && date != null) {
            select.groupBy(planner.dates().part(date, frame.timeUnit));
            per = Sentences.words(frame.timeUnit.name());
        }
        MeasureOption option = amounts.option();
        String sql = "SELECT " + dialect.rounded("AVG(amount)") + " AS " + dialect.name("average_" + option.alias())
                + "\nFROM (\n" + select.toSql().indent(2) + ") AS per_group";
        remarks.add(Sentences.capitalised(Sentences.plural(per)) + " without any are not part of the average.");
        return plan(
                sql,
                Plan.Shape.NUMBER,
                option.words(),
                "average " + option.words() + " per " + per,
                scope,
                true,
                false);
    }

    private Plan countOver(Select select, String scope) {
        for (Group group : groups) {
            group.keys()
                    .forEach(key -> select.item(select.column(key), key.name()).groupBy(select.column(key)));
        }
        limitAmounts(select);
        String things = names();
        String sql = "SELECT COUNT(*) AS " + dialect.name(Words.singular(things).replace(' ', '_') + "_count")
                + "\nFROM (\n" + select.toSql().indent(2) + ") AS each_one";
        return plan(sql, Plan.Shape.NUMBER, things, things, amountWords(amounts.option()) + scope, true, false);
    }

    private Plan grouped(Select select, @Nullable ColumnInfo date, String scope) {
        MeasureOption option = amounts.option();
        Frame.Ranking ranking = frame.ranking;
        Frame.Sort sort = frame.sort;
        boolean few = ranking != null && !ranking.descending();
        boolean lowAmounts = frame.filters.stream()
                .anyMatch(filter ->
                        filter instanceof Filter.HowMany(Mention what, Filter.Operator operator, BigDecimal value)
                                && operator.includesZero());
        boolean averages = !option.aggregate().matches("(COUNT|SUM)\\(.*");
        if (averages && !groups.isEmpty() && groups.getFirst().isThings() && frame.timeUnit == null) {
            remarks.add(Sentences.capitalised(groups.getFirst().name()) + " without any value are left out.");
        }
        if ((few || lowAmounts)
                && !averages
                && groups.size() == 1
                && frame.timeUnit == null
                && groups.getFirst().isThings()) {
            return withZeros(groups.getFirst(), select, scope);
        }
        if (ranking == null && !NumbersPlanner.hasAmounts(frame)) {
            select.keepAll();
        }
        TimeUnit unit = frame.timeUnit;
        if (unit != null && date != null) {
            labels++;
            select.column(date);
            select.item(planner.dates().part(date, unit), unit.name().toLowerCase(java.util.Locale.ROOT));
            select.groupBy(planner.dates().part(date, unit));
            if (unit == TimeUnit.WEEKDAY) {
                select.groupBy(planner.dates().partOrder(date, unit));
            }
        }
        addGroups(select, option.alias());
        select.item(value(amounts.sql(), option), option.alias());
        also(select);
        if (frame.share) {
            select.item(dialect.rounded("100.0 * " + amounts.sql() + " / SUM(" + amounts.sql() + ") OVER ()"), PERCENT);
        }
        limitAmounts(select);
        String byMeasure = dialect.name(option.alias());
        boolean descending =
                ranking != null ? ranking.descending() : sort == null || sort.descending() == null || sort.descending();
        if (ranking == null && unit != null && date != null) {
            select.orderBy(planner.dates().partOrder(date, unit));
        }
        if (ranking != null || unit == null) {
            if (sort != null && (sort.byName() || sort.by() != null) && !groups.isEmpty()) {
                groups.getFirst().shown().forEach(column -> select.orderBy(select.column(column) + sort.direction()));
            } else {
                select.orderBy(byMeasure + (descending ? " DESC" : ""));
            }
            groups.stream()
                    .flatMap(group -> group.shown().stream())
                    .limit(1)
                    .forEach(column -> select.orderBy(select.column(column)));
        }
        select.limit(limit());
        if (!groups.isEmpty() && unit != null && ranking == null) {
            groups.getFirst().shown().stream().limit(1).forEach(column -> select.orderBy(select.column(column)));
        }
        boolean series = unit != null && ranking == null && groups.isEmpty();
        String things = unit == null ? names() : Sentences.plural(Sentences.words(unit.name()));
        if (labels > 1 && (unit != null || groups.size() > 1)) {
            things = "combinations of " + (unit == null ? "" : things + " and ") + names();
        }
        return plan(
                select.toSql(),
                series ? Plan.Shape.SERIES : Plan.Shape.GROUPS,
                things,
                option.words(),
                amountWords(option) + scope,
                descending,
                ranking != null);
    }

    /** Things of which there is nothing count as zero, so they come first among the fewest. */
    private Plan withZeros(Group group, Select inner, String scope) {
        MeasureOption option = amounts.option();
        TableInfo table = schema.table(group.table());
        ColumnInfo key = group.keys().getFirst();
        inner.item(inner.column(key), "thing").item(amounts.sql(), "amount").groupBy(inner.column(key));
        Select outer = new Select(schema, dialect, table.name());
        show(outer, group, option.alias());
        String amount = "COALESCE(per_thing.amount, 0)";
        outer.item(value(amount, option), option.alias());
        outer.join(
                "LEFT JOIN (\n" + inner.toSql().indent(2) + ") AS per_thing ON per_thing.thing = " + outer.column(key));
        for (Filter filter : frame.filters) {
            if (filter instanceof Filter.HowMany(Mention what, Filter.Operator operator, BigDecimal value)) {
                outer.where(amount + " " + operator.sql() + " " + value.toPlainString());
            } else if (filter instanceof Filter.Amount(Filter.Operator operator, BigDecimal value)) {
                outer.where(amount + " " + operator.sql() + " " + value.toPlainString());
            }
        }
        outer.orderBy(dialect.name(option.alias()))
                .orderBy(outer.column(group.shown().getLast()));
        outer.limit(frame.ranking == null ? frame.limit : limit());
        remarks.add(Sentences.capitalised(group.name()) + " without any count as 0.");
        return plan(
                outer.toSql(),
                Plan.Shape.GROUPS,
                group.name(),
                option.words(),
                amountWords(option) + scope,
                false,
                frame.ranking != null);
    }

    private void limitAmounts(Select select) {
        for (Filter filter : frame.filters) {
            if (filter instanceof Filter.Amount(Filter.Operator operator, BigDecimal value)) {
                select.having(amounts.sql() + " " + operator.sql() + " " + value.toPlainString());
            } else if (filter instanceof Filter.HowMany(Mention what, Filter.Operator operator, BigDecimal value)
                    && !(frame.measure instanceof Measure.Count)) {
                select.having(amounts.sql() + " " + operator.sql() + " " + value.toPlainString());
            }
        }
    }

    private String amountWords(MeasureOption option) {
        StringBuilder words = new StringBuilder();
        for (Filter filter : frame.filters) {
            if (filter instanceof Filter.Amount(Filter.Operator operator, BigDecimal value)) {
                words.append(" with ").append(option.words()).append(" of ").append(operator.words());
                words.append(' ').append(value.toPlainString());
            } else if (filter instanceof Filter.HowMany(Mention what, Filter.Operator operator, BigDecimal value)
                    && !(frame.measure instanceof Measure.Count)) {
                words.append(" with ").append(operator.words()).append(' ').append(value.toPlainString());
            }
        }
        return words.toString();
    }

    private void addGroups(Select select, String measureAlias) {
        for (Group group : groups) {
            show(select, group, measureAlias);
            group.shown().forEach(column -> select.groupBy(select.column(column)));
            group.keys().forEach(key -> select.groupBy(select.column(key)));
        }
    }

    /** First and last name become one column. */
    private void show(Select select, Group group, String measureAlias) {
        TableInfo table = schema.table(group.table());
        boolean twoNames = table.label().size() == 2 && group.shown().containsAll(table.label());
        for (ColumnInfo column : group.shown()) {
            if (twoNames && column.equals(table.label().getLast())) {
                continue;
            }
            labels++;
            String alias = alias(group, column);
            String free = alias.equals(measureAlias) ? alias + "_name" : alias;
            if (twoNames && column.equals(table.label().getFirst())) {
                String full = dialect.joined(
                        select.column(column), select.column(table.label().getLast()));
                select.item(full, table.thing());
            } else {
                select.item(select.column(column), free);
            }
        }
    }

    /** Names of things are called after the thing: products.name becomes product. */
    private String alias(Group group, ColumnInfo column) {
        TableInfo table = schema.table(group.table());
        if (column.primaryKey()) {
            return table.thing() + "_id";
        }
        boolean generic = column.name().equals("name") || column.name().equals("title");
        return generic ? table.thing() : column.name();
    }

    private @Nullable Integer limit() {
        if (frame.limit != null || frame.ranking == null) {
            return frame.limit;
        }
        Mention entity =
                frame.asked != null ? frame.asked : !frame.groups.isEmpty() ? frame.groups.getFirst() : frame.subject;
        boolean one = frame.timeUnit != null || (entity == null ? frame.who : !entity.plural());
        return one ? Integer.valueOf(1) : Integer.valueOf(DEFAULT_TOP);
    }

    private String value(String sql, MeasureOption option) {
        return option.decimal() ? dialect.rounded(sql) : sql;
    }

    private String names() {
        return Sentences.all(groups.stream().map(Group::name).toList());
    }

    private Plan plan(
            String sql,
            Plan.Shape shape,
            String things,
            String measure,
            String scope,
            boolean descending,
            boolean ranked) {
        return new Plan(sql, shape, things, measure, scope, remarks, descending, ranked, labels);
    }
}
