package dev.tabletalk.application.agent.tool;

import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.schema.DatabaseSchema;
import dev.tabletalk.domain.schema.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds tables by name, and for a wrong name the nearest right ones. */
final class NamedTables {
    private static final int NEAREST = 3;

    private NamedTables() {}

    /** @throws FailureException NOT_FOUND that names the nearest tables */
    static Table find(DatabaseSchema schema, String name) {
        return schema.find(name)
                .orElseThrow(() -> FailureException.of(
                        FailureCode.NOT_FOUND, "There is no table \"" + name + "\"." + nearest(schema.tables(), name)));
    }

    private static String nearest(List<Table> tables, String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return tables.isEmpty()
                ? " This database has no tables that can be read."
                : tables.stream()
                        .map(table -> table.name().toString())
                        .sorted(Comparator.comparingInt(
                                candidate -> distance(wanted, candidate.toLowerCase(Locale.ROOT))))
                        .limit(NEAREST)
                        .collect(Collectors.joining(", ", " Nearest: ", "."));
    }

    /** Levenshtein's edit distance. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
