package dev.tabletalk.application.agent.tool;

import dev.tabletalk.domain.port.TargetDatabase;
import dev.tabletalk.domain.port.ToolDefinition;
import dev.tabletalk.domain.port.ToolDefinition.Parameter;
import dev.tabletalk.domain.schema.Column;
import dev.tabletalk.domain.schema.DatabaseSchema;
import dev.tabletalk.domain.schema.ForeignKey;
import dev.tabletalk.domain.schema.Table;
import java.util.List;
import java.util.stream.Collectors;

/** Describes tables column by column. */
final class DescribeTables implements Tool {
    private static final int MAX_TABLES = 20;

    private final TargetDatabase database;

    DescribeTables(TargetDatabase database) {
        this.database = database;
    }

    @Override
    public ToolDefinition definition() {
        return new ToolDefinition(
                "describe_tables",
                "Describes tables: columns, types, nullability, keys, comments, estimated rows.",
                List.of(new Parameter(
                        "names",
                        ToolDefinition.Type.STRING_LIST,
                        "Names of up to " + MAX_TABLES + " tables or views",
                        true)));
    }

    @Override
    public ToolAnswer use(ToolInput input, ToolContext context) {
        DatabaseSchema schema = database.schema(context.connection(), context.cancellation());
        List<String> names = input.texts("names").stream().distinct().toList();
        String text = names.stream()
                .limit(MAX_TABLES)
                .map(name -> block(NamedTables.find(schema, name)))
                .collect(Collectors.joining("\n\n"));
        int left = names.size() - MAX_TABLES;
        return new ToolAnswer.Told(left > 0 ? text + "\n\n… " + left + " more were not described" : text, null);
    }

    private static String block(Table table) {
        StringBuilder text = new StringBuilder("## ").append(TableText.heading(table));
        if (table.comment() != null) {
            text.append("\ncomment: ").append(TableText.oneLine(table.comment()));
        }
        table.columns().forEach(column -> text.append('\n').append(line(table, column)));
        return text.toString();
    }

    private static String line(Table table, Column column) {
        return "- " + TableText.oneLine(column.name()) + " " + TableText.oneLine(column.type())
                + (column.nullable() ? "" : " NOT NULL")
                + (table.primaryKey().contains(column.name()) ? " PRIMARY KEY" : "")
                + table.foreignKeys().stream()
                        .filter(key -> key.columns().contains(column.name()))
                        .map(key -> reference(key, column))
                        .collect(Collectors.joining())
                + (column.comment() == null ? "" : " -- " + TableText.oneLine(column.comment()));
    }

    private static String reference(ForeignKey key, Column column) {
        return " -> " + TableText.oneLine(key.target().toString()) + "."
                + TableText.oneLine(key.targetColumns().get(key.columns().indexOf(column.name())));
    }
}
