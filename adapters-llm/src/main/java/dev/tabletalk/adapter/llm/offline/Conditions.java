package dev.tabletalk.adapter.llm.offline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns the filters of a frame into conditions on columns, and puts them into a query. */
final class Conditions {
    private final SchemaMap schema;
    private final SqlDialect dialect;
    private final ValueFinder values;
    private final Choice choice;
    private final Dates dates;

    Conditions(SchemaMap schema, SqlDialect dialect, ValueFinder values, Dates dates) {
        this.schema = schema;
        this.dialect = dialect;
        this.values = values;
        this.dates = dates;
        choice = new Choice(schema);
    }

    /** What the person should know about how values were understood. */
    List<String> remarks() {
        return values.remarks();
    }

    /** Those that compare values; presence and amounts need to know the root and come later. */
    List<Condition> of(Frame frame, List<String> anchors) {
        Map<Integer, List<Condition>> byRound = new TreeMap<>(Comparator.reverseOrder());
        for (int i = 0; i < frame.filters.size(); i++) {
            int round = i < frame.rounds.size() ? frame.rounds.get(i) : 0;
            List<Condition> conditions = byRound.computeIfAbsent(round, key -> new ArrayList<>());
            one(frame.filters.get(i), anchors).ifPresent(conditions::add);
        }
        List<Condition> kept = new ArrayList<>();
        for (List<Condition> conditions : byRound.values()) {
            // "and in France?" after "in Germany" asks for France instead.
            List<Condition> still = conditions.stream()
                    .filter(old ->
                            kept.stream().noneMatch(newer -> newer.column().equals(old.column())))
                    .toList();
            kept.addAll(0, still);
        }
        return merged(kept);
    }

    private Optional<Condition> one(Filter filter, List<String> anchors) {
        return switch (filter) {
            case Filter.Value value -> Optional.of(value(value, anchors));
            case Filter.Comparison number -> Optional.of(number(number, anchors));
            case Filter.Presence presence -> Optional.empty();
            case Filter.HowMany howMany -> Optional.empty();
            case Filter.Amount amount -> Optional.empty();
        };
    }

    private Condition value(Filter.Value value, List<String> anchors) {
        Mention near = value.near();
        boolean key = value.text().matches("\\d+") && near != null && near.isTable();
        if (key && near != null) {
            TableInfo table = near.tables().getFirst();
            if (table.primaryKey().size() == 1 && table.primaryKey().getFirst().isInteger()) {
                ColumnInfo column = table.primaryKey().getFirst();
                String name = table.shortName() + "." + column.name();
                return new Condition(
                        Set.of(table.name()),
                        name,
                        Select.reference(dialect, column) + " = " + value.text(),
                        name + " is " + value.text(),
                        value.excluded());
            }
        }
        return values.find(value, anchors);
    }

    private Condition number(Filter.Comparison number, List<String> anchors) {
        Mention named = number.column();
        ColumnInfo column = named == null
                ? money(anchors)
                : choice.column(named.columns(), anchors, ColumnInfo::isNumber)
                        .orElseThrow(() ->
                                Halt.because("I know no number called \"" + named.text() + "\" to compare with."));
        String reference = Select.reference(dialect, column);
        String name = schema.tableOf(column).shortName() + "." + column.name();
        BigDecimal upper = number.upper();
        String comparison = " " + number.operator().sql() + " " + number.value().toPlainString()
                + (upper == null ? "" : " AND " + upper.toPlainString());
        String words = name + comparison.replace("BETWEEN", "is between").replace("AND", "and");
        return new Condition(Set.of(column.table()), name, reference + comparison, words, false);
    }

    private ColumnInfo money(List<String> anchors) {
        for (String anchor : anchors) {
            Optional<ColumnInfo> column = attribute(schema.table(anchor), Attribute.PRICE);
            if (column.isPresent()) {
                return column.get();
            }
        }
        throw Halt.because(
                "I do not know which column to compare the number with. Name it, such as in \"price over 10\".");
    }

    Optional<ColumnInfo> attribute(TableInfo table, Attribute attribute) {
        if (attribute == Attribute.DATE) {
            return table.columns(ColumnInfo::isTime).isEmpty()
                    ? Optional.empty()
                    : dates.of(table.name()).filter(column -> column.table().equals(table.name()));
        }
        return attribute.names().stream()
                .flatMap(name -> table.columns().stream()
                        .filter(column -> column.isNumber() || column.isTime())
                        .filter(column -> Words.split(column.name()).getFirst().equals(name)
                                || column.name().equals(name)))
                .findFirst();
    }

