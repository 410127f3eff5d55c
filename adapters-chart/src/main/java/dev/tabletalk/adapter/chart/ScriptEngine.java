package dev.tabletalk.adapter.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * The scripts of the page, loaded once, without a page: they see the objects of the language and nothing of Java, files or the
 * network. For one thread at a time.
 */
final class ScriptEngine {
    private static final String FOLDER = "/META-INF/resources/tabletalk/";
    private static final Limited LIMITED = new Limited();
    private static final Duration LOADING = Duration.ofSeconds(60);
    private static final int CHECK_EVERY = 50_000;
    private static final String SURROUNDINGS = """
            var setTimeout = function () {}, clearTimeout = function () {};
            """;
    private static final String DRAW = """
            function draw(model, width, height) {
              var made = tabletalkChartOption(model, {dark: false, animate: false, width: width, font: 'sans-serif'});
              if (made.number) return {number: made.number.value, label: made.number.label, notes: made.notes.join(' ')};
              made.option.tooltip = undefined;
              var chart = echarts.init(null, null, {renderer: 'svg', ssr: true, width: width, height: height});
              try {
                chart.setOption(made.option);
                return {svg: chart.renderToSVGString(), notes: made.notes.join(' ')};
              } finally {
                chart.dispose();
              }
            }
            """;

    private final ScriptableObject scope;

    ScriptEngine() {
        scope = LIMITED.call(LOADING, context -> {
            ScriptableObject fresh = context.initSafeStandardObjects();
            run(context, fresh, "surroundings", SURROUNDINGS);
            for (String name : new String[] {"echarts.min.js", "chart-option.js"}) {
                run(context, fresh, name, read(name));
            }
            run(context, fresh, "draw", DRAW);
            return fresh;
        });
    }

    private static void run(Context context, Scriptable scope, String name, String script) {
        context.evaluateString(scope, script, name, 1, null);
    }

    private static String read(String name) {
        try (InputStream file = ScriptEngine.class.getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                throw new IllegalStateException("The script " + name + " is not part of this build.");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Calls a function of the scripts.
     *
     * @param longest how long that may take
     * @param arguments made with the context and scope they belong to
     */
    Scriptable call(Duration longest, String function, BiFunction<Context, Scriptable, @Nullable Object[]> arguments) {
        return LIMITED.call(longest, context -> {
            Function found = (Function) ScriptableObject.getProperty(scope, function);
            return (Scriptable) found.call(context, scope, scope, arguments.apply(context, scope));
        });
    }

    /** The object that an expression gives. */
    Scriptable evaluate(Duration longest, String expression) {
        return LIMITED.call(
                longest, context -> (Scriptable) context.evaluateString(scope, expression, "expression", 1, null));
    }

    /** A property as text; empty when there is none. */
    static String text(Scriptable object, String name) {
        return ScriptableObject.hasProperty(object, name)
                ? Context.toString(ScriptableObject.getProperty(object, name))
                : "";
    }

    /** What a script throws that ran for too long; no script can catch it. */
    static final class TooLongError extends Error {
        private static final long serialVersionUID = 1;

        TooLongError() {
            super("A script ran for too long");
        }
    }

    private static final class Limited extends ContextFactory {
        private static final ThreadLocal<Long> END = new ThreadLocal<>();

        @Override
        protected Context makeContext() {
            Context context = super.makeContext();
            context.setInterpretedMode(true);
            context.setLanguageVersion(Context.VERSION_ES6);
            context.setInstructionObserverThreshold(CHECK_EVERY);
            context.setClassShutter(name -> false);
            return context;
        }

        @Override
        protected void observeInstructionCount(Context context, int count) {
            Long end = END.get();
            if (end != null && System.nanoTime() - end > 0) {
                throw new TooLongError();
            }
        }

        <T> T call(Duration longest, java.util.function.Function<Context, T> work) {
            END.set(System.nanoTime() + longest.toNanos());
            try (Context context = enterContext()) {
                return work.apply(context);
            } finally {
                END.remove();
            }
        }
    }
}
