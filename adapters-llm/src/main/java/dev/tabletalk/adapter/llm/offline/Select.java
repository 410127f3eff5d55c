package dev.tabletalk.adapter.llm.offline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A SELECT under construction. Tables are joined along foreign keys as soon as they are needed. */
final class Select {
    private final SchemaMap schema;
    private final SqlDialect dialect;
    private final String root;
    private final Set<String> needed = new LinkedHashSet<>();
    private final List<String> items = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private final List<String> orders = new ArrayList<>();
    private @Nullable String having;
    private @Nullable String extraJoin;
    private @Nullable Integer limit;
    private boolean keepAll;
    private boolean distinct;

    Select(SchemaMap schema, SqlDialect dialect, String root) {
        this.schema = schema;
        this.dialect = dialect;
        this.root = root;
    }

    String root() {
        return root;
    }

    Select need(Collection<String> tables) {
        needed.addAll(tables);
        return this;
    }

    Select item(String expression, String alias) {
        String name = dialect.name(alias);
        names.add(name);
        boolean same = expression.equals(name) || expression.endsWith("." + name);
        items.add(same ? expression : expression + " AS " + name);
        return this;
    }

    Select where(String condition) {
        if (!conditions.contains(condition)) {
            conditions.add(condition);
        }
        return this;
    }

    Select groupBy(String expression) {
        if (!groups.contains(expression)) {
            groups.add(expression);
        }
        return this;
    }

    Select having(String condition) {
        having = having == null ? condition : having + " AND " + condition;
        return this;
    }

    Select orderBy(String expression) {
        orders.add(expression);
        return this;
    }

    Select noOrder() {
        orders.clear();
        return this;
    }

    /** What the columns of the result are called, quoted where needed. */
    List<String> names() {
        return List.copyOf(names);
    }

    Select limit(@Nullable Integer rows) {
        limit = rows;
        return this;
    }

    Select distinct() {
        distinct = true;
        return this;
    }

    /** Keeps rows of the root that refer to nothing. */
    Select keepAll() {
        keepAll = true;
        return this;
    }

    Select join(String clause) {
        extraJoin = clause;
        return this;
    }

    String column(ColumnInfo column) {
        needed.add(column.table());
        return reference(dialect, column);
    }

    static String reference(SqlDialect dialect, ColumnInfo column) {
        String table = column.table().substring(column.table().lastIndexOf('.') + 1);
        return dialect.name(table) + "." + dialect.name(column.name());
    }

    String toSql() {
        List<String> lines = new ArrayList<>();
        lines.add("SELECT " + (distinct ? "DISTINCT " : "") + String.join(", ", items));
        lines.add("FROM " + dialect.table(root));
        lines.addAll(joins());
        if (extraJoin != null) {
            lines.add(extraJoin);
        }
        if (!conditions.isEmpty()) {
            lines.add("WHERE " + String.join("\n  AND ", conditions));
        }
        if (!groups.isEmpty()) {
            lines.add("GROUP BY " + String.join(", ", groups));
        }
        if (having != null) {
            lines.add("HAVING " + having);
        }
        if (!orders.isEmpty()) {
            lines.add("ORDER BY " + String.join(", ", orders));
        }
        if (limit != null) {
            lines.add("LIMIT " + limit);
        }
        return String.join("\n", lines);
    }

    private List<String> joins() {
        List<String> joins = new ArrayList<>();
        Set<String> outer = new LinkedHashSet<>();
        Set<String> joined = new LinkedHashSet<>(Set.of(root));
        for (String table : needed) {
            for (Link link : schema.way(root, table)
                    .orElseThrow(() -> new IllegalStateException("No way from " + root + " to " + table + "."))) {
                if (!joined.add(link.to())) {
                    continue;
                }
                boolean keeps = keepAll && (link.optional() || outer.contains(link.from()));
                if (keeps) {
                    outer.add(link.to());
                }
                joins.add((keeps ? "LEFT JOIN " : "JOIN ") + dialect.table(link.to()) + " ON " + on(link));
            }
        }
        return joins;
    }

    private String on(Link link) {
        List<String> pairs = new ArrayList<>();
        TableInfo from = schema.table(link.from());
        TableInfo to = schema.table(link.to());
        for (int i = 0; i < link.columns().size(); i++) {
            pairs.add(plain(to, link.targetColumns().get(i)) + " = "
                    + plain(from, link.columns().get(i)));
        }
        return String.join(" AND ", pairs);
    }

    private String plain(TableInfo table, String column) {
        return dialect.name(table.shortName()) + "." + dialect.name(column);
    }
}
