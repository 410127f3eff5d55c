package dev.tabletalk.adapter.llm.offline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans questions that are answered by computing: counts, sums, rankings, breakdowns, series, shares, comparisons. */
final class NumbersPlanner {
    private static final int DEFAULT_TOP = 10;
    private static final long MANY_ROWS = 100;
    private final Planner planner;
    private final SchemaMap schema;
    private final SqlDialect dialect;
    private final List<String> remarks = new ArrayList<>();

    NumbersPlanner(Planner planner) {
        this.planner = planner;
        schema = planner.schema();
        dialect = planner.dialect();
    }

    /** What to group by: the columns to show, and what tells groups apart. */
    private record Group(String table, String name, List<ColumnInfo> shown, List<ColumnInfo> keys) {}

    private int labels;

    private record Chosen(MeasureOption option, List<Group> groups) {}

    Plan plan(Frame frame, Measure measure) {
        List<MeasureOption> options = planner.measures().options(measure);
        if (options.isEmpty()) {
            throw Halt.because(nothingFor(measure));
        }
        List<String> anchors = planner.anchors(frame, options);
        List<Mention> grouping = grouping(frame, measure);
        List<Condition> values = new ArrayList<>(planner.conditions().of(frame, anchors));
        values.addAll(planner.flags(frame, anchors));
        if (frame.compares && grouping.isEmpty() && frame.periods.size() < 2) {
            grouping = comparedValues(frame, values);
        }
        Chosen chosen = choose(options, grouping, frame, values, anchors);
        return write(frame, chosen, values, anchors);
    }

    private static String nothingFor(Measure measure) {
        return switch (measure) {
            case Measure.Count(Mention what, boolean distinct) ->
                "I found nothing called \"" + what.text() + "\" to count.";
            case Measure.Of(Measure.Function function, Mention column) ->
                "\"" + column.text() + "\" is not a column of numbers, so I cannot compute with it.";
            case Measure.Business(Measure.Concept concept) ->
                switch (concept) {
                    case REVENUE, AVERAGE_ORDER -> "I found no column that holds amounts of money for sales.";
                    case PROFIT -> "For a profit I need a price, a quantity and a cost, and I did not find all three.";
                    case UNITS -> "I found no column that holds how many pieces were sold.";
                };
        };
    }

    /** "compare Germany and France": the values are of one column, which groups. */
    private List<Mention> comparedValues(Frame frame, List<Condition> values) {
        for (Condition value : values) {
            if (value.sql().contains(" OR ") || value.sql().contains(" IN (")) {
                for (String table : value.tables()) {
                    for (ColumnInfo column : schema.table(table).columns()) {
                        if (value.column().equals(schema.table(table).shortName() + "." + column.name())) {
                            frame.groups.add(new Mention(column.name(), List.of(), List.of(column), false, false));
                            return frame.groups;
                        }
                    }
                }
            }
        }
        return List.of();
    }

    private List<Mention> grouping(Frame frame, Measure measure) {
        List<Mention> grouping = new ArrayList<>(frame.groups);
        Mention asked = frame.asked;
        boolean countsAsked = measure instanceof Measure.Count(Mention what, boolean distinct) && what.equals(asked);
        if (asked != null && !countsAsked && !grouping.contains(asked)) {
            grouping.addFirst(asked);
        }
        if (frame.countOver != null) {
            grouping.add(frame.countOver);
        }
        boolean perThing = frame.ranking != null || hasAmounts(frame);
        if (grouping.isEmpty() && perThing && frame.timeUnit == null) {
            boolean countsSubject =
                    measure instanceof Measure.Count(Mention what, boolean distinct) && what.equals(frame.subject);
            if (frame.subject != null && !countsSubject) {
                grouping.add(frame.subject);
            } else if (!frame.outputs.isEmpty() && frame.ranking != null) {
                grouping.add(frame.outputs.removeFirst());
            }
        }
        if (frame.who && grouping.stream().noneMatch(Mention::isTable) && frame.ranking != null) {
            grouping.add(doers(frame, measure));
        }
        return grouping;
    }

    private static boolean hasAmounts(Frame frame) {
        return frame.filters.stream()
                .anyMatch(filter -> filter instanceof Filter.Amount
                        || (filter instanceof Filter.HowMany && !(frame.measure instanceof Measure.Count)));
    }

