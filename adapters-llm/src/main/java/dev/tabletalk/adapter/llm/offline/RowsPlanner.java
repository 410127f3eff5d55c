package dev.tabletalk.adapter.llm.offline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans questions that are answered by rows as they are: lists, details, the first ones of an order. */
final class RowsPlanner {
    private static final int DEFAULT_TOP = 10;

    private final Planner planner;
    private final SchemaMap schema;
    private final SqlDialect dialect;
    private final List<String> remarks = new ArrayList<>();
    private final List<ColumnInfo> namedRoles = new ArrayList<>();

    RowsPlanner(Planner planner) {
        this.planner = planner;
        schema = planner.schema();
        dialect = planner.dialect();
    }

    Plan plan(Frame frame) {
        List<Condition> values = new ArrayList<>();
        TableInfo subject = subject(frame, values);
        List<String> anchors = new ArrayList<>(List.of(subject.name()));
        planner.anchors(frame, List.of()).stream()
                .filter(name -> !name.equals(subject.name()))
                .forEach(anchors::add);
        if (values.isEmpty()) {
            values.addAll(planner.conditions().of(frame, anchors));
        }
        values.addAll(planner.flags(frame, anchors));
        if (frame.subject == null && frame.asked == null && values.isEmpty() && isOnlyColumn(frame, subject)) {
            return distinct(frame, subject);
        }
        Select select = new Select(schema, dialect, subject.name());
        List<String> words = filter(frame, subject, select, values, anchors);
        items(frame, subject, select);
        boolean ranked = order(frame, subject, select);
        Plan.Shape shape = frame.whether ? Plan.Shape.WHETHER : Plan.Shape.ROWS;
        String things = subject.view() ? "rows of " + Sentences.words(subject.shortName()) : subject.things();
        String scope = NumbersPlanner.words(words, frame.periods);
        if (frame.whether) {
            Select count = new Select(schema, dialect, subject.name());
            filter(frame, subject, count, values, anchors);
            count.item("COUNT(*)", subject.thing() + "_count");
            return new Plan(count.toSql(), shape, things, things, scope, remarks, true, false, 0);
        }
        String sql = frame.ranking != null && !frame.groups.isEmpty()
                ? firstOfEach(frame, frame.ranking, subject, select)
                : select.toSql();
        return new Plan(sql, shape, things, "", scope, remarks, true, ranked, 0);
    }

    /** The first rows of each group instead of the first of all. */
    private String firstOfEach(Frame frame, Frame.Ranking ranking, TableInfo subject, Select select) {
        List<String> keys = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        List<String> order = new ArrayList<>();
        for (Mention group : frame.groups) {
            ColumnInfo column = group.isTable()
                    ? label(group, subject)
                    : planner.choice()
                            .column(
                                    group.columns(),
                                    List.of(subject.name()),
                                    any -> schema.way(subject.name(), any.table())
                                            .isPresent())
                            .orElseThrow(() -> cannotGroup(group));
            List<ColumnInfo> key = group.isTable() ? schema.tableOf(column).primaryKey() : List.of(column);
            (key.isEmpty() ? List.of(column) : key).forEach(part -> keys.add(select.column(part)));
            groups.add(group.text());
            boolean own = column.table().equals(subject.name());
            String alias = own ? column.name() : schema.tableOf(column).thing() + "_" + column.name();
            if (!select.names().contains(dialect.name(alias))) {
                select.item(select.column(column), alias);
            }
            order.add(dialect.name(alias));
        }
        ColumnInfo by = ranked(ranking, subject);
        String direction = isDescending(ranking, by) ? " DESC" : "";
        int most = frame.limit == null ? 1 : frame.limit;
        String place = "RANK() OVER (PARTITION BY " + String.join(", ", keys) + " ORDER BY " + select.column(by)
                + direction + ")";
        List<String> names = select.names();
        select.item(place, "place_in_group").limit(null).noOrder();
        remarks.add(
                "For each " + Sentences.all(groups.stream().map(Words::singular).toList())
                        + " by itself; those that share a place are all shown.");
        return "SELECT " + String.join(", ", names) + "\nFROM (\n"
                + select.toSql().indent(2)
                + ") AS ranked\nWHERE place_in_group <= " + most + "\nORDER BY " + String.join(", ", order)
                + ", place_in_group";
    }

