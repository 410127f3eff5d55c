package dev.tabletalk.benchmark.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows below a head, as a Markdown table that can be read as plain text, too. */
public record Table(Row head, List<Row> rows) {
    public Table {
        rows = List.copyOf(rows);
        for (Row row : rows) {
            if (row.cells().size() != head.cells().size()) {
                throw new IllegalArgumentException("a row of another width than the head: " + row.cells());
            }
        }
    }

    public String text() {
        List<Integer> widths = IntStream.range(0, head.cells().size())
                .map(column -> Math.max(
                        head.cells().get(column).length(),
                        rows.stream()
                                .mapToInt(row -> row.cells().get(column).length())
                                .max()
                                .orElse(0)))
                .boxed()
                .toList();
        String rule = widths.stream().map("-"::repeat).collect(Collectors.joining(" | ", "| ", " |\n"));
        return line(head, widths)
                + rule
                + rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
    }

    private static String line(Row row, List<Integer> widths) {
        return IntStream.range(0, widths.size())
                .mapToObj(i -> row.cells().get(i)
                        + " ".repeat(widths.get(i) - row.cells().get(i).length()))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
