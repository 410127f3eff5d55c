package dev.tabletalk.application.agent.tool;

import dev.tabletalk.domain.port.TargetDatabase;
import dev.tabletalk.domain.port.ToolDefinition;
import dev.tabletalk.domain.port.ToolDefinition.Parameter;
import dev.tabletalk.domain.schema.Table;
import java.util.List;

/** Shows a few rows of a table, to learn what its values look like. */
final class SampleRows implements Tool {
    private static final int ROWS = 5;

    private final TargetDatabase database;
    private final RowReader rows;

    SampleRows(TargetDatabase database, RowReader rows) {
        this.database = database;
        this.rows = rows;
    }

    @Override
    public ToolDefinition definition() {
        return new ToolDefinition(
                "sample_rows",
                "Returns " + ROWS + " rows of a table, to see what its values look like.",
                List.of(new Parameter("table", ToolDefinition.Type.STRING, "Name of a table or view", true)));
    }

    @Override
    public ToolAnswer use(ToolInput input, ToolContext context) {
        Table table =
                NamedTables.find(database.schema(context.connection(), context.cancellation()), input.text("table"));
        return rows.read(database.sample(context.connection(), table.name(), ROWS), context);
    }
}
