package dev.tabletalk.adapter.web.ui.conversation;

import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.Row;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An answer as Markdown to take elsewhere: what was said, the rows it rests on, and the statement that gave them. */
final class AnswerMarkdown {
    /** Rows in the table; more belong into a file. */
    static final int MOST_ROWS = 50;

    private static final Pattern SPECIAL = Pattern.compile("[\\\\|<*`\\[]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");
    private static final Pattern FENCE = Pattern.compile("`{3,}");

    private AnswerMarkdown() {}

    /** @param rows at least the first {@value #MOST_ROWS} of the result; null when the answer rests on none */
    static String of(String prose, @Nullable ResultPage rows) {
        StringBuilder text = new StringBuilder(prose.strip());
        if (rows != null) {
            if (!rows.columns().isEmpty() && !rows.rows().isEmpty()) {
                paragraph(text).append(table(rows));
            }
            int left = rows.rowCount() - Math.min(MOST_ROWS, rows.rows().size());
            if (rows.truncated() || left > 0) {
                paragraph(text)
                        .append(String.format(
                                Locale.ROOT,
                                "_The first %,d of %s%,d rows._",
                                Math.min(MOST_ROWS, rows.rows().size()),
                                rows.truncated() ? "more than " : "",
                                rows.rowCount()));
            }
            String fence = fence(rows.sql());
            paragraph(text)
                    .append(fence)
                    .append("sql\n")
                    .append(rows.sql().strip())
                    .append('\n')
                    .append(fence);
        }
        return text.append('\n').toString();
    }

    private static StringBuilder paragraph(StringBuilder text) {
        return text.isEmpty() ? text : text.append("\n\n");
    }

    private static String table(ResultPage rows) {
        List<ResultColumn> columns = rows.columns();
        StringBuilder table = new StringBuilder();
        table.append(line(columns, column -> cell(column.name())));
        table.append('\n').append(line(columns, column -> column.kind() == ResultColumn.Kind.NUMBER ? "---:" : "---"));
        for (Row row : rows.rows().subList(0, Math.min(MOST_ROWS, rows.rows().size()))) {
            table.append('\n').append(line(row.cells(), cell -> cell == null ? "*NULL*" : cell(cell.toString())));
        }
        return table.toString();
    }

    private static <T extends @Nullable Object> String line(List<T> cells, Function<T, String> write) {
        return cells.stream().map(write).collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** On one line, as it is; names_with_lines stay readable where nobody renders them. */
    private static String cell(String text) {
        return SPECIAL.matcher(text).replaceAll("\\\\$0").replaceAll("\\R", " ").strip();
    }

    private static String fence(String sql) {
        int longest = 2;
        Matcher fences = FENCE.matcher(sql);
        while (fences.find()) {
            longest = Math.max(longest, fences.group().length());
        }
        return "`".repeat(longest + 1);
    }
}
