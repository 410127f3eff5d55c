package dev.tabletalk.failures;

import dev.tabletalk.adapter.llm.FakeAnswer;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What a model server may do, and how the person learns of it.
 *
 * @param code of the failure
 * @param words the sentence has, among others
 * @param kept the part of the answer that stays
 */
record ModelMishap(String name, FakeAnswer answer, String status, String code, String words, String kept) {
    static final String KEY = "sk-do-not-tell";
    private static final String HALF = "There are about";
    private static final Duration GAP = Duration.ofMillis(100);

    static Stream<ModelMishap> all() {
        FakeAnswer half = FakeAnswer.stream().text(HALF);
        return Stream.of(
                failed("401", FakeAnswer.error(401, "Incorrect: " + KEY), "model-unauthorized", "OPENAI_API_KEY"),
                failed("429", FakeAnswer.error(429, "slow down"), "model-rate-limited", "Wait a little"),
                failed("500", FakeAnswer.error(500, "NullPointerException"), "model-unavailable", "Try again later"),
                failed("no first token", FakeAnswer.stream(), "model-timeout", "did not begin to answer"),
                failed("no response", FakeAnswer.nothing(), "model-timeout", "did not begin to answer"),
                failed("malformed chunk", FakeAnswer.stream().data("not a chunk"), "model-protocol", "Try again"),
                failed("empty answer", FakeAnswer.saying(""), "model-protocol", "Try again"),
                failed("web page", webPage(), "model-protocol", "OPENAI_BASE_URL"),
                interrupted("malformed half-way", half.data("{\"choices\": 3}"), "model-protocol", "Try again"),
                interrupted("cut half-way", half.pause(GAP).cut(), "model-interrupted", "half-way"),
                interrupted("reset half-way", half.pause(GAP).reset(), "model-interrupted", "half-way"),
                interrupted("silent half-way", half, "model-timeout", "fell silent"),
                interrupted("error half-way", half.errorInStream("oops " + KEY, 500), "model-interrupted", "try again"),
                interrupted("length", half.finish("length"), "model-interrupted", "longer than the model's limit"));
    }

    private static FakeAnswer webPage() {
        return FakeAnswer.status(200, "text/html", "<html><body>Welcome</body></html>");
    }

    private static ModelMishap failed(String name, FakeAnswer answer, String code, String words) {
        return new ModelMishap(name, answer, "failed", code, words, "");
    }

    private static ModelMishap interrupted(String name, FakeAnswer answer, String code, String words) {
        return new ModelMishap(name, answer, "interrupted", code, words, HALF);
    }

    @Override
    public String toString() {
        return name;
    }
}