    /** Conditions on one column are alternatives, as in "in Berlin or Hamburg"; exclusions add up. */
    private static List<Condition> merged(List<Condition> conditions) {
        Map<String, Condition> byColumn = new LinkedHashMap<>();
        for (Condition next : conditions) {
            byColumn.merge(next.column() + (next.absent() ? " not" : ""), next, (old, added) -> {
                boolean alternatives = !added.absent()
                        && old.words().contains(" is ")
                        && added.words().contains(" is ")
                        && !added.words().contains("between");
                String sql =
                        alternatives ? "(" + old.sql() + " OR " + added.sql() + ")" : old.sql() + " AND " + added.sql();
                String tail = added.words().startsWith(added.column() + " is ")
                        ? added.words().substring(added.column().length() + 4)
                        : added.words();
                String words = old.words() + (alternatives ? " or " : " and ") + tail;
                return old.equals(added) ? old : new Condition(old.tables(), old.column(), sql, words, old.absent());
            });
        }
        return List.copyOf(byColumn.values());
    }

    /** Adds conditions on things that each row of the root belongs to; gives back the others. */
    List<Condition> applyDirect(Select select, Collection<Condition> conditions) {
        Set<String> reachable = schema.ways(select.root()).keySet();
        List<Condition> rest = new ArrayList<>();
        for (Condition condition : conditions) {
            if (reachable.containsAll(condition.tables())) {
                select.need(condition.tables()).where(condition.sql());
            } else {
                rest.add(condition);
            }
        }
        return rest;
    }

    /**
     * The condition that something exists, or does not, that belongs to a row of a table and meets conditions.
     *
     * @param tables further tables that take part
     * @param having on each group of what belongs to one row; null for none
     */
    String exists(
            TableInfo owner,
            Collection<String> tables,
            List<Condition> conditions,
            List<Period> periods,
            boolean wanted,
            @Nullable String having) {
        Set<String> all = new LinkedHashSet<>(tables);
        conditions.forEach(condition -> all.addAll(condition.tables()));
        Set<String> wantedTables = new LinkedHashSet<>(all);
        wantedTables.add(owner.name());
        TableInfo detail = schema.detailOf(wantedTables)
                .filter(found -> !found.name().equals(owner.name()))
                .orElseThrow(() -> Halt.because("I see no foreign keys that connect "
                        + Sentences.words(owner.shortName()) + " with "
                        + Sentences.all(all.stream().map(Sentences::words).toList()) + "."));
        List<Link> way = schema.way(detail.name(), owner.name()).orElse(List.of());
        Link last = way.getLast();
        if (last.columns().size() != 1) {
            throw Halt.because("The key of " + owner.name() + " has several columns; I cannot follow it.");
        }
        Select inner = new Select(schema, dialect, detail.name());
        ColumnInfo foreign = schema.table(last.from())
                .column(last.columns().getFirst())
                .orElseThrow(() -> new IllegalStateException("The foreign key column is not part of its table."));
        inner.item(inner.column(foreign), foreign.name())
                .need(all.stream().filter(table -> !table.equals(owner.name())).toList());
        conditions.forEach(condition -> inner.where(condition.absent() ? positive(condition) : condition.sql()));
        if (!periods.isEmpty()) {
            ColumnInfo date = dates.of(detail.name()).orElseThrow(() -> noDate(detail));
            inner.column(date);
            inner.where(dates.withinAny(date, periods));
        }
        if (!wanted && !foreign.notNull()) {
            inner.where(inner.column(foreign) + " IS NOT NULL");
        }
        if (having != null) {
            inner.groupBy(inner.column(foreign)).having(having);
        }
        ColumnInfo key = owner.column(last.targetColumns().getFirst())
                .orElseThrow(() -> new IllegalStateException("The key column is not part of its table."));
        return Select.reference(dialect, key) + (wanted ? " IN (" : " NOT IN (")
                + inner.toSql().replace("\n", " ").replaceAll(" +", " ") + ")";
    }

    /** Inside "none of which", what was excluded is what must not be found. */
    private static String positive(Condition condition) {
        return condition
                .sql()
                .replace(" <> ", " = ")
                .replace(" NOT IN (", " IN (")
                .replaceFirst("^NOT ", "");
    }

    static Halt noDate(TableInfo table) {
        return Halt.because("I found no column that says when " + Sentences.words(table.shortName())
                + " happened, so I cannot limit them to a period or follow them over time.");
    }
}