    private ColumnInfo label(Mention group, TableInfo subject) {
        return group.tables().stream()
                .filter(table -> schema.way(subject.name(), table.name()).isPresent())
                .findFirst()
                .map(table -> table.label().getFirst())
                .orElseThrow(() -> cannotGroup(group));
    }

    private static Halt cannotGroup(Mention group) {
        return Halt.because("I do not see how to group these by \"" + group.text() + "\".");
    }

    private static boolean isDescending(Frame.Ranking ranking, ColumnInfo column) {
        boolean reversed = ranking.attribute() == Attribute.AGE && column.isNumber();
        return reversed != ranking.descending();
    }

    private TableInfo subject(Frame frame, List<Condition> values) {
        Optional<TableInfo> main = planner.mainTable(frame);
        if (main.isPresent()) {
            return main.get();
        }
        List<String> events = frame.actions.stream()
                .flatMap(action -> planner.actionTable(action, List.of()).stream())
                .map(TableInfo::name)
                .toList();
        if (frame.who && !events.isEmpty()) {
            return planner.people(events, false).tables().getFirst();
        }
        List<String> around = new ArrayList<>();
        frame.outputs.forEach(output -> output.columns().forEach(column -> around.add(column.table())));
        frame.actions.forEach(action -> action.columns().forEach(column -> around.add(column.table())));
        Mention by = frame.ranking == null ? null : frame.ranking.by();
        if (by != null) {
            by.columns().forEach(column -> around.add(column.table()));
        }
        values.addAll(planner.conditions().of(frame, List.copyOf(new LinkedHashSet<>(around))));
        for (Condition value : values) {
            for (String table : value.tables()) {
                if (around.isEmpty() || around.contains(table) || frame.outputs.contains(Mention.PRICE)) {
                    return schema.table(table);
                }
            }
        }
        if (by != null) {
            return largest(by.columns());
        }
        return frame.outputs.stream()
                .filter(output -> !output.columns().isEmpty())
                .findFirst()
                .map(output -> largest(output.columns()))
                .or(() -> values.stream()
                        .flatMap(value -> value.tables().stream())
                        .findFirst()
                        .map(schema::table))
                .or(() -> frame.actions.stream()
                        .flatMap(action -> action.tables().stream())
                        .findFirst())
                .orElseThrow(() -> Halt.because("I do not see which table this is about."));
    }

    private TableInfo largest(List<ColumnInfo> columns) {
        return columns.stream()
                .map(schema::tableOf)
                .filter(table -> !table.view() || columns.size() == 1)
                .max((one, other) -> Long.compare(rows(one), rows(other)))
                .orElseGet(() -> schema.tableOf(columns.getFirst()));
    }

    private static long rows(TableInfo table) {
        Long rows = table.rows();
        return rows == null ? 0 : rows;
    }

    private static boolean isOnlyColumn(Frame frame, TableInfo subject) {
        return frame.outputs.size() + frame.groups.size() == 1
                && frame.ranking == null
                && frame.filters.isEmpty()
                && frame.actions.isEmpty()
                && frame.periods.isEmpty()
                && subject.columns().size() > 1;
    }

    private Plan distinct(Frame frame, TableInfo subject) {
        Mention wanted = frame.outputs.isEmpty() ? frame.groups.getFirst() : frame.outputs.getFirst();
        ColumnInfo column = planner.choice()
                .column(wanted.columns(), List.of(subject.name()), any -> true)
                .orElseThrow(() -> Halt.because("I do not know what \"" + wanted.text() + "\" is."));
        Select select = new Select(schema, dialect, column.table()).distinct();
        select.item(select.column(column), column.name()).orderBy(select.column(column));
        remarks.add("These are the different values of `"
                + schema.tableOf(column).shortName() + "." + column.name() + "`.");
        return new Plan(
                select.toSql(),
                Plan.Shape.ROWS,
                Sentences.plural(Sentences.words(column.name())),
                "",
                "",
                remarks,
                true,
                false,
                0);
    }

