package dev.tabletalk.adapter.chart;

import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.chart.ChartData;
import dev.tabletalk.domain.chart.ChartText;
import dev.tabletalk.domain.chart.ColumnNames;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.ChartRenderer;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.Row;
import java.lang.ref.SoftReference;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * Charts by ECharts in Rhino. The engine is made for the first chart and given up when memory is short; one chart is drawn at
 * a time.
 */
final class RhinoChartRenderer implements ChartRenderer {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 380;
    private static final long EXACT = 1L << 53;
    private static final int EXACT_DIGITS = 15;
    private static final int LONGEST_TEXT = 200;

    private final Duration longest;
    private final Supplier<ScriptEngine> engines;
    private final ReentrantLock lock = new ReentrantLock();
    private SoftReference<@Nullable ScriptEngine> engine = new SoftReference<>(null);

    /** @param longest what one chart may take, the loading of the engine apart */
    RhinoChartRenderer(Duration longest) {
        this(longest, ScriptEngine::new);
    }

    RhinoChartRenderer(Duration longest, Supplier<ScriptEngine> engines) {
        this.longest = longest;
        this.engines = engines;
    }

    @Override
    public String svg(Chart chart, List<ResultColumn> columns, List<Row> rows) {
        lock.lock();
        try {
            Scriptable drawn = engine().call(longest, "draw", (context, scope) ->
                    new Object[] {model(context, scope, chart, columns, rows), WIDTH, HEIGHT});
            return SvgPage.of(
                    new SvgPage.Content(
                            ScriptEngine.text(drawn, "svg"),
                            ScriptEngine.text(drawn, "number"),
                            ScriptEngine.text(drawn, "notes")),
                    ChartText.title(chart, new ChartData(columns, rows, false)),
                    ChartText.of(chart, new ChartData(columns, rows, false)),
                    WIDTH,
                    HEIGHT);
        } catch (RhinoException | ScriptEngine.TooLongError failed) {
            throw new FailureException(
                    new Failure(
                            FailureCode.INTERNAL, "The chart could not be drawn; the server's log has the details."),
                    failed);
        } finally {
            lock.unlock();
        }
    }

    private ScriptEngine engine() {
        ScriptEngine known = engine.get();
        if (known == null) {
            known = engines.get();
            engine = new SoftReference<>(known);
        }
        return known;
    }

    private static Scriptable model(
            Context context, Scriptable scope, Chart whole, List<ResultColumn> columns, List<Row> rows) {
        Chart chart = whole.compacted();
        List<Integer> used = whole.columns();
        ColumnNames names = new ColumnNames(columns);
        Scriptable model = context.newObject(scope);
        put(model, "chart", chart(context, scope, chart));
        put(model, "columns", array(context, scope, used, at -> {
            Scriptable column = context.newObject(scope);
            put(column, "name", SvgPage.allowed(names.at(at)));
            put(column, "kind", columns.get(at).kind().name().toLowerCase(Locale.ROOT));
            return column;
        }));
        put(
                model,
                "rows",
                array(
                        context,
                        scope,
                        rows,
                        row -> array(
                                context, scope, used, at -> cell(row.cells().get(at)))));
        put(model, "truncated", false);
        return model;
    }

    private static Scriptable chart(Context context, Scriptable scope, Chart chart) {
        Scriptable object = context.newObject(scope);
        put(object, "kind", chart.kind().wireName());
        put(object, "x", chart.x());
        put(object, "y", array(context, scope, chart.y(), at -> at));
        put(object, "series", chart.series());
        put(object, "sort", chart.sort().wireName());
        put(object, "numbers", chart.numbers().wireName());
        put(object, "log", chart.logarithmic());
        put(object, "horizontal", chart.horizontal());
        return object;
    }

    private interface Conversion<T> {
        @Nullable
        Object of(T item);
    }

    private static <T> Scriptable array(Context context, Scriptable scope, List<T> items, Conversion<T> conversion) {
        @Nullable Object[] made = new Object[items.size()];
        for (int i = 0; i < made.length; i++) {
            made[i] = conversion.of(items.get(i));
        }
        return context.newArray(scope, made);
    }

    private static void put(Scriptable object, String name, @Nullable Object value) {
        ScriptableObject.putProperty(object, name, value);
    }

    /** As a page gets it: what a double cannot hold exactly is a text. */
    private static @Nullable Object cell(@Nullable Object cell) {
        return switch (cell) {
            case null -> null;
            case Long number when number <= EXACT && number >= -EXACT -> number.doubleValue();
            case Double number -> number;
            case BigDecimal number when number.precision() <= EXACT_DIGITS -> number.doubleValue();
            case BigDecimal number -> number.toPlainString();
            case BigInteger number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> {
                String text = cell.toString();
                yield SvgPage.allowed(text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…");
            }
        };
    }
}
