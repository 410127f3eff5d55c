package dev.tabletalk.adapter.jdbc.guard;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The long texts that rows of the corpus name as "@@kind n". */
final class GeneratedSql {
    private GeneratedSql() {}

    static String of(String row) {
        String[] parts = row.substring(2).split(" ", 2);
        int n = Integer.parseInt(parts[1]);
        return switch (parts[0]) {
            case "nest-subquery" -> "SELECT * FROM (".repeat(n) + "SELECT 1 AS a" + join(n, "", i -> ") q" + i);
            case "nest-paren" -> "SELECT " + "(".repeat(n) + "1" + ")".repeat(n);
            case "case-nest" -> "SELECT " + "CASE WHEN 1 = 1 THEN ".repeat(n) + "1" + " END".repeat(n);
            case "func-nest" -> "SELECT " + "abs(".repeat(n) + "1" + ")".repeat(n);
            case "not-chain" -> "SELECT " + "NOT ".repeat(n) + "(1 = 1)";
            case "plus-chain" -> "SELECT 1" + "+1".repeat(n);
            case "or-chain" -> "SELECT count(*) FROM orders WHERE " + join(n, " OR ", i -> "id = " + i);
            case "in-list" -> "SELECT count(*) FROM orders WHERE id IN (" + join(n, ",", i -> "" + i) + ")";
            case "cols" -> "SELECT " + join(n, ", ", i -> i + " AS c" + i);
            case "union-chain" -> join(n, " UNION ALL ", i -> "SELECT " + i);
            case "join-chain" ->
                "SELECT count(*) FROM orders o" + join(n, "", i -> " JOIN orders o" + i + " ON o" + i + ".id = o.id");
            case "cte-chain" ->
                "WITH c AS (SELECT 1 AS n)"
                        + join(n, "", i -> ", c" + i + " AS (SELECT n + 1 AS n FROM c" + (i == 0 ? "" : i - 1) + ")")
                        + " SELECT n FROM c" + (n - 1);
            case "long-string" -> "SELECT length('" + "x".repeat(n) + "')";
            default -> throw new IllegalArgumentException("No text is generated for " + row);
        };
    }

    private interface Part {
        String of(int i);
    }

    private static String join(int n, String between, Part part) {
        return IntStream.range(0, n).mapToObj(part::of).collect(Collectors.joining(between));
    }
}