    private List<String> filter(
            Frame frame, TableInfo subject, Select select, List<Condition> values, List<String> anchors) {
        List<String> words = new ArrayList<>();
        Set<String> events = new LinkedHashSet<>();
        Set<String> reachable = schema.ways(subject.name()).keySet();
        List<Mention> acts = new ArrayList<>(frame.actions);
        for (Mention related : frame.related) {
            if (related.tables().stream().noneMatch(table -> reachable.contains(table.name()))) {
                acts.add(related);
            }
        }
        for (Mention action : acts) {
            if (action.isTable() || Mention.SOLD.equals(action)) {
                planner.actionTable(action, anchors)
                        .filter(table -> !reachable.contains(table.name()))
                        .ifPresent(table -> events.add(table.name()));
            }
        }
        List<Condition> absent = values.stream()
                .filter(value -> value.absent() && !reachable.containsAll(value.tables()))
                .toList();
        List<Condition> positive =
                values.stream().filter(value -> !absent.contains(value)).toList();
        List<Condition> inside = planner.conditions().applyDirect(select, positive);
        positive.stream().filter(value -> !inside.contains(value)).forEach(value -> words.add(value.words()));
        boolean absentEvents = false;
        for (Filter filter : frame.filters) {
            absentEvents |= filter instanceof Filter.Presence(Mention what, boolean present)
                    && !present
                    && (what.isTable() || Mention.SOLD.equals(what))
                    && !hasDirectLink(subject, what);
        }
        List<Condition> presences = planner.presences(frame, subject, absentEvents ? inside : List.of());
        presences.forEach(presence -> {
            select.need(presence.tables()).where(presence.sql());
            words.add(presence.words());
        });
        boolean insideDone = absentEvents && !inside.isEmpty();
        if (!events.isEmpty() || (!inside.isEmpty() && !insideDone)) {
            select.where(planner.conditions()
                    .exists(
                            subject,
                            events,
                            inside,
                            absentEvents ? List.of() : periodsInside(frame, events, subject, inside),
                            true,
                            null));
            events.forEach(event ->
                    words.add("with " + Sentences.words(schema.table(event).shortName())));
        }
        inside.forEach(condition -> words.add(condition.words()));
        if (!absent.isEmpty()) {
            select.where(planner.conditions().exists(subject, Set.of(), absent, List.of(), false, null));
            absent.forEach(condition -> words.add(condition.words()));
        }
        boolean periodHere = !frame.periods.isEmpty()
                && !absentEvents
                && periodsInside(frame, events, subject, inside).isEmpty();
        if (periodHere) {
            ColumnInfo date = planner.namedDate(frame, List.of(subject.name()))
                    .or(() -> planner.dates().of(subject.name()))
                    .orElseThrow(() -> Conditions.noDate(subject));
            select.column(date);
            select.where(planner.dates().withinAny(date, frame.periods));
            if (subject.columns(ColumnInfo::isTime).size() > 1
                    || subject.links().isEmpty()) {
                remarks.add("The period is taken from `" + schema.tableOf(date).shortName() + "." + date.name() + "`.");
            }
        }
        return words;
    }

    private static boolean hasDirectLink(TableInfo subject, Mention what) {
        return subject.links().stream()
                .anyMatch(link ->
                        what.tables().stream().anyMatch(table -> table.name().equals(link.to())));
    }

    private List<Period> periodsInside(Frame frame, Set<String> events, TableInfo subject, List<Condition> inside) {
        boolean named = planner.namedDate(frame, List.of(subject.name())).isPresent();
        return !named && (!events.isEmpty() || !inside.isEmpty()) ? frame.periods : List.of();
    }

