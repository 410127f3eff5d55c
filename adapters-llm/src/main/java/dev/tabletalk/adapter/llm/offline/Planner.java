package dev.tabletalk.adapter.llm.offline;

import dev.tabletalk.domain.connection.DatabaseKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides which tables and columns answer a frame. Throws {@link Halt} when rows are needed first, or when nothing fits. */
final class Planner {
    private static final List<String> PEOPLE = List.of(
            "customer",
            "client",
            "person",
            "user",
            "member",
            "student",
            "employee",
            "patron",
            "borrower",
            "reader",
            "author",
            "player",
            "patient",
            "guest",
            "passenger",
            "staff",
            "teacher");

    private final SchemaMap schema;
    private final SqlDialect dialect;
    private final Measures measures;
    private final Dates dates;
    private final Choice choice;
    private final Conditions conditions;
    private final StatusRule statusRule;
    private final Lookups lookups;

    Planner(SchemaMap schema, DatabaseKind kind, Lookups lookups) {
        this.schema = schema;
        dialect = new SqlDialect(kind);
        measures = new Measures(schema, dialect);
        dates = new Dates(schema, dialect);
        choice = new Choice(schema);
        conditions = new Conditions(schema, dialect, new ValueFinder(schema, dialect, lookups), dates);
        this.lookups = lookups;
        statusRule = new StatusRule(schema, dialect, lookups);
    }

    Plan plan(Frame frame) {
        if (!frame.unknown.isEmpty()) {
            throw Halt.because(frame.unknown.getFirst());
        }
        Measure measure = measure(frame);
        Plan plan = measure == null ? new RowsPlanner(this).plan(frame) : new NumbersPlanner(this).plan(frame, measure);
        return plan.with(conditions.remarks());
    }

    SchemaMap schema() {
        return schema;
    }

    SqlDialect dialect() {
        return dialect;
    }

    Measures measures() {
        return measures;
    }

    Dates dates() {
        return dates;
    }

    Choice choice() {
        return choice;
    }

    Conditions conditions() {
        return conditions;
    }

    /** What to say when periods begin before the first moment that is stored; empty when they do not. */
    Optional<String> startOfData(ColumnInfo date, List<Period> periods) {
        Optional<LocalDate> start = periods.stream()
                .flatMap(period -> Optional.ofNullable(period.start()).stream())
                .min(Comparator.naturalOrder());
        if (start.isEmpty() || date.isYear() || date.isEpoch()) {
            return Optional.empty();
        }
        String sql =
                "SELECT MIN(" + dialect.name(date.name()) + ") AS first_moment FROM " + dialect.table(date.table());
        ToolTexts.Table rows = lookups.rows(sql).orElseThrow(() -> Halt.lookUp(sql));
        return rows.rows().stream()
                .map(List::getFirst)
                .filter(first -> first.matches("\\d{4}-\\d{2}-\\d{2}.*"))
                .map(first -> first.substring(0, 10))
                .filter(first -> first.compareTo(start.get().toString()) > 0)
                .findFirst()
                .map(first -> "The data starts on " + first + ", so earlier days are missing.");
    }

    StatusRule statusRule() {
        return statusRule;
    }

    /** What to compute; null when rows are wanted as they are. */
    private @Nullable Measure measure(Frame frame) {
        if (frame.measure != null) {
            return done(frame, frame.measure);
        }
        Frame.Ranking ranking = frame.ranking;
        if (ranking != null && ranking.oftenest()) {
            return oftenest(frame);
        }
        Optional<TableInfo> table = mainTable(frame);
        if (ranking != null
                && ranking.attribute() == Attribute.RATING
                && table.isPresent()
                && conditions.attribute(table.get(), Attribute.RATING).isEmpty()) {
            return ratings();
        }
        for (Filter filter : frame.filters) {
            if (filter instanceof Filter.HowMany(Mention what, Filter.Operator operator, java.math.BigDecimal value)) {
                return done(frame, new Measure.Count(what, false));
            }
        }
        if (ranking != null && ranking.attribute() == Attribute.COMMON && !frame.groups.isEmpty()) {
            return frequency(frame);
        }
        boolean undefined = ranking != null && ranking.attribute() == null && ranking.by() == null;
        if (undefined && table.isPresent() && (isSale(table.get()) || isRated(table.get()))) {
            return null;
        }
        if (undefined && table.isEmpty() && !frame.actions.isEmpty()) {
            return oftenest(frame);
        }
        if (undefined && table.isPresent()) {
            Measure revenue = new Measure.Business(Measure.Concept.REVENUE);
            if (measures.options(revenue).isEmpty()) {
                throw Halt.because("I do not know by what to rank "
                        + Sentences.words(table.get().shortName()) + ". Say it, such as in \"top 5 by price\".");
            }
            return revenue;
        }
        return null;
    }

