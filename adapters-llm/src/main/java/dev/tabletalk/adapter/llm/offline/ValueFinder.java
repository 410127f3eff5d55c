package dev.tabletalk.adapter.llm.offline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out in which column a word of the question occurs as a value, by asking the database. */
final class ValueFinder {
    private static final int MAX_COLUMNS = 24;
    private static final int MAX_LISTED = 6;
    private static final double TOO_FAR = 8;
    private static final String FULL_NAME = " and ";
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("uk", "United Kingdom"),
            Map.entry("britain", "United Kingdom"),
            Map.entry("british", "United Kingdom"),
            Map.entry("england", "United Kingdom"),
            Map.entry("usa", "United States"),
            Map.entry("us", "United States"),
            Map.entry("american", "United States"),
            Map.entry("french", "France"),
            Map.entry("dutch", "Netherlands"),
            Map.entry("holland", "Netherlands"),
            Map.entry("polish", "Poland"),
            Map.entry("swiss", "Switzerland"),
            Map.entry("irish", "Ireland"),
            Map.entry("danish", "Denmark"),
            Map.entry("spanish", "Spain"),
            Map.entry("german", "Germany"),
            Map.entry("japanese", "Japan"),
            Map.entry("chinese", "China"),
            Map.entry("portuguese", "Portugal"),
            Map.entry("italian", "Italy"),
            Map.entry("brazilian", "Brazil"),
            Map.entry("egyptian", "Egypt"),
            Map.entry("turkish", "Turkey"),
            Map.entry("swedish", "Sweden"),
            Map.entry("munich", "München"),
            Map.entry("cologne", "Köln"),
            Map.entry("vienna", "Wien"),
            Map.entry("zurich", "Zürich"),
            Map.entry("lisbon", "Lisboa"),
            Map.entry("beijing", "北京"),
            Map.entry("tokyo", "東京"),
            Map.entry("cairo", "القاهرة"));

    private final SchemaMap schema;
    private final SqlDialect dialect;
    private final Lookups lookups;
    private final Choice choice;
    private final List<String> remarks = new ArrayList<>();

    ValueFinder(SchemaMap schema, SqlDialect dialect, Lookups lookups) {
        this.schema = schema;
        this.dialect = dialect;
        this.lookups = lookups;
        choice = new Choice(schema);
    }

    /** How well a value fits what was asked for, worst first. */
    private enum Fit {
        NONE,
        WORD,
        EXACT
    }

    private record Hit(ColumnInfo column, String value, Fit fit) {}

    /** @param anchors the tables the question is about, the most important first */
    Condition find(Filter.Value wanted, Collection<String> anchors) {
        Set<String> spellings = spellings(wanted.text(), wanted.quoted());
        List<Hit> hits = new ArrayList<>();
        List<ColumnInfo> asked = new ArrayList<>();
        for (List<ColumnInfo> ring : rings(wanted.near(), anchors)) {
            List<ColumnInfo> columns =
                    ring.stream().filter(column -> !asked.contains(column)).toList();
            asked.addAll(columns);
            if (!columns.isEmpty()) {
                hits(columns, spellings).stream()
                        .filter(hit -> hit.fit() == Fit.EXACT || isClose(hit.column(), anchors))
                        .forEach(hits::add);
            }
            if (hits.stream().anyMatch(hit -> hit.fit() == Fit.EXACT)) {
                break;
            }
        }
        if (hits.isEmpty()) {
            throw Halt.because("I found nothing called \"" + wanted.text()
                    + "\" in the tables and columns, nor among the names and other short texts stored in "
                    + places(asked)
                    + ". So I did not guess.");
        }
        return best(wanted, hits, anchors, spellings.iterator().next());
    }

    /** "employees named Anna" are not those who met a customer of that name. */
    private boolean isClose(ColumnInfo column, Collection<String> anchors) {
        TableInfo table = schema.tableOf(column);
        return anchors.isEmpty()
                || !Planner.isPeople(table)
                || anchors.stream()
                        .anyMatch(anchor -> schema.way(anchor, table.name()).isPresent());
    }

    private List<Hit> hits(List<ColumnInfo> columns, Set<String> spellings) {
        String sql = lookup(spellings, columns);
        ToolTexts.Table rows = lookups.rows(sql).orElseThrow(() -> Halt.lookUp(sql));
        List<Hit> hits = new ArrayList<>();
        for (List<String> row : rows.rows()) {
            hit(row, columns, spellings).ifPresent(hits::add);
        }
        return hits;
    }

    private Condition best(Filter.Value wanted, List<Hit> hits, Collection<String> anchors, String spelling) {
        Fit best = hits.stream().map(Hit::fit).max(Comparator.naturalOrder()).orElse(Fit.NONE);
        ColumnInfo column = hits.stream()
                .filter(hit -> hit.fit() == best)
                .min(best == Fit.EXACT ? byPlace(wanted, anchors) : byKind(wanted, anchors))
                .orElseThrow(() -> new IllegalStateException("The best of some hits is missing."))
                .column();
        List<String> values = hits.stream()
                .filter(hit -> hit.column().equals(column) && hit.fit() == best)
                .map(Hit::value)
                .distinct()
                .sorted()
                .toList();
        if (anchors.isEmpty()) {
            hits.stream()
                    .filter(hit -> hit.fit() == best && !hit.column().equals(column))
                    .map(hit -> "`" + place(hit.column()) + "`")
                    .distinct()
                    .forEach(place -> remarks.add("The same is also found in " + place + "."));
        }
        return condition(column, values, spelling, wanted.excluded());
    }

    /** A value found to the letter: near what it was said next to, else near what the question is about. */
    private Comparator<Hit> byPlace(Filter.Value wanted, Collection<String> anchors) {
        return Comparator.comparingInt(isNamed(wanted.near()))
                .thenComparingDouble(hit -> choice.distance(hit.column().table(), anchors))
                .thenComparingLong(hit -> size(hit.column()));
    }

    /** A word found within values rather names a kind of thing than some of many things that happen to hold it. */
    private Comparator<Hit> byKind(Filter.Value wanted, Collection<String> anchors) {
        Mention near = wanted.near();
        return Comparator.comparing((Hit hit) -> near == null || !near.columns().contains(hit.column()))
                .thenComparing(hit -> anchors.stream()
                        .noneMatch(anchor ->
                                schema.way(anchor, hit.column().table()).isPresent()))
                .thenComparingLong(hit -> size(hit.column()))
                .thenComparingDouble(hit -> choice.distance(hit.column().table(), anchors));
    }

    /** What the person should know about the values chosen. */
    List<String> remarks() {
        return remarks;
    }

    private static ToIntFunction<Hit> isNamed(@Nullable Mention near) {
        return hit -> near != null
                        && (near.columns().contains(hit.column())
                                || near.tables().stream()
                                        .anyMatch(table ->
                                                table.name().equals(hit.column().table())))
                ? 0
                : 1;
    }

    private long size(ColumnInfo column) {
        Long rows = schema.tableOf(column).rows();
        return rows == null ? Long.MAX_VALUE : rows;
    }

    private Condition condition(ColumnInfo column, List<String> values, String text, boolean excluded) {
        String reference = expression(column, true);
        String name = schema.tableOf(column).shortName() + "." + column.name();
        Set<String> tables = Set.of(column.table());
        String is = excluded ? " is not " : " is ";
        if (values.size() == 1) {
            String sql = reference + (excluded ? " <> " : " = ") + dialect.text(values.getFirst());
            return new Condition(tables, name, sql, name + is + values.getFirst(), excluded);
        }
        if (values.size() <= MAX_LISTED) {
            String list = String.join(", ", values.stream().map(dialect::text).toList());
            String sql = reference + (excluded ? " NOT IN (" : " IN (") + list + ")";
            return new Condition(tables, name, sql, name + is + Sentences.either(values), excluded);
        }
        String sql = (excluded ? "NOT " : "") + dialect.contains(reference, text);
        return new Condition(
                tables,
                name,
                sql,
                name + (excluded ? " does not contain " : " contains ") + "\"" + text + "\"",
                excluded);
    }

    private Optional<Hit> hit(List<String> row, List<ColumnInfo> columns, Set<String> spellings) {
        if (row.size() < 2) {
            return Optional.empty();
        }
        String value = row.get(1);
        Fit fit = spellings.stream()
                .map(spelling -> fit(value, spelling))
                .max(Comparator.naturalOrder())
                .orElse(Fit.NONE);
        return columns.stream()
                .filter(column -> fit == Fit.EXACT || (fit == Fit.WORD && isLabel(column)))
                .filter(column -> place(column).equals(row.getFirst()))
                .findFirst()
                .map(column -> new Hit(column, value, fit));
    }

    /** A word of a name stands for the thing, as "tea" for "Green Tea"; a word of another text may mean anything. */
    private boolean isLabel(ColumnInfo column) {
        return column.name().contains(FULL_NAME)
                || schema.tableOf(column).label().contains(column);
    }

    private static Fit fit(String value, String wanted) {
        String left = value.toLowerCase(Locale.ROOT);
        String right = wanted.toLowerCase(Locale.ROOT);
        if (left.equals(right)) {
            return Fit.EXACT;
        }
        String word = "(?<![\\p{L}\\p{N}])" + Pattern.quote(right) + "(?![\\p{L}\\p{N}])";
        boolean within = Pattern.compile(word).matcher(left).find() || (hasNoSpaces(right) && left.contains(right));
        return within ? Fit.WORD : Fit.NONE;
    }

    /** Some scripts do not put spaces between words, so a part of a value is as good as its start. */
    private static boolean hasNoSpaces(String text) {
        return text.codePoints().allMatch(Character::isIdeographic);
    }

    private String lookup(Set<String> spellings, List<ColumnInfo> columns) {
        List<String> parts = new ArrayList<>();
        for (ColumnInfo column : columns) {
            String reference = expression(column, false);
            String value = dialect.asText(reference);
            List<String> likes = spellings.stream()
                    .map(spelling -> dialect.contains(value, spelling))
                    .toList();
            parts.add("SELECT DISTINCT " + dialect.text(place(column)) + " AS place, " + value + " AS value FROM "
                    + dialect.table(column.table()) + " WHERE " + String.join(" OR ", likes));
        }
        return "SELECT place, value FROM (\n  " + String.join("\n  UNION ALL\n  ", parts)
                + "\n) AS found\nORDER BY LENGTH(value), place, value\nLIMIT 40";
    }

    /** Text columns in the order to search them: those of the tables in question, then all. */
    private List<List<ColumnInfo>> rings(@Nullable Mention near, Collection<String> anchors) {
        List<ColumnInfo> named = near == null || near.isTable()
                ? List.of()
                : near.columns().stream()
                        .filter(column ->
                                column.isText() && !schema.tableOf(column).view())
                        .toList();
        List<String> around = new ArrayList<>(anchors);
        if (near != null) {
            near.tables().forEach(table -> around.add(table.name()));
        }
        List<ColumnInfo> all = schema.tables().stream()
                .filter(table -> !table.view() || around.contains(table.name()))
                .filter(table -> around.isEmpty() || choice.distance(table.name(), around) < TOO_FAR)
                .sorted(Comparator.comparingDouble(table -> choice.distance(table.name(), around)))
                .flatMap(this::textColumns)
                .limit(MAX_COLUMNS)
                .toList();
        List<ColumnInfo> first = new ArrayList<>(named);
        all.stream()
                .filter(column -> around.contains(column.table()) && !first.contains(column))
                .forEach(first::add);
        return List.of(first, all);
    }

    /** Text columns of a table, and first and last name together as one more. */
    private Stream<ColumnInfo> textColumns(TableInfo table) {
        Stream<ColumnInfo> single = table.columns().stream()
                .filter(column -> column.isText() && !column.isProse() && !table.isForeignKey(column));
        if (table.label().size() != 2) {
            return single;
        }
        String both = table.label().getFirst().name()
                + FULL_NAME
                + table.label().getLast().name();
        return Stream.concat(Stream.of(new ColumnInfo(table.name(), both, "TEXT", true, false)), single);
    }

    private String expression(ColumnInfo column, boolean qualified) {
        int plus = column.name().indexOf(FULL_NAME);
        if (plus < 0) {
            return qualified ? Select.reference(dialect, column) : dialect.name(column.name());
        }
        String first = column.name().substring(0, plus);
        String last = column.name().substring(plus + FULL_NAME.length());
        return expression(new ColumnInfo(column.table(), first, "TEXT", true, false), qualified) + " || ' ' || "
                + expression(new ColumnInfo(column.table(), last, "TEXT", true, false), qualified);
    }

    private static Set<String> spellings(String text, boolean quoted) {
        Set<String> spellings = new LinkedHashSet<>();
        String other = quoted ? null : OTHER_NAMES.get(text.toLowerCase(Locale.ROOT));
        if (other != null) {
            spellings.add(other);
        }
        spellings.add(text);
        String singular = Words.singular(text);
        if (!quoted && !singular.equals(text)) {
            spellings.add(singular);
        }
        if (!quoted && text.length() > 6 && text.matches("\\p{Lu}.*(an|n)")) {
            // "Austrian" is how people call what a column holds as "Austria".
            spellings.add(text.substring(0, text.length() - 1));
        }
        return spellings;
    }

    private String place(ColumnInfo column) {
        return column.table() + "." + column.name();
    }

    private String places(List<ColumnInfo> columns) {
        List<String> names = columns.stream().map(this::place).limit(5).toList();
        return names.isEmpty() ? "this database" : String.join(", ", names) + (columns.size() > 5 ? " and others" : "");
    }
}