    private Mention doers(Frame frame, Measure measure) {
        boolean sellers =
                measure instanceof Measure.Business(Measure.Concept concept) && concept == Measure.Concept.UNITS;
        List<String> events = new ArrayList<>();
        frame.actions.forEach(
                action -> planner.actionTable(action, List.of()).ifPresent(table -> events.add(table.name())));
        if (events.isEmpty()) {
            planner.measures().options(measure).forEach(option -> events.add(option.base()));
        }
        return planner.people(events, sellers);
    }

    /** The way to compute whose tables can be grouped and filtered with the fewest joins. */
    private Chosen choose(
            List<MeasureOption> options,
            List<Mention> grouping,
            Frame frame,
            List<Condition> values,
            List<String> anchors) {
        @Nullable Chosen best = null;
        double lowest = Double.MAX_VALUE;
        for (MeasureOption option : options) {
            List<String> near = new ArrayList<>(List.of(option.base()));
            near.addAll(anchors);
            List<Group> groups =
                    grouping.stream().map(mention -> group(mention, near)).toList();
            double cost = option.cost();
            cost += planner.choice().distance(option.base(), anchors) * 0.5;
            for (Group group : groups) {
                cost += schema.way(option.base(), group.table())
                        .map(way -> way.size() * 0.3)
                        .orElse(100.0);
            }
            for (Condition value : values) {
                for (String table : value.tables()) {
                    cost += schema.way(option.base(), table)
                            .map(way -> way.size() * 0.3)
                            .orElse(5.0);
                }
            }
            boolean needsDate = !frame.periods.isEmpty() || frame.timeUnit != null;
            if (needsDate && planner.dates().of(option.base()).isEmpty()) {
                cost += 20;
            }
            if (cost < lowest) {
                lowest = cost;
                best = new Chosen(option, groups);
            }
        }
        if (best == null) {
            throw new IllegalStateException("There was no way to compute to choose from.");
        }
        return best;
    }

    private Group group(Mention mention, List<String> near) {
        Optional<ColumnInfo> own = planner.choice()
                .column(
                        mention.columns(),
                        near,
                        column -> !mention.isTable() || schema.tableOf(column).view());
        if (!mention.isTable() && own.isPresent()) {
            ColumnInfo column = own.get();
            return new Group(
                    column.table(), Sentences.plural(Sentences.words(column.name())), List.of(column), List.of(column));
        }
        TableInfo table = planner.choice()
                .table(mention.tables(), near)
                .orElseThrow(() -> Halt.because("I do not know how to group by \"" + mention.text() + "\"."));
        List<ColumnInfo> shown = new ArrayList<>();
        boolean many = table.rows() != null && table.rows() > MANY_ROWS;
        if (many && table.primaryKey().size() == 1 && !table.label().equals(table.primaryKey())) {
            shown.addAll(table.primaryKey());
        }
        shown.addAll(table.label());
        List<ColumnInfo> keys = table.primaryKey().isEmpty() ? table.label() : table.primaryKey();
        return new Group(table.name(), table.things(), shown, keys);
    }

