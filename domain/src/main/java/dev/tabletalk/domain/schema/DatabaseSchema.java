package dev.tabletalk.domain.schema;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables and views an account can read, ordered by name. */
public record DatabaseSchema(List<Table> tables) {
    public DatabaseSchema {
        tables = List.copyOf(tables);
    }

    /** Finds a table by its name, with or without schema; an exact match wins over one that ignores case. */
    public Optional<Table> find(String name) {
        return tables.stream()
                .filter(table -> table.name().name().equals(name)
                        || table.name().toString().equals(name))
                .findFirst()
                .or(() -> findIgnoringCase(name));
    }

    /** The tables of which the name, a column or a comment contains the text, ignoring case; all for a blank text. */
    public List<Table> search(String text) {
        String needle = text.strip().toLowerCase(Locale.ROOT);
        return tables.stream().filter(table -> mentions(table, needle)).toList();
    }

    private Optional<Table> findIgnoringCase(String name) {
        return tables.stream()
                .filter(table -> table.name().name().equalsIgnoreCase(name)
                        || table.name().toString().equalsIgnoreCase(name))
                .findFirst();
    }

    private static boolean mentions(Table table, String needle) {
        return contains(table.name().toString(), needle)
                || (table.comment() != null && contains(table.comment(), needle))
                || table.columns().stream()
                        .anyMatch(column -> contains(column.name(), needle)
                                || (column.comment() != null && contains(column.comment(), needle)));
    }

    private static boolean contains(String text, String needle) {
        return text.toLowerCase(Locale.ROOT).contains(needle);
    }
}
