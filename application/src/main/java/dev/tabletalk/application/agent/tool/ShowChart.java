package dev.tabletalk.application.agent.tool;

import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.chart.ChartData;
import dev.tabletalk.domain.chart.ChartKind;
import dev.tabletalk.domain.chart.ChartRequest;
import dev.tabletalk.domain.chart.ChartText;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.ChartRepository;
import dev.tabletalk.domain.port.QueryResultRepository;
import dev.tabletalk.domain.port.ToolDefinition;
import dev.tabletalk.domain.port.ToolDefinition.Parameter;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.ResultSummary;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Draws the rows of a result of this conversation. The model names columns; it never gives data. */
final class ShowChart implements Tool {
    static final String NAME = "show_chart";

    private static final int SHORTEST_ID = 4;

    private final QueryResultRepository results;
    private final ChartRepository charts;

    ShowChart(QueryResultRepository results, ChartRepository charts) {
        this.results = results;
        this.charts = charts;
    }

    @Override
    public ToolDefinition definition() {
        return new ToolDefinition(
                NAME,
                "Shows the person a chart of a result of run_query, beside its table. Kind and columns are chosen to suit"
                        + " the data when left out. The data comes from the stored result: never repeat rows here.",
                List.of(
                        new Parameter(
                                "resultId",
                                ToolDefinition.Type.STRING,
                                "The id that run_query gave, as in \"Result 1a2b3c4d\"",
                                true),
                        new Parameter(
                                "kind",
                                ToolDefinition.Type.STRING,
                                "One of "
                                        + Arrays.stream(ChartKind.values())
                                                .map(ChartKind::wireName)
                                                .collect(Collectors.joining(", ")),
                                false),
                        new Parameter(
                                "x",
                                ToolDefinition.Type.STRING,
                                "Name of the column along the axis: times, labels, or numbers for a scatter",
                                false),
                        new Parameter(
                                "y", ToolDefinition.Type.STRING_LIST, "Names of the columns of numbers to show", false),
                        new Parameter(
                                "series",
                                ToolDefinition.Type.STRING,
                                "Name of a column whose values get a colour each",
                                false),
                        new Parameter("title", ToolDefinition.Type.STRING, "A short title", false)));
    }

    @Override
    public ToolAnswer use(ToolInput input, ToolContext context) {
        ResultPage rows = rows(input.text("resultId"), context);
        ChartData data = ChartData.of(rows);
        Chart chart = request(input).bind(data, context.question());
        charts.save(context.turnId(), rows.id(), chart);
        String cut = rows.truncated() ? " It shows the first " + rows.rowCount() + " rows only." : "";
        return new ToolAnswer.Told(
                "Shown to the person: " + TableText.oneLine(ChartText.of(chart, data)) + cut,
                new ResultSummary(rows.id(), rows.rowCount(), rows.truncated()));
    }

    private static ChartRequest request(ToolInput input) {
        String kind = input.textOr("kind", "");
        String title = input.textOr("title", "");
        return ChartRequest.of(
                kind.isBlank() ? null : ChartKind.parse(kind),
                optional(input, "x"),
                input.has("y") ? input.texts("y") : List.of(),
                optional(input, "series"),
                title.length() > Chart.MAX_TITLE ? title.substring(0, Chart.MAX_TITLE) : title);
    }

    private static @Nullable String optional(ToolInput input, String name) {
        String text = input.textOr(name, "");
        return text.isBlank() ? null : text;
    }

    private ResultPage rows(String id, ToolContext context) {
        String start = id.strip().replaceFirst("(?i)^result\\s+", "");
        return (start.length() < SHORTEST_ID
                        ? Optional.<ResultId>empty()
                        : results.find(context.conversationId(), start))
                .flatMap(known -> results.page(known, 0, Integer.MAX_VALUE))
                .orElseThrow(() -> FailureException.of(
                        FailureCode.NOT_FOUND,
                        "This conversation has no result \"" + TableText.oneLine(id)
                                + "\". Use the id in the first line of what run_query gave."));
    }
}
