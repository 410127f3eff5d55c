package dev.tabletalk.adapter.llm.offline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What was cancelled or paid back was not sold: money and pieces are counted without it, and the answer says so. */
final class StatusRule {
    private static final int NEAR = 2;
    private static final Set<String> NAMES = Set.of("status", "state", "order_status", "payment_status");
    private static final Pattern UNDONE =
            Pattern.compile("(?i).*(cancel|refund|void|return|reject|fail|declin|abort|chargeback).*");

    private final SchemaMap schema;
    private final SqlDialect dialect;
    private final Lookups lookups;

    StatusRule(SchemaMap schema, SqlDialect dialect, Lookups lookups) {
        this.schema = schema;
        this.dialect = dialect;
        this.lookups = lookups;
    }

    /** @param filtered columns about which the question says something itself */
    Optional<Condition> forSales(String root, Collection<String> filtered) {
        for (Map.Entry<String, List<Link>> way : schema.ways(root).entrySet()) {
            TableInfo table = schema.table(way.getKey());
            List<ColumnInfo> columns = table.columns(
                    column -> column.isText() && NAMES.contains(String.join("_", Words.split(column.name()))));
            boolean belongs =
                    way.getValue().size() <= NEAR && way.getValue().stream().noneMatch(Link::optional);
            if (columns.isEmpty() || !belongs) {
                continue;
            }
            ColumnInfo status = columns.getFirst();
            String name = table.shortName() + "." + status.name();
            return filtered.contains(name) ? Optional.empty() : exclusion(status, name);
        }
        return Optional.empty();
    }

    private Optional<Condition> exclusion(ColumnInfo status, String name) {
        String reference = Select.reference(dialect, status);
        String sql = "SELECT " + reference + ", COUNT(*) AS row_count\nFROM " + dialect.table(status.table())
                + "\nGROUP BY " + reference + "\nORDER BY row_count DESC\nLIMIT 40";
        List<String> undone = new ArrayList<>();
        for (List<String> row :
                lookups.rows(sql).orElseThrow(() -> Halt.lookUp(sql)).rows()) {
            if (UNDONE.matcher(row.getFirst()).matches()) {
                undone.add(row.getFirst());
            }
        }
        if (undone.isEmpty()) {
            return Optional.empty();
        }
        undone.sort(null);
        List<String> values = undone.stream().map(dialect::text).toList();
        String condition = reference + " NOT IN (" + String.join(", ", values) + ")";
        if (!status.notNull()) {
            condition = "(" + reference + " IS NULL OR " + condition + ")";
        }
        String things = Sentences.words(schema.tableOf(status).shortName());
        return Optional.of(new Condition(
                Set.of(status.table()),
                name,
                condition,
                Sentences.capitalised(Sentences.all(undone)) + " " + things + " are left out.",
                false));
    }
}
