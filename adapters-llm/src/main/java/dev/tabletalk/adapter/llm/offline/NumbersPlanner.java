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

    private record Chosen(MeasureOption option, List<Group> groups) {}

    Plan plan(Frame frame, Measure measure) {
        List<MeasureOption> options = planner.measures().options(measure);
        if (options.isEmpty()) {
            throw Halt.because(nothingFor(measure));
        }
        List<String> anchors = planner.anchors(frame, options);
        refuseFirstOfEach(frame, measure);
        List<Mention> grouping = grouping(frame, measure);
        List<Condition> values = new ArrayList<>(planner.conditions().of(frame, anchors));
        values.addAll(planner.flags(frame, anchors));
        if (frame.compares && grouping.isEmpty() && frame.periods.size() < 2) {
            grouping = comparedValues(frame, values);
        }
        Chosen chosen = choose(options, grouping, frame, values, anchors);
        return write(frame, chosen, values, anchors);
    }

    /** "the best-selling product in each category" would need a ranking within each group. */
    private static void refuseFirstOfEach(Frame frame, Measure measure) {
        Mention thing = frame.asked != null ? frame.asked : frame.subject;
        boolean counted = measure instanceof Measure.Count(Mention what, boolean distinct) && what.equals(thing);
        boolean grouped = frame.timeUnit != null || frame.groups.stream().anyMatch(group -> !group.equals(thing));
        if (frame.ranking != null && frame.perEach && thing != null && !counted && grouped) {
            throw Halt.because("I cannot rank " + Sentences.plural(thing.text())
                    + " within each group by a number that has to be computed first. Ask for one group at a time.");
        }
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

    static boolean hasAmounts(Frame frame) {
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
        tellUnused(frame, values);
        MeasureOption option = chosen.option();
        TableInfo base = schema.table(option.base());
        Amounts amounts = amounts(option, chosen.groups());
        Select select = new Select(schema, dialect, amounts.root())
                .need(option.tables())
                .need(List.of(base.name()));
        Scope scope = scope(frame, base, amounts.root(), values, anchors);
        boolean sharesPart = frame.share && chosen.groups().isEmpty() && frame.timeUnit == null;
        if (!sharesPart) {
            scope.parts().forEach(part -> select.need(part.tables()).where(part.sql()));
        }
        if (option.business()) {
            List<String> filtered = values.stream().map(Condition::column).toList();
            planner.statusRule().forSales(amounts.root(), filtered).ifPresent(status -> {
                select.need(status.tables()).where(status.sql());
                remarks.add(status.words());
            });
        }
        ColumnInfo date = date(frame, amounts.root(), scope.periods(), anchors, base);
        if (date != null && !scope.periods().isEmpty()) {
            select.column(date);
            select.where(planner.dates().withinAny(date, scope.periods()));
            tellDate(date, base);
            if (frame.compares || frame.trend || frame.timeUnit != null) {
                planner.startOfData(date, scope.periods()).ifPresent(remarks::add);
            }
        }
        List<String> words = scope.parts().stream().map(Condition::words).toList();
        return new NumbersWriter(planner, frame, chosen.groups(), amounts, remarks)
                .write(select, scope.parts(), date, scope.periods(), words(words, frame.periods), sharesPart);
    }

    /** Where groups are not what the rows belong to, rows in between are read and things counted once. */
    private Amounts amounts(MeasureOption option, List<Group> groups) {
        Set<String> groupTables = new LinkedHashSet<>();
        groups.forEach(group -> groupTables.add(group.table()));
        if (schema.ways(option.base()).keySet().containsAll(groupTables)) {
            return new Amounts(option.base(), option.aggregate(), option);
        }
        TableInfo base = schema.table(option.base());
        if (!option.aggregate().equals("COUNT(*)") || option.inner().isEmpty()) {
            throw cannotRelate(base, groupTables);
        }
        Set<String> wanted = new LinkedHashSet<>(groupTables);
        wanted.add(option.base());
        TableInfo root = schema.detailOf(wanted).orElseThrow(() -> cannotRelate(base, groupTables));
        return new Amounts(root.name(), "COUNT(DISTINCT " + option.inner() + ")", option);
    }

    /**
     * What limits the rows.
     *
     * @param periods those that still apply to the rows themselves, not to things done elsewhere
     */
    private record Scope(List<Condition> parts, List<Period> periods) {}

    private Scope scope(Frame frame, TableInfo base, String root, List<Condition> values, List<String> anchors) {
        Set<String> reachable = schema.ways(root).keySet();
        List<Condition> parts = new ArrayList<>();
        List<Condition> elsewhere = new ArrayList<>();
        List<Condition> notElsewhere = new ArrayList<>();
        for (Condition value : values) {
            if (reachable.containsAll(value.tables())) {
                parts.add(value);
            } else {
                (value.absent() ? notElsewhere : elsewhere).add(value);
            }
        }
        boolean notDone = frame.filters.stream().anyMatch(NumbersPlanner::isNotDone);
        parts.addAll(planner.presences(frame, base, notDone ? elsewhere : List.of()));
        List<Condition> counted = howMany(frame, base);
        parts.addAll(counted);
        Set<String> actions = actionTables(frame, root, reachable, anchors);
        boolean timeElsewhere = notDone || !counted.isEmpty() || !actions.isEmpty();
        if (!actions.isEmpty() || (!elsewhere.isEmpty() && !notDone)) {
            List<Period> inside = actions.isEmpty() ? List.of() : frame.periods;
            String sql = planner.conditions().exists(base, actions, elsewhere, inside, true, null);
            parts.add(new Condition(Set.of(base.name()), "", sql, eventWords(actions, elsewhere), false));
        }
        if (!notElsewhere.isEmpty()) {
            String sql = planner.conditions().exists(base, Set.of(), notElsewhere, List.of(), false, null);
            parts.add(new Condition(Set.of(base.name()), "", sql, eventWords(Set.of(), notElsewhere), true));
        }
        return new Scope(parts, timeElsewhere ? List.of() : frame.periods);
    }

    private static boolean isNotDone(Filter filter) {
        return filter instanceof Filter.Presence(Mention what, boolean present)
                && !present
                && what.verb()
                && (what.isTable() || Mention.SOLD.equals(what));
    }

    /** "how many customers have more than 20 orders": the amounts are a condition on what is counted. */
    private List<Condition> howMany(Frame frame, TableInfo base) {
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
                        planner.conditions().exists(base, Set.of(other.name()), List.of(), frame.periods, !few, having),
                        "with " + operator.words() + " " + value.toPlainString() + " " + other.things(),
                        false));
            }
        }
        return found;
    }

    private void tellUnused(Frame frame, List<Condition> values) {
        List<String> unused = frame.outputs.stream()
                .filter(output -> !isUsed(output, values))
                .map(output -> "\"" + output.text() + "\"")
                .toList();
        if (!unused.isEmpty()) {
            remarks.add("I made no use of " + Sentences.all(unused) + ".");
        }
    }

    /** Flags and dates told which rows count; other columns should have been shown. */
    private static boolean isUsed(Mention output, List<Condition> values) {
        return output.isFlag()
                || output.columns().stream().anyMatch(ColumnInfo::isTime)
                || output.columns().stream()
                        .anyMatch(column ->
                                values.stream().anyMatch(value -> value.column().endsWith("." + column.name())));
    }

    private @Nullable ColumnInfo date(
            Frame frame, String root, List<Period> periods, List<String> anchors, TableInfo base) {
        if (periods.isEmpty() && frame.timeUnit == null) {
            return null;
        }
        Set<String> reachable = schema.ways(root).keySet();
        return planner.namedDate(frame, anchors)
                .filter(column -> reachable.contains(column.table()))
                .or(() -> planner.dates().of(root))
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
            boolean dateOnly = !action.isTable() && !Mention.SOLD.equals(action);
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

    static String words(List<String> words, List<Period> periods) {
        StringBuilder scope = new StringBuilder();
        if (!words.isEmpty()) {
            scope.append(" where ").append(Sentences.all(words));
        }
        if (!periods.isEmpty()) {
            scope.append(' ').append(Dates.words(periods));
        }
        return scope.toString().replace("where with ", "with ").replace("where without ", "without ");
    }

    private Halt cannotRelate(TableInfo base, Set<String> groups) {
        return Halt.because("I see no foreign keys that lead from " + Sentences.words(base.shortName()) + " to "
                + Sentences.all(groups.stream().map(Sentences::words).toList())
                + ", so I cannot break it down like that.");
    }
}
