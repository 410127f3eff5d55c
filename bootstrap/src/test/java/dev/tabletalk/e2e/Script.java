package dev.tabletalk.e2e;

import dev.tabletalk.adapter.llm.FakeAnswer;
import dev.tabletalk.adapter.llm.FakeCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What the fake model says to a question: several texts, with a query after each but the last. The same question always gets
 * the same answer, so that a test knows what was sent.
 *
 * @param steps the pieces of each text
 * @param gap between two pieces
 */
record Script(List<List<String>> steps, Duration gap) {
    /** What breaks on the way if anything does: characters of one to four bytes, of one and two UTF-16 units, line ends, quotes. */
    private static final List<String> WORDS = List.of(
            "tea ",
            "über ",
            "日本語",
            "😀",
            "👩‍👩‍👧 ",
            "\n",
            "\r\n",
            "\"so\" ",
            "\\n ",
            "\u2028",
            "</p> ",
            "& ",
            "data: ",
            "\t",
            "e\u0301 ",
            "0.5 ");
    /** Takes some tens of milliseconds, so that it is interrupted too. */
    private static final String QUERY =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT count(*) AS c FROM n";

    /** @param pieces how many each text has */
    static Script of(String question, Duration gap, int... pieces) {
        Random random = new Random(question.hashCode());
        return new Script(
                Arrays.stream(pieces).mapToObj(count -> words(random, count)).toList(), gap);
    }

    private static List<String> words(Random random, int count) {
        List<String> words = new ArrayList<>(List.of("Well "));
        while (words.size() < count - 1) {
            words.add(WORDS.get(random.nextInt(WORDS.size())));
        }
        words.add("that is it.");
        return words;
    }

    /** The next step of a run. */
    FakeAnswer answer(FakeCall call) {
        int step = call.toolResults();
        FakeAnswer answer = FakeAnswer.stream();
        for (String piece : steps.get(step)) {
            answer = answer.pause(gap).piece(piece);
        }
        return step == steps.size() - 1
                ? answer.finish("stop")
                : answer.call("call-" + step, "run_query", "{\"sql\":\"" + QUERY + "\"}")
                        .finish("tool_calls");
    }

    /** The whole texts, in order. */
    List<String> texts() {
        return steps.stream().map(words -> String.join("", words)).toList();
    }
}
