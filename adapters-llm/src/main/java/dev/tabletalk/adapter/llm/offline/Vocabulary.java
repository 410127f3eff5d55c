package dev.tabletalk.adapter.llm.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds the tables and columns that words name. */
final class Vocabulary {
    private static final int MAX_WORDS = 4;
    private static final Set<String> TABLE_PREFIXES = Set.of("tbl", "dim", "fact", "tb");
    private static final Set<String> COLUMN_PREFIXES = Set.of("is", "has");

    /** Endings that say how a column is stored, not what it is. */
    private static final Set<String> COLUMN_ENDINGS = Set.of(
            "at",
            "on",
            "date",
            "time",
            "timestamp",
            "ts",
            "gram",
            "kg",
            "cm",
            "mm",
            "eur",
            "usd",
            "minute",
            "second",
            "cent",
            "number",
            "no",
            "nr",
            "flag",
            "yn",
            "year");

    private final SchemaMap schema;
    /** The stems of all names are found once, not once for each word of a question. */
    private final List<NamedTable> tables;

    private final List<NamedColumn> columns;

    /** @param stems of its name */
    private record NamedTable(TableInfo table, List<String> stems) {}

    /**
     * A column that is no foreign key.
     *
     * @param meaning the stems of its name without what says how it is stored
     * @param stems of its whole name
     */
    private record NamedColumn(ColumnInfo column, List<String> meaning, List<String> stems) {}

    Vocabulary(SchemaMap schema) {
        this.schema = schema;
        tables = schema.tables().stream()
                .map(table -> new NamedTable(table, tableStems(table)))
                .toList();
        columns = schema.tables().stream()
                .flatMap(table -> table.columns().stream().filter(column -> !table.isForeignKey(column)))
                .map(column -> new NamedColumn(column, columnStems(column), Words.stems(Words.split(column.name()))))
                .toList();
    }

    /** Whether a mention names something that is stored, not only computed by a view. */
    boolean isStored(Mention mention) {
        return mention.columns().stream()
                .anyMatch(column -> !schema.tableOf(column).view());
    }

    /** @param words how many tokens it took */
    record Match(Mention mention, int words) {}

    /** The longest name that starts at a token. */
    Optional<Match> at(List<Token> tokens, int start, int atLeast) {
        for (int count = Math.min(MAX_WORDS, tokens.size() - start); count >= atLeast; count--) {
            List<Token> span = tokens.subList(start, start + count);
            if (span.stream().allMatch(token -> token.kind() == Token.Kind.WORD)) {
                List<String> words = span.stream()
                        .flatMap(token ->
                                token.text().contains("_") || token.text().contains(".")
                                        ? Words.split(token.text()).stream()
                                        : java.util.stream.Stream.of(token.lower()))
                        .toList();
                Optional<Mention> mention = mention(words);
                if (mention.isPresent()) {
                    return Optional.of(new Match(mention.get(), count));
                }
            }
        }
        return Optional.empty();
    }

    /** The word of the schema that was probably meant by a mistyped one. */
    Optional<String> corrected(String word) {
        return schema.tables().stream()
                .flatMap(table -> java.util.stream.Stream.concat(
                        Words.split(table.shortName()).stream(),
                        table.columns().stream().flatMap(column -> Words.split(column.name()).stream())))
                .filter(name -> !name.equals(Words.singular(word) + "r"))
                .filter(name -> Words.isTypo(word, name) || Words.isTypo(Words.singular(word), Words.singular(name)))
                .findFirst();
    }

