package dev.tabletalk.application.connection;

import dev.tabletalk.domain.schema.Column;
import dev.tabletalk.domain.schema.DatabaseSchema;
import dev.tabletalk.domain.schema.ForeignKey;
import dev.tabletalk.domain.schema.Table;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes first questions out of the names a schema really has. */
final class SuggestedQuestions {
    private static final int MOST = 4;
    private static final Pattern MONEY =
            Pattern.compile(".*(amount|total|price|revenue|cost|salary|budget|sales|value|paid).*");
    private static final Pattern DATE = Pattern.compile(".*(date|time|_at|_on)$|.*(date|timestamp).*");
    private static final Pattern LABEL = Pattern.compile("(.*_)?(name|title)");
    private static final Pattern CATEGORY =
            Pattern.compile(".*(country|city|region|status|category|type|method|segment|department).*");

    private final DatabaseSchema schema;
    private final Set<String> questions = new LinkedHashSet<>();

    private SuggestedQuestions(DatabaseSchema schema) {
        this.schema = schema;
    }

    static List<String> of(DatabaseSchema schema) {
        SuggestedQuestions suggestions = new SuggestedQuestions(schema);
        suggestions.ask();
        return suggestions.questions.stream().limit(MOST).toList();
    }

    private void ask() {
        if (sellsProducts()) {
            questions.add("Which products brought in the most revenue last year?");
        }
        List<Table> byWeight = schema.tables().stream()
                .filter(table -> table.kind() == Table.Kind.TABLE)
                .sorted(Comparator.comparingLong(SuggestedQuestions::weight).reversed())
                .toList();
        byWeight.stream().flatMap(table -> trend(table).stream()).findFirst().ifPresent(questions::add);
        byWeight.stream().flatMap(table -> groups(table).stream()).findFirst().ifPresent(questions::add);
        byWeight.stream().flatMap(table -> highest(table).stream()).findFirst().ifPresent(questions::add);
        byWeight.stream()
                .map(table -> "How many " + words(table.name().name()) + " are there?")
                .limit(2)
                .forEach(questions::add);
        if (!schema.tables().isEmpty()) {
            questions.add("What tables are there?");
        }
    }

    private boolean sellsProducts() {
        return schema.tables().stream()
                .filter(table ->
                        has(table, "quantity") && table.columns().stream().anyMatch(SuggestedQuestions::isMoney))
                .flatMap(table -> table.foreignKeys().stream())
                .map(ForeignKey::target)
                .anyMatch(target -> target.name().toLowerCase(Locale.ROOT).startsWith("product"));
    }

    private static Optional<String> trend(Table table) {
        return table.columns().stream().anyMatch(SuggestedQuestions::isDate)
                        && !table.foreignKeys().isEmpty()
                ? Optional.of("How many " + words(table.name().name()) + " per month?")
                : Optional.empty();
    }

    private static Optional<String> groups(Table table) {
        return table.columns().stream()
                .filter(column -> CATEGORY.matcher(lower(column)).matches()
                        && !lower(column).endsWith("id"))
                .findFirst()
                .map(column -> "How many " + words(table.name().name()) + " by " + words(column.name()) + "?");
    }

    private static Optional<String> highest(Table table) {
        return table.columns().stream()
                        .anyMatch(column -> LABEL.matcher(lower(column)).matches())
                ? table.columns().stream()
                        .filter(SuggestedQuestions::isMoney)
                        .findFirst()
                        .map(column -> "Top 10 " + words(table.name().name()) + " by " + words(column.name()))
                : Optional.empty();
    }

    private static long weight(Table table) {
        return table.rowEstimate() == null ? table.foreignKeys().size() : table.rowEstimate();
    }

    private static boolean isMoney(Column column) {
        return MONEY.matcher(lower(column)).matches();
    }

    private static boolean isDate(Column column) {
        return DATE.matcher(lower(column)).matches()
                || column.type().toLowerCase(Locale.ROOT).startsWith("date")
                || column.type().toLowerCase(Locale.ROOT).startsWith("timestamp");
    }

    private static boolean has(Table table, String column) {
        return table.columns().stream().anyMatch(candidate -> lower(candidate).equals(column));
    }

    private static String lower(Column column) {
        return column.name().toLowerCase(Locale.ROOT);
    }

    private static String words(String identifier) {
        return identifier.replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
