package dev.tabletalk.adapter.llm.offline;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A table or view as the tools describe it.
 *
 * @param rows about how many; null when not known
 */
record TableInfo(String name, boolean view, @Nullable Long rows, List<ColumnInfo> columns, List<Link> links) {
    private static final List<String> LABELS =
            List.of("name", "title", "full_name", "label", "display_name", "username", "code", "number", "email");

    TableInfo {
        columns = List.copyOf(columns);
        links = List.copyOf(links);
    }

    /** The name without its schema. */
    String shortName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** What one row of it is called, fit for the name of a column. */
    String thing() {
        return Words.singular(String.join("_", Words.split(shortName())));
    }

    /** What its rows are called. */
    String things() {
        return Sentences.plural(String.join(" ", Words.split(shortName())));
    }

    Optional<ColumnInfo> column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst();
    }

    List<ColumnInfo> columns(Predicate<ColumnInfo> wanted) {
        return columns.stream().filter(wanted).toList();
    }

    List<ColumnInfo> primaryKey() {
        return columns(ColumnInfo::primaryKey);
    }

    /** The columns by which people know its rows: a name, or first and last name, or else the key. */
    List<ColumnInfo> label() {
        Optional<ColumnInfo> first = named("first_name");
        Optional<ColumnInfo> last = named("last_name").or(() -> named("surname"));
        if (first.isPresent() && last.isPresent()) {
            return List.of(first.get(), last.get());
        }
        String singular = Words.singular(shortName());
        return LABELS.stream()
                .flatMap(label -> named(label).stream())
                .findFirst()
                .or(() -> named(singular + "_name"))
                .or(() -> named(singular + "_title"))
                .or(() -> columns.stream()
                        .filter(column ->
                                column.name().endsWith("_name") || column.name().endsWith("Name"))
                        .filter(ColumnInfo::isText)
                        .findFirst())
                .map(List::of)
                .orElseGet(() -> primaryKey().isEmpty() ? columns.subList(0, 1) : primaryKey());
    }

    boolean isForeignKey(ColumnInfo column) {
        return links.stream().anyMatch(link -> link.columns().contains(column.name()));
    }

    private Optional<ColumnInfo> named(String wanted) {
        return columns.stream()
                .filter(column -> String.join("_", Words.split(column.name())).equals(wanted))
                .findFirst();
    }
}
