package dev.tabletalk.adapter.web.ui.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as tab-separated values, as a spreadsheet takes them from the clipboard: numbers with all their digits, NULL as nothing,
 * what contains a tab, a line break or a quote between quotes. A text that a spreadsheet would take for a formula gets an
 * apostrophe in front: what stands in a database must not run on somebody's computer.
 */
final class Tsv {
    private static final String FORMULA = "=+-@";

    private final StringBuilder text = new StringBuilder();

    Tsv row(List<? extends @Nullable Object> cells) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                text.append('\t');
            }
            text.append(cell(cells.get(i)));
        }
        return this;
    }

    private static String cell(@Nullable Object cell) {
        String exact = CellText.exact(cell);
        String harmless = cell instanceof String && runs(exact) ? "'" + exact : exact;
        return harmless.chars().anyMatch(c -> c == '\t' || c == '\n' || c == '\r' || c == '"')
                ? '"' + harmless.replace("\"", "\"\"") + '"'
                : harmless;
    }

    private static boolean runs(String text) {
        return text.length() > 1 && FORMULA.indexOf(text.charAt(0)) >= 0 && !text.matches("[+-][\\d.,]+");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
