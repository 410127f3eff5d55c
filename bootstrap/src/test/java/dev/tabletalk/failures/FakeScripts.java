package dev.tabletalk.failures;

import dev.tabletalk.adapter.llm.FakeAnswer;
import dev.tabletalk.adapter.llm.FakeCall;

/** What the model of these tests does. */
public final class FakeScripts {
    public static final String ANSWER = "That is all I could find out.";

    private FakeScripts() {}

    /** Runs a statement and answers with whatever came of it. */
    public static FakeAnswer queryThenAnswer(FakeCall call, String sql) {
        return useThenAnswer(call, "run_query", "{\"sql\": \"" + sql + "\"}");
    }

    /** Uses a tool once and answers with whatever came of it. */
    static FakeAnswer useThenAnswer(FakeCall call, String tool, String arguments) {
        return call.toolResults() > 0 ? FakeAnswer.saying(ANSWER) : FakeAnswer.calling(tool, arguments);
    }

    /** One step that runs so many statements, "SELECT 1", "SELECT 2" and so on, with the ids c1, c2 … */
    public static FakeAnswer queries(int count) {
        FakeAnswer step = FakeAnswer.stream();
        for (int i = 1; i <= count; i++) {
            step = step.call("c" + i, "run_query", "{\"sql\": \"SELECT " + i + "\"}");
        }
        return step.finish("tool_calls");
    }
}