    private void items(Frame frame, TableInfo subject, Select select) {
        List<ColumnInfo> columns = new ArrayList<>();
        for (Mention output : frame.outputs) {
            if (Mention.PRICE.equals(output)) {
                columns.add(planner.conditions()
                        .attribute(subject, Attribute.PRICE)
                        .orElseThrow(() -> Halt.because("I found no price in " + subject.name() + ".")));
                continue;
            }
            planner.choice()
                    .column(
                            output.columns(),
                            List.of(subject.name()),
                            column -> schema.way(subject.name(), column.table()).isPresent())
                    .or(() -> unreachable(output, subject))
                    .filter(column -> !column.isBoolean())
                    .ifPresent(columns::add);
        }
        if (frame.when) {
            frame.actions.stream()
                    .flatMap(action -> action.columns().stream())
                    .filter(column -> column.isTime() && column.table().equals(subject.name()))
                    .forEach(columns::add);
        }
        columns.stream().filter(subject::isForeignKey).forEach(namedRoles::add);
        List<ColumnInfo> more = new ArrayList<>();
        related(frame).stream()
                .flatMap(mention -> mention.tables().stream())
                .filter(table -> !table.name().equals(subject.name())
                        && schema.way(subject.name(), table.name()).isPresent())
                .forEach(table -> more.addAll(table.label()));
        List<ColumnInfo> shown = new ArrayList<>();
        if (columns.isEmpty()) {
            shown.addAll(subject.columns());
        } else {
            shown.addAll(subject.label());
            columns.stream().filter(column -> !shown.contains(column)).forEach(shown::add);
        }
        Set<String> aliases = new LinkedHashSet<>();
        shown.forEach(column -> add(select, subject, column, aliases));
        more.stream()
                .filter(column -> !shown.contains(column))
                .forEach(column -> add(select, subject, column, aliases));
        if (!more.isEmpty()) {
            select.keepAll();
        }
    }

    private static Optional<ColumnInfo> unreachable(Mention output, TableInfo subject) {
        if (output.columns().isEmpty() || output.isTable()) {
            return Optional.empty();
        }
        throw Halt.because("I see no way from " + subject.things() + " to \"" + output.text() + "\".");
    }

    private void add(Select select, TableInfo subject, ColumnInfo column, Set<String> aliases) {
        String alias = column.name();
        if (!column.table().equals(subject.name()) && !aliases.add(alias)) {
            alias = schema.tableOf(column).thing() + "_" + alias;
        } else if (!column.table().equals(subject.name())) {
            alias = schema.tableOf(column).thing() + "_" + alias;
        }
        aliases.add(alias);
        Optional<String> person = roleLabel(subject, column);
        if (person.isPresent()) {
            select.item(person.get(), Words.split(column.name()).getFirst());
        } else {
            select.item(select.column(column), alias);
        }
    }

    /** The name behind a foreign key that was asked for, such as that of the manager. */
    private Optional<String> roleLabel(TableInfo subject, ColumnInfo column) {
        if (!namedRoles.contains(column)) {
            return Optional.empty();
        }
        return subject.links().stream()
                .filter(link -> link.columns().equals(List.of(column.name())))
                .findFirst()
                .map(link -> {
                    String label = dialect.name(
                            schema.table(link.to()).label().getFirst().name());
                    return "(SELECT role." + label + " FROM " + dialect.table(link.to()) + " AS role WHERE role."
                            + dialect.name(link.targetColumns().getFirst()) + " = " + Select.reference(dialect, column)
                            + ")";
                });
    }

    private static List<Mention> related(Frame frame) {
        List<Mention> related = new ArrayList<>(frame.related);
        for (Filter filter : frame.filters) {
            if (filter instanceof Filter.Presence(Mention what, boolean present) && present && what.isTable()) {
                related.add(what);
            }
        }
        frame.groups.stream().filter(Mention::isTable).forEach(related::add);
        return related;
    }

