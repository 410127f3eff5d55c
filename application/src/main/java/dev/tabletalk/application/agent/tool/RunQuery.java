package dev.tabletalk.application.agent.tool;

import dev.tabletalk.domain.port.ToolDefinition;
import dev.tabletalk.domain.port.ToolDefinition.Parameter;
import dev.tabletalk.domain.query.ResultSummary;
import dev.tabletalk.domain.query.SqlText;
import java.util.List;

/** Runs one reading statement. */
final class RunQuery implements Tool {
    static final String NAME = "run_query";
    static final String SQL = "sql";

    private final RowReader rows;

    RunQuery(RowReader rows) {
        this.rows = rows;
    }

    @Override
    public ToolDefinition definition() {
        return new ToolDefinition(
                NAME,
                "Runs one read-only SQL statement and returns its rows. The person sees all rows as a table;"
                        + " you see the first " + RowsAsText.MAX_ROWS + ".",
                List.of(new Parameter(
                        SQL, ToolDefinition.Type.STRING, "One SELECT in the dialect of this database", true)));
    }

    @Override
    public ToolAnswer use(ToolInput input, ToolContext context) {
        return switch (rows.read(new SqlText(input.text(SQL)), context)) {
            // By this id the model can speak of the result later.
            case ToolAnswer.Told(String output, ResultSummary result)
            when result != null -> new ToolAnswer.Told("Result " + result.id().shortForm() + "\n" + output, result);
            case ToolAnswer.Told told -> told;
            case ToolAnswer.Refused refused -> refused;
        };
    }
}