    /** Who borrowed the most books borrowed most often: what was done is counted, not what it was done to. */
    private Measure done(Frame frame, Measure measure) {
        if (!(measure instanceof Measure.Count(Mention what, boolean distinct))
                || distinct
                || what.verb()
                || frame.actions.isEmpty()
                || what.equals(frame.subject)
                || (frame.ranking == null && frame.filters.stream().noneMatch(Filter.HowMany.class::isInstance))) {
            return measure;
        }
        Mention action = frame.actions.getFirst();
        boolean direct = action.isTable()
                && action.tables().getFirst().links().stream()
                        .anyMatch(link -> what.tables().stream()
                                .anyMatch(table -> table.name().equals(link.to())));
        return direct && (frame.who || frame.asked != null) ? new Measure.Count(action, false) : measure;
    }

    /** The largest order is the one with the highest total, not a sum. */
    private boolean isSale(TableInfo table) {
        return measures.options(new Measure.Business(Measure.Concept.REVENUE)).stream()
                .anyMatch(option -> option.base().equals(table.name()));
    }

    /** The worst review is the one with the lowest rating. */
    private boolean isRated(TableInfo table) {
        return conditions.attribute(table, Attribute.RATING).isPresent();
    }

    private Measure oftenest(Frame frame) {
        if (frame.actions.isEmpty() || frame.actions.getFirst().tables().isEmpty()) {
            Measure units = new Measure.Business(Measure.Concept.UNITS);
            if (measures.options(units).isEmpty()) {
                throw Halt.because("I do not know how to measure how often that happens.");
            }
            return units;
        }
        return new Measure.Count(frame.actions.getFirst(), false);
    }

    /** How often a value occurs is how many rows hold it. */
    private Measure frequency(Frame frame) {
        return choice.column(frame.groups.getFirst().columns(), anchors(frame, List.of()), column -> true)
                .map(column -> new Measure.Count(Mention.of(schema.tableOf(column)), false))
                .orElseThrow(() -> Halt.because("I do not know of what to count how common it is."));
    }

    private Measure ratings() {
        List<ColumnInfo> columns = schema.tables().stream()
                .filter(table -> !table.view())
                .flatMap(table -> conditions.attribute(table, Attribute.RATING).stream())
                .toList();
        if (columns.isEmpty()) {
            throw Halt.because("I found no column that holds ratings.");
        }
        return new Measure.Of(Measure.Function.AVG, new Mention("rating", List.of(), columns, false, false));
    }

    /** The table whose rows the question is about, as far as it names one. */
    Optional<TableInfo> mainTable(Frame frame) {
        for (Mention mention : mentions(frame)) {
            if (mention.isTable()) {
                return Optional.of(mention.tables().getFirst());
            }
        }
        return Optional.empty();
    }

    private static List<Mention> mentions(Frame frame) {
        List<Mention> mentions = new ArrayList<>();
        if (frame.subject != null) {
            mentions.add(frame.subject);
        }
        if (frame.asked != null) {
            mentions.add(frame.asked);
        }
        return mentions;
    }

    /** The tables a question speaks of, the most important first. */
    List<String> anchors(Frame frame, List<MeasureOption> options) {
        Set<String> anchors = new LinkedHashSet<>();
        if (frame.measure instanceof Measure.Business) {
            // Where something was sold counts more than where the thing sold comes from.
            options.stream().limit(2).forEach(option -> anchors.add(option.base()));
            frame.actions.forEach(action -> action.tables().forEach(table -> anchors.add(table.name())));
            return List.copyOf(anchors);
        }
        if (frame.measure instanceof Measure.Count(Mention what, boolean distinct)) {
            what.tables().forEach(table -> anchors.add(table.name()));
        }
        for (Mention mention : mentions(frame)) {
            mention.tables().forEach(table -> anchors.add(table.name()));
        }
        frame.actions.forEach(action -> action.tables().forEach(table -> anchors.add(table.name())));
        options.stream().limit(2).forEach(option -> anchors.add(option.base()));
        frame.related.forEach(mention -> mention.tables().forEach(table -> anchors.add(table.name())));
        return List.copyOf(anchors);
    }

    /** The tables in which an action leaves its traces. */
    Optional<TableInfo> actionTable(Mention action, List<String> anchors) {
        if (Mention.SOLD.equals(action)) {
            return measures.options(new Measure.Business(Measure.Concept.UNITS)).stream()
                    .findFirst()
                    .or(() -> measures.options(new Measure.Business(Measure.Concept.REVENUE)).stream()
                            .findFirst())
                    .map(option -> schema.table(option.base()));
        }
        return choice.table(action.tables(), anchors);
    }

