package dev.tabletalk.adapter.llm.offline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts outcomes into words: the answer first, then what to know about it. The rows themselves are shown beside it. */
final class Answer {
    private static final Pattern AMOUNT = Pattern.compile("-?\\d+(?:\\.\\d\\d?)?");
    private static final int MENTIONED = 3;

    private Answer() {}

    static String of(Plan plan, String output, List<String> notes) {
        ToolTexts.Table rows = withCents(ToolTexts.rows(output));
        if (rows == null) {
            return "The query ran, but I could not read its rows. They are shown beside this answer.";
        }
        List<String> parts = new ArrayList<>(notes);
        parts.add(sentence(plan, rows));
        parts.addAll(plan.remarks());
        if (rows.more()) {
            parts.add("There are more rows than the " + Sentences.number(String.valueOf(rows.count()))
                    + " shown; ask for fewer, or for a count.");
        }
        return String.join(" ", parts);
    }

    /** Amounts of money get as many decimals, of the usual two, as the one of their column that has most: as the page shows them. */
    private static ToolTexts.@Nullable Table withCents(ToolTexts.@Nullable Table rows) {
        if (rows == null) {
            return null;
        }
        List<List<String>> changed = new ArrayList<>();
        rows.rows().forEach(row -> changed.add(new ArrayList<>(row)));
        for (int i = 0; i < rows.columns().size(); i++) {
            if (ColumnInfo.isMoney(rows.columns().get(i))) {
                int at = i;
                List<List<String>> amounts = changed.stream()
                        .filter(row ->
                                at < row.size() && AMOUNT.matcher(row.get(at)).matches())
                        .toList();
                int most = amounts.stream()
                        .mapToInt(row -> new BigDecimal(row.get(at)).scale())
                        .max()
                        .orElse(0);
                amounts.forEach(row ->
                        row.set(at, new BigDecimal(row.get(at)).setScale(most).toPlainString()));
            }
        }
        return new ToolTexts.Table(rows.count(), rows.more(), rows.columns(), changed);
    }

    private static String sentence(Plan plan, ToolTexts.Table rows) {
        if (rows.rows().isEmpty()) {
            return "I found no " + plan.things() + scope(plan) + ".";
        }
        List<String> first = rows.rows().getFirst();
        return switch (plan.shape()) {
            case NUMBER -> rows.columns().size() > 1 ? numbers(rows, scope(plan)) : number(plan, first.getFirst());
            case WHETHER ->
                first.getFirst().equals("0")
                        ? "No, there are no " + plan.things() + scope(plan) + "."
                        : "Yes, there are **" + Sentences.number(first.getFirst()) + "** " + plan.things() + scope(plan)
                                + ".";
            case SHARE ->
                "**" + cell(first, 2) + "%** of " + plan.things() + scope(plan) + ": " + cell(first, 0) + " of "
                        + cell(first, 1) + ".";
            case PERIODS -> periods(plan, rows);
            case SERIES -> series(plan, rows);
            case GROUPS -> groups(plan, rows);
            case ROWS -> rows(plan, rows);
        };
    }

    private static String number(Plan plan, String cell) {
        if (cell.equals("NULL")) {
            return "There is nothing to compute: I found no values for " + plan.measure() + scope(plan) + ".";
        }
        if (plan.things().equals(plan.measure()) && !isAggregate(plan.measure())) {
            String are = cell.equals("1") ? "There is **1** of the " : "There are **" + Sentences.number(cell) + "** ";
            return are + plan.things() + scope(plan) + ".";
        }
        return "The " + plan.measure() + scope(plan) + " is **" + Sentences.number(cell) + "**.";
    }