    private Optional<Mention> mention(List<String> words) {
        if (words.size() > 1
                && words.getFirst().equals("people")
                && words.getLast().matches("work|works|working|worked|employed")) {
            return mention(List.of("employees"));
        }
        List<String> stems = Words.stems(words);
        List<TableInfo> tables = tables(stem -> stem.equals(stems));
        List<ColumnInfo> columns = columns(stem -> stem.equals(stems));
        if (tables.isEmpty()
                && columns.isEmpty()
                && words.size() > 1
                && words.stream().noneMatch(Words::isVerb)) {
            columns = qualified(stems, Words.isPlural(words.getFirst()));
        }
        if (tables.isEmpty() && columns.isEmpty() && words.size() == 1) {
            String stem = stems.getFirst();
            List<String> synonyms = Words.synonymsOf(stem);
            tables = tables(name -> name.size() == 1 && synonyms.contains(name.getFirst()));
            columns = columns(name -> name.size() == 1 && synonyms.contains(name.getFirst()));
            if (tables.isEmpty() && columns.isEmpty()) {
                columns = roles(stem);
            }
            if (tables.isEmpty() && columns.isEmpty()) {
                tables = tables(name -> name.size() > 1 && name.getLast().equals(stem));
                columns = columns(name -> name.size() > 1 && name.getLast().equals(stem));
            }
            if (tables.isEmpty() && columns.isEmpty()) {
                tables = tables(name -> name.size() > 1 && synonyms.contains(name.getLast()));
            }
        }
        if (tables.isEmpty() && columns.isEmpty()) {
            return Optional.empty();
        }
        String last = words.getLast();
        if (tables.isEmpty() && words.size() == 1 && Words.isVerb(last)) {
            tables = doneIn(stems.getFirst(), columns);
        }
        return Optional.of(new Mention(
                String.join(" ", words),
                tables,
                columns,
                words.size() == 1 && Words.isVerb(last) && !last.equals(Words.singular(last) + "s"),
                Words.isPlural(last)));
    }

    /** The tables that keep what was done: loans for "borrowed", even where a column says when. */
    private List<TableInfo> doneIn(String stem, List<ColumnInfo> columns) {
        List<String> synonyms = Words.synonymsOf(stem);
        return tables(name -> name.size() == 1 && synonyms.contains(name.getFirst())).stream()
                .filter(table -> columns.isEmpty()
                        || columns.stream().anyMatch(column -> column.table().equals(table.name())))
                .toList();
    }

    /** Columns called by their table first, such as "customer name" or "supplier country". */
    private List<ColumnInfo> qualified(List<String> stems, boolean many) {
        List<ColumnInfo> found = new ArrayList<>();
        for (int split = 1; split < stems.size(); split++) {
            List<String> owner = stems.subList(0, split);
            List<String> name = stems.subList(split, stems.size());
            List<TableInfo> owners = tables(owner::equals);
            if (owners.isEmpty() && split == 1) {
                List<String> synonyms = Words.synonymsOf(owner.getFirst());
                owners = tables(stem -> stem.size() == 1 && synonyms.contains(stem.getFirst()));
            }
            List<String> names = owners.stream().map(TableInfo::name).toList();
            columns(name::equals).stream()
                    .filter(column -> names.contains(column.table()) && !(many && column.isTime()))
                    .forEach(found::add);
        }
        return found;
    }

    /** Foreign keys named by what the target is to the row, such as a manager. */
    private List<ColumnInfo> roles(String stem) {
        return schema.tables().stream()
                .flatMap(table -> table.columns().stream()
                        .filter(table::isForeignKey)
                        .filter(column ->
                                Words.stems(Words.split(column.name())).equals(List.of(stem, "id"))))
                .toList();
    }

    private List<TableInfo> tables(Predicate<List<String>> wanted) {
        List<TableInfo> found = tables.stream()
                .filter(named -> wanted.test(named.stems()))
                .map(NamedTable::table)
                .toList();
        List<TableInfo> real = found.stream().filter(table -> !table.view()).toList();
        return real.isEmpty() ? found : real;
    }

    private List<ColumnInfo> columns(Predicate<List<String>> wanted) {
        List<ColumnInfo> found = columns.stream()
                .filter(named -> wanted.test(named.meaning()) || wanted.test(named.stems()))
                .map(NamedColumn::column)
                .toList();
        List<ColumnInfo> real =
                found.stream().filter(column -> !schema.tableOf(column).view()).toList();
        return real.isEmpty() ? found : real;
    }

    static List<String> tableStems(TableInfo table) {
        List<String> words = Words.split(table.shortName());
        boolean prefixed = words.size() > 1 && TABLE_PREFIXES.contains(words.getFirst());
        return Words.stems(prefixed ? words.subList(1, words.size()) : words);
    }

    private static List<String> columnStems(ColumnInfo column) {
        List<String> words = Words.split(column.name());
        int from = words.size() > 1 && COLUMN_PREFIXES.contains(words.getFirst()) ? 1 : 0;
        int to = words.size();
        while (to - from > 1 && COLUMN_ENDINGS.contains(Words.singular(words.get(to - 1)))) {
            to--;
        }
        return Words.stems(words.subList(from, to));
    }
}