    private Plan write(Frame frame, Chosen chosen, List<Condition> values, List<String> anchors) {
        if (chosen.groups().isEmpty() && hasAmounts(frame)) {
            throw Halt.because("I do not see of which things each has to reach that number.");
        }
        if (!frame.outputs.isEmpty() && frame.outputs.stream().anyMatch(output -> !isUsed(output, values))) {
            String unused = Sentences.all(frame.outputs.stream()
                    .filter(output -> !isUsed(output, values))
                    .map(output -> "\"" + output.text() + "\"")
                    .toList());
            remarks.add("I made no use of " + unused + ".");
        }
        MeasureOption option = chosen.option();
        TableInfo base = schema.table(option.base());
        String root = base.name();
        String aggregate = option.aggregate();
        Set<String> groupTables = new LinkedHashSet<>();
        chosen.groups().forEach(group -> groupTables.add(group.table()));
        if (!schema.ways(root).keySet().containsAll(groupTables)) {
            Set<String> wanted = new LinkedHashSet<>(groupTables);
            wanted.add(root);
            if (!aggregate.equals("COUNT(*)") || option.inner().isEmpty()) {
                throw cannotRelate(base, groupTables);
            }
            root = schema.detailOf(wanted)
                    .orElseThrow(() -> cannotRelate(base, groupTables))
                    .name();
            aggregate = "COUNT(DISTINCT " + option.inner() + ")";
        }
        Select select = new Select(schema, dialect, root).need(option.tables()).need(List.of(base.name()));
        List<Condition> all = new ArrayList<>(values);
        boolean sharesPart = frame.share && chosen.groups().isEmpty() && frame.timeUnit == null;
        boolean absentEvents = frame.filters.stream()
                .anyMatch(filter -> filter instanceof Filter.Presence(Mention what, boolean present)
                        && !present
                        && (what.isTable() || FrameReader.SOLD.equals(what))
                        && what.verb());
        List<Condition> presences = planner.presences(frame, base, List.of());
        List<Condition> parts = new ArrayList<>(presences);
        List<Condition> rest = new ArrayList<>();
        Set<String> reachable = schema.ways(root).keySet();
        for (Condition condition : all) {
            (reachable.containsAll(condition.tables()) ? parts : rest).add(condition);
        }
        List<Period> periods = absentEvents ? List.of() : frame.periods;
        Set<String> actionTables = actionTables(frame, root, reachable, anchors);
        List<Condition> restPresent =
                rest.stream().filter(condition -> !condition.absent()).toList();
        List<Condition> restAbsent = rest.stream().filter(Condition::absent).toList();
        boolean eventsElsewhere = !actionTables.isEmpty();
        List<String> words = new ArrayList<>();
        if (eventsElsewhere || !restPresent.isEmpty()) {
            List<Period> inside = eventsElsewhere ? periods : List.of();
            parts.add(new Condition(
                    Set.of(base.name()),
                    "",
                    planner.conditions().exists(base, actionTables, restPresent, inside, true, null),
                    eventWords(actionTables, restPresent),
                    false));
            periods = eventsElsewhere ? List.of() : periods;
        }
        if (!restAbsent.isEmpty()) {
            parts.add(new Condition(
                    Set.of(base.name()),
                    "",
                    planner.conditions().exists(base, Set.of(), restAbsent, List.of(), false, null),
                    Sentences.all(restAbsent.stream().map(Condition::words).toList()),
                    true));
        }
        howManyInside(frame, base).forEach(parts::add);
        parts.forEach(condition -> words.add(condition.words()));
        if (!sharesPart) {
            parts.forEach(condition -> select.need(condition.tables()).where(condition.sql()));
        }
        if (option.business()) {
            List<String> filtered = values.stream().map(Condition::column).toList();
            planner.statusRule().forSales(root, filtered).ifPresent(status -> {
                select.need(status.tables()).where(status.sql());
                remarks.add(status.words());
            });
        }
        ColumnInfo date = date(frame, select, periods, anchors, base);
        if (date != null && !periods.isEmpty()) {
            select.column(date);
            select.where(planner.dates().withinAny(date, periods));
            tellDate(date, base);
        }
        String scope = scope(words, frame.periods);
        return shape(frame, chosen, select, new Amounts(aggregate, option), parts, date, periods, scope, sharesPart);
    }

    /** @param sql the aggregate for this root */
    private record Amounts(String sql, MeasureOption option) {
        /** The same over the rows only that meet a condition. */
        String over(String condition) {
            if (option.aggregate().equals("COUNT(*)")) {
                return sql.startsWith("COUNT(DISTINCT")
                        ? "COUNT(DISTINCT CASE WHEN " + condition + " THEN " + option.inner() + " END)"
                        : "COUNT(CASE WHEN " + condition + " THEN 1 END)";
            }
            String function = option.aggregate().substring(0, option.aggregate().indexOf('('));
            boolean distinct = option.aggregate().startsWith("COUNT(DISTINCT ");
            return function + "(" + (distinct ? "DISTINCT " : "") + "CASE WHEN " + condition + " THEN " + option.inner()
                    + " END)";
        }
    }

    private Plan shape(
            Frame frame,
            Chosen chosen,
            Select select,
            Amounts amounts,
            List<Condition> parts,
            @Nullable ColumnInfo date,
            List<Period> periods,
            String scope,
            boolean sharesPart) {
        if (sharesPart) {
            return share(select, amounts, parts, scope);
        }
        if (frame.compares && periods.size() > 1 && date != null && frame.timeUnit == null) {
            return comparison(frame, chosen, select, amounts, date, periods, scope);
        }
        boolean perEach = frame.averagePerGroup && (chosen.groups().size() == 1 || frame.timeUnit != null);
        if (perEach) {
            return averagePerGroup(frame, chosen, select, amounts, date, scope);
        }
        if (chosen.groups().isEmpty() && frame.timeUnit == null) {
            return single(frame, select, amounts, scope);
        }
        if (frame.countOver != null) {
            return countOver(frame, chosen, select, amounts, scope);
        }
        return grouped(frame, chosen, select, amounts, date, scope);
    }

