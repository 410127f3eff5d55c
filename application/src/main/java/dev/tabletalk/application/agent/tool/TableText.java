package dev.tabletalk.application.agent.tool;

import dev.tabletalk.domain.schema.Column;
import dev.tabletalk.domain.schema.Table;
import java.util.Locale;
import java.util.stream.Collectors;

/** How tables are named to the model. */
final class TableText {
    private static final int MAX_COMMENT = 200;
    private static final int MAX_COLUMNS = 40;

    private TableText() {}

    static String heading(Table table) {
        String rows = table.rowEstimate() == null ? "" : ", ~" + table.rowEstimate() + " rows";
        return oneLine(table.name().toString()) + " (" + table.kind().name().toLowerCase(Locale.ROOT) + rows + ")";
    }

    /** Its columns and what it refers to, without types. */
    static String line(Table table) {
        String columns = table.columns().stream()
                .limit(MAX_COLUMNS)
                .map(Column::name)
                .map(TableText::oneLine)
                .collect(Collectors.joining(", "));
        String references = table.foreignKeys().stream()
                .map(key -> oneLine(key.target().toString()))
                .distinct()
                .collect(Collectors.joining(", "));
        return "- " + heading(table) + ": " + columns
                + (table.columns().size() > MAX_COLUMNS ? ", …" : "")
                + (references.isEmpty() ? "" : "; -> " + references);
    }

    /** Names and comments are data of somebody else: they get no line of their own and no more than their share. */
    static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ").strip();
        return line.length() > MAX_COMMENT ? line.substring(0, MAX_COMMENT) + "…" : line;
    }
}
