package dev.tabletalk.application.agent.tool;

import dev.tabletalk.application.query.GuardedDatabase;
import dev.tabletalk.domain.chart.NamedChart;
import dev.tabletalk.domain.conversation.ToolArguments;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.ChartRepository;
import dev.tabletalk.domain.port.ModelReply.RequestedCall;
import dev.tabletalk.domain.port.QueryResultRepository;
import dev.tabletalk.domain.port.TargetDatabase;
import dev.tabletalk.domain.port.ToolDefinition;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.SqlText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All tools of the agent. Whatever a model asks for ends in exactly one outcome. Safe for any thread. */
public final class ToolBox {
    private static final Logger LOG = LoggerFactory.getLogger(ToolBox.class);

    private final List<Tool> tools;
    private final TargetDatabase database;
    private final QueryResultRepository results;
    private final ChartRepository charts;

    public ToolBox(
            TargetDatabase database, GuardedDatabase guarded, QueryResultRepository results, ChartRepository charts) {
        this.database = database;
        this.results = results;
        this.charts = charts;
        RowReader rows = new RowReader(guarded, results);
        tools = List.of(
                new ListTables(database),
                new DescribeTables(database),
                new SampleRows(database, rows),
                new RunQuery(rows),
                new ShowChart(results, charts));
    }

    public List<ToolDefinition> definitions() {
        return tools.stream().map(Tool::definition).toList();
    }

    /**
     * What a model should know of the tables before it answers a question; bounded in length. Empty when they cannot be read:
     * the model will learn why from the tools.
     */
    public String outline(ToolContext context, String question) {
        try {
            return SchemaOutline.of(database.schema(context.connection(), context.cancellation()), question);
        } catch (FailureException unreadable) {
            LOG.info("No outline of {}: {}", context.connection().id(), unreadable.failure());
            return "";
        }
    }

    /** Whether the result of a call is one that was there before and is drawn now. */
    public static boolean draws(String tool) {
        return tool.equals(ShowChart.NAME);
    }

    /** The chart that a turn shows of a result. */
    public Optional<NamedChart> chart(TurnId turn, ResultId result) {
        return Optional.ofNullable(
                        charts.find(List.of(turn)).getOrDefault(turn, Map.of()).get(result))
                .flatMap(chart -> results.page(result, 0, 0).map(page -> NamedChart.of(chart, page.columns())));
    }

    public ToolOutcome run(RequestedCall call, ToolContext context) {
        long start = System.nanoTime();
        if (context.cancellation().isRequested()) {
            return new ToolOutcome.Cancelled(Duration.ZERO);
        }
        try {
            return switch (answer(call, context)) {
                case ToolAnswer.Told told -> new ToolOutcome.Succeeded(told.output(), told.result(), since(start));
                case ToolAnswer.Refused(String reason) -> new ToolOutcome.Refused(reason, since(start));
            };
        } catch (FailureException failed) {
            LOG.info("The tool {} failed: {}", call.tool(), failed.failure(), failed.getCause());
            return failed.failure().code() == FailureCode.CANCELLED
                    ? new ToolOutcome.Cancelled(since(start))
                    : new ToolOutcome.Failed(failed.failure(), since(start));
        } catch (RuntimeException bug) {
            LOG.error("The tool {} broke", call.tool(), bug);
            Failure failure = new Failure(FailureCode.INTERNAL, "The tool broke; the server's log has the details.");
            return new ToolOutcome.Failed(failure, since(start));
        }
    }

    /** Runs a statement of a person as the agent would run it, to the same kinds of outcome, and stores its result. */
    public ToolOutcome query(SqlText sql, ToolContext context) {
        Map<String, @Nullable Object> arguments = Map.of(RunQuery.SQL, sql.value());
        return run(new RequestedCall("", RunQuery.NAME, "", new ToolArguments.Parsed(arguments)), context);
    }

    private ToolAnswer answer(RequestedCall call, ToolContext context) {
        Tool tool = tools.stream()
                .filter(candidate -> candidate.definition().name().equals(call.tool()))
                .findFirst()
                .orElseThrow(() -> unknown(call.tool()));
        return switch (call.parsed()) {
            case ToolArguments.Parsed parsed -> tool.use(new ToolInput(parsed.values()), context);
            case ToolArguments.Malformed(String reason) ->
                throw FailureException.of(
                        FailureCode.INVALID, "The arguments are not a JSON object (" + reason + "); nothing was run.");
        };
    }

    private FailureException unknown(String name) {
        List<String> names =
                tools.stream().map(tool -> tool.definition().name()).toList();
        return FailureException.of(
                FailureCode.NOT_FOUND,
                "There is no tool \"" + name + "\". There are: " + String.join(", ", names) + ".");
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
