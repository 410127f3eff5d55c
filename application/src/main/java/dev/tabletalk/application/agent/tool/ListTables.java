package dev.tabletalk.application.agent.tool;

import dev.tabletalk.domain.port.TargetDatabase;
import dev.tabletalk.domain.port.ToolDefinition;
import dev.tabletalk.domain.port.ToolDefinition.Parameter;
import dev.tabletalk.domain.schema.DatabaseSchema;
import dev.tabletalk.domain.schema.Table;
import dev.tabletalk.domain.schema.TableName;
import dev.tabletalk.domain.schema.TableRanking;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists tables and views, a line each. */
final class ListTables implements Tool {
    private static final int MAX_TABLES = 100;

    private final TargetDatabase database;

    ListTables(TargetDatabase database) {
        this.database = database;
    }

    @Override
    public ToolDefinition definition() {
        return new ToolDefinition(
                "list_tables",
                "Lists the tables and views of the database with their columns and what they refer to.",
                List.of(new Parameter(
                        "search",
                        ToolDefinition.Type.STRING,
                        "Only tables whose name, columns or comments contain this",
                        false)));
    }

    @Override
    public ToolAnswer use(ToolInput input, ToolContext context) {
        DatabaseSchema schema = database.schema(context.connection(), context.cancellation());
        String search = input.textOr("search", "").strip();
        List<Table> found = found(schema, search);
        StringBuilder text = new StringBuilder(
                search.isEmpty()
                        ? found.size() + " tables and views"
                        : found.size() + " of " + schema.tables().size() + " tables and views match \"" + search
                                + "\"");
        found.stream().limit(MAX_TABLES).forEach(table -> text.append('\n').append(TableText.line(table)));
        if (found.size() > MAX_TABLES) {
            text.append("\n… and ").append(found.size() - MAX_TABLES).append(" more; use search");
        }
        return new ToolAnswer.Told(text.toString(), null);
    }

    /** What contains the text as it is, most likely meant first; else what mentions one of its words. */
    private static List<Table> found(DatabaseSchema schema, String search) {
        if (search.isEmpty()) {
            return schema.tables();
        }
        List<Table> literal = schema.search(search);
        List<Table> ranked = TableRanking.mentioned(schema, search);
        if (literal.isEmpty()) {
            return ranked;
        }
        Set<TableName> wanted = literal.stream().map(Table::name).collect(Collectors.toSet());
        Map<TableName, Table> found = new LinkedHashMap<>();
        Stream.concat(ranked.stream(), literal.stream())
                .filter(table -> wanted.contains(table.name()))
                .forEach(table -> found.putIfAbsent(table.name(), table));
        return List.copyOf(found.values());
    }
}
