package dev.tabletalk.adapter.web.ui.sql;

import dev.tabletalk.adapter.web.ui.workspace.Figures;
import dev.tabletalk.adapter.web.ui.workspace.Moments;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.domain.query.ResultDiff;
import dev.tabletalk.domain.query.ResultDiff.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says what changed between two results, in words for people. */
final class DiffWords {
    private DiffWords() {}

    /**
     * One sentence.
     *
     * @param version the number of the earlier result's version
     */
    static String summary(ResultDiff diff, int version, Moments moments) {
        String since = " since v" + version + ", " + moments.of(diff.before().executedAt());
        if (diff.columns().isEmpty() && !diff.hasSameColumns()) {
            return "The results have no column in common, so their rows cannot be compared.";
        }
        List<String> parts = new ArrayList<>();
        if (diff.rowsAdded() > 0) {
            parts.add(rows(diff.rowsAdded()) + " added");
        }
        if (diff.rowsGone() > 0) {
            parts.add((parts.isEmpty() ? rows(diff.rowsGone()) : Figures.number(diff.rowsGone())) + " gone");
        }
        if (diff.cellsChanged() > 0) {
            parts.add((diff.cellsChanged() == 1 ? "1 cell" : Figures.number(diff.cellsChanged()) + " cells")
                    + " changed");
        }
        if (parts.isEmpty()) {
            return (diff.hasSameColumns() ? "Nothing changed" : "No row changed in the columns that both have") + since
                    + ".";
        }
        return String.join(", ", parts) + since + ".";
    }

    private static String rows(int count) {
        return Figures.rows(count);
    }

    /** What else there is to know; maybe nothing. */
    static List<String> notes(ResultDiff diff) {
        List<String> notes = new ArrayList<>();
        addColumns(notes, "Column added", "Columns added", diff.columnsAdded());
        addColumns(notes, "Column gone", "Columns gone", diff.columnsGone());
        diff.columnsRenamed()
                .forEach(renamed -> notes.add("Column “" + VisibleText.of(renamed.before()) + "” is “"
                        + VisibleText.of(renamed.after()) + "” now."));
        addTruncated(notes, diff);
        if (!diff.changes().isEmpty() && !diff.key().isEmpty()) {
            notes.add("Rows are matched by " + names(diff.key()) + ".");
        } else if (!diff.changes().isEmpty()
                && (diff.before().rowCount() != 1 || diff.after().rowCount() != 1)) {
            notes.add("No column tells the rows apart, so they are compared as a whole: a row that changed is one gone"
                    + " and one added.");
        }
        return notes;
    }

    private static void addColumns(List<String> notes, String one, String many, List<String> names) {
        if (!names.isEmpty()) {
            notes.add((names.size() == 1 ? one : many) + ": " + names(names) + ".");
        }
    }

    private static void addTruncated(List<String> notes, ResultDiff diff) {
        Side before = diff.before();
        Side after = diff.after();
        if (before.truncated() && after.truncated() && before.rowCount() == after.rowCount()) {
            notes.add("Only the first " + Figures.number(before.rowCount()) + " rows of each are compared: a row may"
                    + " have come in from beyond them, or gone there.");
        } else if (before.truncated() || after.truncated()) {
            notes.add("Of " + (before.truncated() ? "the earlier" : "the later") + " result only the first "
                    + Figures.number((before.truncated() ? before : after).rowCount())
                    + " rows are compared.");
        }
    }

    private static String names(List<String> names) {
        return names.stream().map(name -> "“" + VisibleText.of(name) + "”").collect(Collectors.joining(", "));
    }
}