    private Plan single(Frame frame, Select select, Amounts amounts, String scope) {
        MeasureOption option = amounts.option();
        select.item(value(amounts.sql(), option), option.alias());
        also(frame, select);
        Plan.Shape shape = frame.whether ? Plan.Shape.WHETHER : Plan.Shape.NUMBER;
        return plan(select.toSql(), shape, option.words(), option.words(), scope, true, false);
    }

    /** Further functions of the same column. */
    private void also(Frame frame, Select select) {
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

    private Plan share(Select select, Amounts amounts, List<Condition> parts, String scope) {
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
        select.item(dialect.rounded("100.0 * " + part + " / NULLIF(" + amounts.sql() + ", 0)"), "percent");
        return plan(select.toSql(), Plan.Shape.SHARE, option.words(), option.words(), scope, true, false);
    }

    private Plan comparison(
            Frame frame,
            Chosen chosen,
            Select select,
            Amounts amounts,
            ColumnInfo date,
            List<Period> periods,
            String scope) {
        MeasureOption option = amounts.option();
        String measureName = option.alias();
        if (chosen.groups().isEmpty()) {
            StringBuilder cases = new StringBuilder("CASE");
            for (Period period : periods) {
                cases.append(" WHEN ")
                        .append(planner.dates().within(date, period))
                        .append(" THEN ")
                        .append(SqlDialect.text(period.label()));
            }
            cases.append(" END");
            select.item(cases.toString(), "period").item(value(amounts.sql(), option), measureName);
            labels = 1;
            select.groupBy("1").orderBy("MIN(" + planner.dates().moment(date) + ")");
            return plan(select.toSql(), Plan.Shape.PERIODS, option.words(), option.words(), scope, true, false);
        }
        addGroups(select, chosen.groups(), measureName);
        for (Period period : periods) {
            select.item(value(amounts.over(planner.dates().within(date, period)), option), period.label());
        }
        select.orderBy(
                chosen.groups().stream().mapToInt(group -> group.shown().size()).sum() + 1 + " DESC");
        select.limit(frame.limit);
        return plan(select.toSql(), Plan.Shape.GROUPS, names(chosen.groups()), option.words(), scope, true, false);
    }

    private Plan averagePerGroup(
            Frame frame, Chosen chosen, Select select, Amounts amounts, @Nullable ColumnInfo date, String scope) {
        select.item(amounts.sql(), "amount");
        for (Group group : chosen.groups()) {
            group.keys().forEach(key -> select.groupBy(select.column(key)));
        }
        String per = chosen.groups().isEmpty()
                ? ""
                : Words.singular(chosen.groups().getFirst().name());
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

    private Plan countOver(Frame frame, Chosen chosen, Select select, Amounts amounts, String scope) {
        for (Group group : chosen.groups()) {
            group.keys()
                    .forEach(key -> select.item(select.column(key), key.name()).groupBy(select.column(key)));
        }
        amounts(frame, select, amounts);
        String things = names(chosen.groups());
        String sql = "SELECT COUNT(*) AS " + dialect.name(Words.singular(things).replace(' ', '_') + "_count")
                + "\nFROM (\n" + select.toSql().indent(2) + ") AS each_one";
        return plan(sql, Plan.Shape.NUMBER, things, things, amountWords(frame, amounts.option()) + scope, true, false);
    }

    private Plan grouped(
            Frame frame, Chosen chosen, Select select, Amounts amounts, @Nullable ColumnInfo date, String scope) {
        MeasureOption option = amounts.option();
        Frame.Ranking ranking = frame.ranking;
        Frame.Sort sort = frame.sort;
        boolean few = ranking != null && !ranking.descending();
        boolean lowAmounts = frame.filters.stream()
                .anyMatch(filter ->
                        filter instanceof Filter.HowMany(Mention what, Filter.Operator operator, BigDecimal value)
                                && operator.includesZero());
        if ((few || lowAmounts)
                && chosen.groups().size() == 1
                && frame.timeUnit == null
                && isThings(chosen.groups().getFirst())) {
            return withZeros(frame, chosen.groups().getFirst(), select, amounts, scope);
        }
        if (ranking == null && !hasAmounts(frame)) {
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
        addGroups(select, chosen.groups(), option.alias());
        select.item(value(amounts.sql(), option), option.alias());
        also(frame, select);
        if (frame.share) {
            select.item(
                    dialect.rounded("100.0 * " + amounts.sql() + " / SUM(" + amounts.sql() + ") OVER ()"), "percent");
        }
        amounts(frame, select, amounts);
        String byMeasure = dialect.name(option.alias());
        boolean descending =
                ranking != null ? ranking.descending() : sort == null || sort.descending() == null || sort.descending();
        if (ranking == null && unit != null && date != null) {
            select.orderBy(planner.dates().partOrder(date, unit));
        }
        if (ranking != null || unit == null) {
            if (sort != null
                    && (sort.byName() || sort.by() != null)
                    && !chosen.groups().isEmpty()) {
                chosen.groups()
                        .getFirst()
                        .shown()
                        .forEach(column -> select.orderBy(select.column(column) + sort.direction()));
            } else {
                select.orderBy(byMeasure + (descending ? " DESC" : ""));
            }
            chosen.groups().stream()
                    .flatMap(group -> group.shown().stream())
                    .limit(1)
                    .forEach(column -> select.orderBy(select.column(column)));
        }
        select.limit(limit(frame));
        if (!chosen.groups().isEmpty() && unit != null && ranking == null) {
            chosen.groups().getFirst().shown().stream()
                    .limit(1)
                    .forEach(column -> select.orderBy(select.column(column)));
        }
        boolean series = unit != null && ranking == null && chosen.groups().isEmpty();
        String things = unit == null ? names(chosen.groups()) : Sentences.plural(Sentences.words(unit.name()));
        if (labels > 1 && (unit != null || chosen.groups().size() > 1)) {
            things = "combinations of " + (unit == null ? "" : things + " and ") + names(chosen.groups());
        }
        return plan(
                select.toSql(),
                series ? Plan.Shape.SERIES : Plan.Shape.GROUPS,
                things,
                option.words(),
                amountWords(frame, option) + scope,
                descending,
                ranking != null);
    }

    /** Things of which there is nothing count as zero, so they come first among the fewest. */
    private Plan withZeros(Frame frame, Group group, Select inner, Amounts amounts, String scope) {
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
        outer.limit(frame.ranking == null ? frame.limit : limit(frame));
        remarks.add(Sentences.capitalised(group.name()) + " without any count as 0.");
        return plan(
                outer.toSql(),
                Plan.Shape.GROUPS,
                group.name(),
                option.words(),
                amountWords(frame, option) + scope,
                false,
                frame.ranking != null);
    }

    /** Flags and dates told which rows count; other columns should have been shown. */
    private static boolean isUsed(Mention output, List<Condition> values) {
        return output.isFlag()
                || output.columns().stream().anyMatch(ColumnInfo::isTime)
                || output.columns().stream()
                        .anyMatch(column ->
                                values.stream().anyMatch(value -> value.column().endsWith("." + column.name())));
    }

    private boolean isThings(Group group) {
        return group.keys().size() == 1 && group.keys().getFirst().primaryKey();
    }

    private static void amounts(Frame frame, Select select, Amounts amounts) {
        for (Filter filter : frame.filters) {
            if (filter instanceof Filter.Amount(Filter.Operator operator, BigDecimal value)) {
                select.having(amounts.sql() + " " + operator.sql() + " " + value.toPlainString());
            } else if (filter instanceof Filter.HowMany(Mention what, Filter.Operator operator, BigDecimal value)
                    && !(frame.measure instanceof Measure.Count)) {
                select.having(amounts.sql() + " " + operator.sql() + " " + value.toPlainString());
            }
        }
    }

    private static String amountWords(Frame frame, MeasureOption option) {
        StringBuilder words = new StringBuilder();
        for (Filter filter : frame.filters) {
            if (filter instanceof Filter.Amount(Filter.Operator operator, BigDecimal value)) {
                words.append(" with ")
                        .append(option.words())
                        .append(' ')
                        .append(operator.sql())
                        .append(' ')
                        .append(value.toPlainString());
            } else if (filter instanceof Filter.HowMany(Mention what, Filter.Operator operator, BigDecimal value)
                    && !(frame.measure instanceof Measure.Count)) {
                words.append(" with ")
                        .append(what.text())
                        .append(' ')
                        .append(operator.sql())
                        .append(' ')
                        .append(value.toPlainString());
            }
        }
        return words.toString();
    }

    /** "how many customers have more than 20 orders": the amounts are a condition on what is counted. */
    private List<Condition> howManyInside(Frame frame, TableInfo base) {
        List<Condition> found = new ArrayList<>();
        if (!(frame.measure instanceof Measure.Count)) {
            return found;
        }
        for (Filter filter : frame.filters) {
            if (filter instanceof Filter.HowMany(Mention what, Filter.Operator operator, BigDecimal value)) {
                TableInfo other = planner.actionTable(what, List.of(base.name()))
                        .orElseThrow(() -> Halt.because("I cannot count \"" + what.text() + "\" here."));
                boolean few = operator.includesZero();
                String opposite = operator == Filter.Operator.LESS ? ">=" : ">";
                String having = "COUNT(*) " + (few ? opposite : operator.sql()) + " " + value.toPlainString();
                found.add(new Condition(
                        Set.of(base.name()),
                        "",
                        planner.conditions().exists(base, Set.of(other.name()), List.of(), List.of(), !few, having),
                        what.text() + " " + operator.sql() + " " + value.toPlainString(),
                        false));
            }
        }
        return found;
    }

    private void addGroups(Select select, List<Group> groups, String measureAlias) {
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
                String full = select.column(column) + " || ' ' || "
                        + select.column(table.label().getLast());
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

    private @Nullable Integer limit(Frame frame) {
        if (frame.limit != null || frame.ranking == null) {
            return frame.limit;
        }
        Mention entity =
                frame.asked != null ? frame.asked : !frame.groups.isEmpty() ? frame.groups.getFirst() : frame.subject;
        boolean one = frame.timeUnit != null || (entity == null ? frame.who : !entity.plural());
        return one ? Integer.valueOf(1) : Integer.valueOf(DEFAULT_TOP);
    }

    private @Nullable ColumnInfo date(
            Frame frame, Select select, List<Period> periods, List<String> anchors, TableInfo base) {
        if (periods.isEmpty() && frame.timeUnit == null) {
            return null;
        }
        Set<String> reachable = schema.ways(select.root()).keySet();
        return planner.namedDate(frame, anchors)
                .filter(column -> reachable.contains(column.table()))
                .or(() -> planner.dates().of(select.root()))
                .orElseThrow(() -> Conditions.noDate(base));
    }

    private void tellDate(ColumnInfo date, TableInfo base) {
        if (base.columns(ColumnInfo::isTime).size() > 1 || base.links().isEmpty()) {
            remarks.add("The period is taken from `" + schema.tableOf(date).shortName() + "." + date.name() + "`.");
        }
    }

    /** Tables of things done that the root does not lead to. */
    private Set<String> actionTables(Frame frame, String root, Set<String> reachable, List<String> anchors) {
        Set<String> tables = new LinkedHashSet<>();
        for (Mention action : frame.actions) {
            boolean counted =
                    frame.measure instanceof Measure.Count(Mention what, boolean distinct) && what.equals(action);
            boolean dateOnly = !action.isTable() && !FrameReader.SOLD.equals(action);
            if (counted || dateOnly) {
                continue;
            }
            planner.actionTable(action, anchors)
                    .map(TableInfo::name)
                    .filter(table -> !reachable.contains(table) && !table.equals(root))
                    .ifPresent(tables::add);
        }
        return tables;
    }

    private String eventWords(Set<String> tables, List<Condition> values) {
        List<String> words = new ArrayList<>();
        tables.forEach(
                table -> words.add("with " + Sentences.words(schema.table(table).shortName())));
        values.forEach(value -> words.add(value.words()));
        return Sentences.all(words);
    }

    static String scope(List<String> words, List<Period> periods) {
        StringBuilder scope = new StringBuilder();
        if (!words.isEmpty()) {
            scope.append(" where ").append(Sentences.all(words));
        }
        if (!periods.isEmpty()) {
            scope.append(' ').append(Dates.words(periods));
        }
        return scope.toString().replace("where with ", "with ").replace("where without ", "without ");
    }

    private String value(String sql, MeasureOption option) {
        return option.decimal() ? dialect.rounded(sql) : sql;
    }

    private static String names(List<Group> groups) {
        return Sentences.all(groups.stream().map(Group::name).toList());
    }

    private Halt cannotRelate(TableInfo base, Set<String> groups) {
        return Halt.because("I see no foreign keys that lead from " + Sentences.words(base.shortName()) + " to "
                + Sentences.all(groups.stream().map(Sentences::words).toList())
                + ", so I cannot break it down like that.");
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