    private static String numbers(ToolTexts.Table rows, String scope) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < rows.columns().size(); i++) {
            parts.add("the " + Sentences.words(rows.columns().get(i)) + " is **"
                    + cell(rows.rows().getFirst(), i) + "**");
        }
        return Sentences.capitalised(Sentences.all(parts)) + scope + ".";
    }

    private static boolean isAggregate(String measure) {
        return measure.matches("(total|average|lowest|highest|revenue|profit|average order value).*");
    }

    private static String periods(Plan plan, ToolTexts.Table rows) {
        List<String> parts = new ArrayList<>();
        for (List<String> row : rows.rows()) {
            parts.add("**" + cell(row, 1) + "** in " + Sentences.quoted(row.getFirst()));
        }
        String text = Sentences.capitalised(plan.measure()) + ": " + Sentences.all(parts) + ".";
        if (rows.rows().size() == 2) {
            text += change(rows.rows().getFirst().get(1), rows.rows().getLast().get(1));
        }
        return text;
    }

    private static String change(String from, String to) {
        try {
            BigDecimal old = new BigDecimal(from);
            if (old.signum() == 0) {
                return "";
            }
            BigDecimal percent = new BigDecimal(to)
                    .subtract(old)
                    .multiply(BigDecimal.valueOf(100))
                    .divide(old, 1, RoundingMode.HALF_UP);
            return " That is a change of " + (percent.signum() > 0 ? "+" : "") + percent.toPlainString()
                    + "% from the earlier to the later period.";
        } catch (NumberFormatException noNumber) {
            // Without two numbers, such as for a period with nothing in it, there is no change to speak of.
            return "";
        }
    }

    private static String series(Plan plan, ToolTexts.Table rows) {
        List<List<String>> known = rows.rows();
        if (known.size() < rows.count() || known.size() < 2) {
            return Sentences.capitalised(plan.measure()) + scope(plan) + ", " + rows.count() + " " + plan.things()
                    + ".";
        }
        List<String> top = extreme(known, 1);
        List<String> low = extreme(known, -1);
        return Sentences.capitalised(plan.measure()) + scope(plan) + " for " + rows.count() + " " + plan.things()
                + ": highest in **" + Sentences.quoted(top.getFirst()) + "** (" + cell(top, 1) + "), lowest in "
                + Sentences.quoted(low.getFirst()) + " (" + cell(low, 1) + ").";
    }

    private static List<String> extreme(List<List<String>> rows, int sign) {
        return rows.stream()
                .max((one, other) -> Integer.signum(numeric(one.getLast()).compareTo(numeric(other.getLast()))) * sign)
                .orElseThrow(() -> new IllegalStateException("There are no rows to compare."));
    }

    private static BigDecimal numeric(String cell) {
        try {
            return new BigDecimal(cell);
        } catch (NumberFormatException noNumber) {
            return BigDecimal.ZERO;
        }
    }

    private static String groups(Plan plan, ToolTexts.Table rows) {
        List<String> named = rows.rows().stream()
                .limit(MENTIONED)
                .map(row -> "**" + label(plan, rows, row) + "** (" + amount(plan, rows, row) + ")")
                .toList();
        if (rows.count() == 1) {
            List<String> row = rows.rows().getFirst();
            String place = plan.ranked() ? plan.descending() ? " comes first" : " comes last" : " is the only one";
            return "**" + label(plan, rows, row) + "**" + place + ": **" + cell(row, plan.labels()) + "** "
                    + plan.measure() + scope(plan) + ".";
        }
        String count =
                plan.ranked() ? "" : " for " + Sentences.number(String.valueOf(rows.count())) + " " + plan.things();
        boolean sorted = isSorted(plan, rows.rows());
        return Sentences.capitalised(plan.measure())
                + count
                + scope(plan)
                + (sorted ? plan.descending() ? ", highest first: " : ", lowest first: " : ": ")
                + String.join(", ", named)
                + (rows.count() > MENTIONED ? ", …" : ".");
    }

    /** With its share of the whole, where that was asked for. */
    private static String amount(Plan plan, ToolTexts.Table rows, List<String> row) {
        String amount = cell(row, plan.labels());
        return plan.labels() < row.size() - 1 && rows.columns().getLast().equals(NumbersWriter.PERCENT)
                ? cell(row, row.size() - 1) + "%, " + amount
                : amount;
    }

    private static boolean isSorted(Plan plan, List<List<String>> rows) {
        for (int i = 1; i < rows.size(); i++) {
            int order = numeric(cellOf(rows.get(i - 1), plan)).compareTo(numeric(cellOf(rows.get(i), plan)));
            if (plan.descending() ? order < 0 : order > 0) {
                return false;
            }
        }
        return rows.size() > 1;
    }

    private static String cellOf(List<String> row, Plan plan) {
        return plan.labels() < row.size() ? row.get(plan.labels()) : "";
    }

    /** A key stands before the name it belongs to; people only need the name. */
    private static String label(Plan plan, ToolTexts.Table rows, List<String> row) {
        List<String> cells = new ArrayList<>();
        int count = Math.min(Math.max(1, plan.labels()), row.size());
        for (int i = 0; i < count; i++) {
            if (count == 1 || !rows.columns().get(i).endsWith("_id")) {
                cells.add(row.get(i).equals("NULL") ? "(none)" : Sentences.quoted(row.get(i)));
            }
        }
        return String.join(", ", cells);
    }

    private static String rows(Plan plan, ToolTexts.Table rows) {
        List<String> first = rows.rows().getFirst();
        if (rows.count() == 1) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < first.size() && i < 8; i++) {
                String value = first.get(i).equals("NULL") ? "not given" : Sentences.quoted(first.get(i));
                cells.add(Sentences.words(rows.columns().get(i)) + " **" + value + "**");
            }
            return "One row of " + plan.things() + scope(plan) + ": " + String.join(", ", cells) + ".";
        }
        String count = rows.more()
                ? "The first **" + Sentences.number(String.valueOf(rows.count())) + "** "
                : "**" + Sentences.number(String.valueOf(rows.count())) + "** ";
        return count + plan.things() + scope(plan) + ".";
    }

    private static String scope(Plan plan) {
        return plan.scope().replace("*", "\\*");
    }

    private static String cell(List<String> row, int at) {
        return at < row.size() ? Sentences.number(row.get(at)) : "";
    }

    static String raw(String output) {
        ToolTexts.Table rows = ToolTexts.rows(output);
        if (rows == null) {
            return "The SQL ran; what it gave is shown beside this answer.";
        }
        if (rows.rows().isEmpty()) {
            return "The SQL ran and gave **no rows**.";
        }
        if (rows.count() == 1 && rows.columns().size() == 1) {
            return "The SQL gave one value: **"
                    + Sentences.quoted(rows.rows().getFirst().getFirst()) + "**.";
        }
        String count = Sentences.number(String.valueOf(rows.count()));
        return rows.more()
                ? "The SQL gave many rows; the first **" + count + "** are shown."
                : "The SQL gave **" + count + (rows.count() == 1 ? " row**." : " rows**.");
    }

    static String failed(String message, String advice) {
        return "The query failed: " + Sentences.quoted(message, 400) + (message.matches(".*[.!?]\\s*") ? " " : ". ")
                + advice;
    }

    static String refused(String reason) {
        return "The statement was not run: " + reason;
    }
}
