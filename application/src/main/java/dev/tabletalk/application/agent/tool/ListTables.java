package dev.tabletalk.application.agent.tool;

import dev.tabletalk.domain.port.TargetDatabase;
import dev.tabletalk.domain.port.ToolDefinition;
import dev.tabletalk.domain.port.ToolDefinition.Parameter;
import dev.tabletalk.domain.schema.Column;
import dev.tabletalk.domain.schema.DatabaseSchema;
import dev.tabletalk.domain.schema.Table;
import java.util.List;
import java.util.stream.Collectors;

/** Lists tables and views, a line each. */
final class ListTables implements Tool {
    private static final int MAX_TABLES = 100;
    private static final int MAX_COLUMNS = 40;

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
        List<Table> found = schema.search(search);
        StringBuilder text = new StringBuilder(
                search.isEmpty()
                        ? found.size() + " tables and views"
                        : found.size() + " of " + schema.tables().size() + " tables and views match \"" + search
                                + "\"");
        found.stream().limit(MAX_TABLES).forEach(table -> text.append('\n').append(line(table)));
        if (found.size() > MAX_TABLES) {
            text.append("\n… and ").append(found.size() - MAX_TABLES).append(" more; use search");
        }
        return new ToolAnswer.Told(text.toString(), null);
    }

    private static String line(Table table) {
        String columns = table.columns().stream()
                .limit(MAX_COLUMNS)
                .map(Column::name)
                .map(TableText::oneLine)
                .collect(Collectors.joining(", "));
        String references = table.foreignKeys().stream()
                .map(key -> TableText.oneLine(key.target().toString()))
                .distinct()
                .collect(Collectors.joining(", "));
        return "- " + TableText.heading(table) + ": " + columns
                + (table.columns().size() > MAX_COLUMNS ? ", …" : "")
                + (references.isEmpty() ? "" : "; -> " + references);
    }
}
