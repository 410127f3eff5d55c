package dev.tabletalk.application.agent.tool;

import dev.tabletalk.domain.schema.Table;
import java.util.Locale;

/** How tables are named to the model. */
final class TableText {
    private static final int MAX_COMMENT = 200;

    private TableText() {}

    static String heading(Table table) {
        String rows = table.rowEstimate() == null ? "" : ", ~" + table.rowEstimate() + " rows";
        return oneLine(table.name().toString()) + " (" + table.kind().name().toLowerCase(Locale.ROOT) + rows + ")";
    }

    /** Names and comments are data of somebody else: they get no line of their own and no more than their share. */
    static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > MAX_COMMENT ? line.substring(0, MAX_COMMENT) + "…" : line;
    }
}