    /** @return whether only the first ones of an order were asked for */
    private boolean order(Frame frame, TableInfo subject, Select select) {
        Frame.Ranking ranking = frame.ranking;
        Frame.Sort sort = frame.sort;
        Optional<ColumnInfo> prose = ranking == null ? Optional.empty() : prose(ranking, subject);
        if (ranking != null && prose.isPresent()) {
            String reference = select.column(prose.get());
            remarks.add("Ordered by the length of `" + subject.shortName() + "."
                    + prose.get().name() + "`.");
            select.where(reference + " IS NOT NULL");
            select.orderBy("LENGTH(" + reference + ")" + (ranking.descending() ? " DESC" : ""));
            select.limit(
                    frame.limit != null
                            ? frame.limit
                            : plural(frame) ? Integer.valueOf(DEFAULT_TOP) : Integer.valueOf(1));
        } else if (ranking != null) {
            ColumnInfo column = ranked(ranking, subject);
            boolean descending = isDescending(ranking, column);
            remarks.add("Ordered by `" + schema.tableOf(column).shortName() + "." + column.name() + "`, "
                    + first(column, descending)
                    + " first.");
            String reference = select.column(column);
            if (!column.notNull()) {
                select.where(reference + " IS NOT NULL");
            }
            select.orderBy(reference + (descending ? " DESC" : ""));
            boolean one = !plural(frame);
            select.limit(frame.limit != null ? frame.limit : one ? Integer.valueOf(1) : Integer.valueOf(DEFAULT_TOP));
        } else if (sort != null) {
            sorted(sort, subject).forEach(column -> select.orderBy(select.column(column) + sort.direction()));
            select.limit(frame.limit);
        } else {
            select.limit(frame.limit);
        }
        subject.primaryKey().forEach(key -> select.orderBy(select.column(key)));
        return ranking != null;
    }

    /** The longest review is the one with the longest text, where there is but one text and no length is kept. */
    private Optional<ColumnInfo> prose(Frame.Ranking ranking, TableInfo subject) {
        if (ranking.attribute() != Attribute.LENGTH
                || planner.conditions().attribute(subject, Attribute.LENGTH).isPresent()) {
            return Optional.empty();
        }
        List<ColumnInfo> texts = subject.columns(ColumnInfo::isLongText);
        return texts.size() == 1 ? Optional.of(texts.getFirst()) : Optional.empty();
    }

    private static String first(ColumnInfo column, boolean descending) {
        if (column.isTime()) {
            return descending ? "latest" : "earliest";
        }
        return descending ? "highest" : "lowest";
    }

    private static @Nullable Mention subjectMention(Frame frame) {
        return frame.subject != null ? frame.subject : frame.asked;
    }

    private static boolean plural(Frame frame) {
        Mention mention = subjectMention(frame);
        return mention != null && mention.plural();
    }

    private ColumnInfo ranked(Frame.Ranking ranking, TableInfo subject) {
        Mention by = ranking.by();
        if (by != null) {
            return planner.choice()
                    .column(
                            by.columns(),
                            List.of(subject.name()),
                            column -> schema.way(subject.name(), column.table()).isPresent())
                    .orElseThrow(() -> Halt.because("I do not know how to rank by \"" + by.text() + "\"."));
        }
        Attribute attribute = ranking.attribute();
        if (attribute == null) {
            return planner.conditions()
                    .attribute(subject, Attribute.RATING)
                    .or(() -> planner.conditions().attribute(subject, Attribute.PRICE))
                    .orElseThrow(() -> Halt.because("I do not know by what to rank."));
        }
        return planner.conditions()
                .attribute(subject, attribute)
                .or(() -> attribute == Attribute.AGE
                        ? planner.conditions().attribute(subject, Attribute.DATE)
                        : Optional.empty())
                .orElseThrow(() -> Halt.because("I found no column in " + subject.name() + " that tells this apart."));
    }

    private List<ColumnInfo> sorted(Frame.Sort sort, TableInfo subject) {
        Mention by = sort.by();
        if (by == null) {
            return subject.label();
        }
        return planner.choice()
                .column(
                        by.columns(),
                        List.of(subject.name()),
                        column -> schema.way(subject.name(), column.table()).isPresent())
                .map(List::of)
                .orElseThrow(() -> Halt.because("I do not know how to sort by \"" + by.text() + "\"."));
    }
}