    /** The people behind things that happened: those who bought, borrowed or, where asked for, sold. */
    Mention people(List<String> events, boolean sellers) {
        return schema.tables().stream()
                .filter(table -> !table.view())
                .filter(Planner::isPeople)
                .filter(table -> events.stream()
                        .anyMatch(event -> schema.way(event, table.name()).isPresent()))
                .min(Comparator.comparing((TableInfo table) ->
                                sellers && !Words.ofName(table.shortName()).contains("employee"))
                        .thenComparingInt(table ->
                                PEOPLE.indexOf(Words.ofName(table.shortName()).getLast())))
                .map(Mention::of)
                .orElseThrow(() -> Halt.because("I do not know who is meant. Say it, such as \"which customers\"."));
    }

    static boolean isPeople(TableInfo table) {
        return Words.ofName(table.shortName()).stream().anyMatch(PEOPLE::contains);
    }

    /** A column that only tells when, such as "hired". */
    Optional<ColumnInfo> namedDate(Frame frame, List<String> anchors) {
        List<ColumnInfo> named = new ArrayList<>();
        for (Mention mention : frame.actions) {
            named.addAll(mention.columns().stream().filter(ColumnInfo::isTime).toList());
        }
        for (Mention mention : frame.outputs) {
            named.addAll(mention.columns().stream().filter(ColumnInfo::isTime).toList());
        }
        return choice.column(named, anchors, column -> anchors.isEmpty() || anchors.contains(column.table()));
    }

    /** Presence filters as conditions about rows of a table, in SQL and words. */
    List<Condition> presences(Frame frame, TableInfo owner, List<Condition> absences) {
        List<Condition> found = new ArrayList<>();
        for (Filter filter : frame.filters) {
            if (filter instanceof Filter.Presence(Mention what, boolean present)
                    && !(present && isAlwaysThere(owner, what))) {
                found.add(presence(frame, owner, what, present, absences));
            }
        }
        return found;
    }

    /** "products with their supplier" only asks to show it, as each product has one. */
    private static boolean isAlwaysThere(TableInfo owner, Mention what) {
        return owner.links().stream()
                .anyMatch(link -> !link.optional()
                        && what.tables().stream().anyMatch(table -> table.name().equals(link.to())));
    }

    private Condition presence(Frame frame, TableInfo owner, Mention what, boolean present, List<Condition> inner) {
        Optional<ColumnInfo> own = what.columns().stream()
                .filter(column -> column.table().equals(owner.name()))
                .filter(column -> !what.isTable() || !what.verb())
                .findFirst()
                .or(() -> what.isTable() || Mention.SOLD.equals(what)
                        ? Optional.empty()
                        : choice.column(
                                what.columns(),
                                List.of(owner.name()),
                                column ->
                                        schema.way(owner.name(), column.table()).isPresent()));
        if (own.isPresent()) {
            return ownPresence(own.get(), present);
        }
        TableInfo other = actionTable(what, List.of(owner.name()))
                .orElseThrow(() -> Halt.because("I do not know what \"" + what.text() + "\" means here."));
        String things = other.things();
        Optional<Link> direct = owner.links().stream()
                .filter(link -> link.to().equals(other.name()) && link.columns().size() == 1)
                .findFirst();
        if (direct.isPresent()) {
            ColumnInfo foreign = owner.column(direct.get().columns().getFirst())
                    .orElseThrow(() -> new IllegalStateException("The foreign key column is not part of its table."));
            return ownPresence(foreign, present);
        }
        String only = present || inner.isEmpty()
                ? ""
                : " of which "
                        + Sentences.all(inner.stream().map(Condition::words).toList());
        String sql = conditions.exists(
                owner,
                Set.of(other.name()),
                present ? List.of() : inner,
                present ? List.of() : frame.periods,
                present,
                null);
        return new Condition(
                Set.of(owner.name()),
                other.name() + "?",
                sql,
                (present ? "with " : "without ") + things + only,
                !present);
    }

    private Condition ownPresence(ColumnInfo column, boolean present) {
        String reference = Select.reference(dialect, column);
        String name = schema.tableOf(column).shortName() + "." + column.name();
        if (column.isBoolean()) {
            return new Condition(
                    Set.of(column.table()), name, dialect.isTrue(reference, present), name + " is " + present, false);
        }
        return new Condition(
                Set.of(column.table()),
                name,
                reference + (present ? " IS NOT NULL" : " IS NULL"),
                name + (present ? " is given" : " is missing"),
                false);
    }

    /** True-or-false columns that are named without a comparison, such as "discontinued". */
    List<Condition> flags(Frame frame, List<String> anchors) {
        List<Condition> found = new ArrayList<>();
        List<Mention> named = new ArrayList<>(frame.outputs);
        named.addAll(frame.actions);
        for (Mention mention : named) {
            choice.column(mention.columns(), anchors, ColumnInfo::isBoolean)
                    .filter(column -> !mention.isTable())
                    .ifPresent(column -> found.add(ownPresence(column, true)));
        }
        return found;
    }
}
