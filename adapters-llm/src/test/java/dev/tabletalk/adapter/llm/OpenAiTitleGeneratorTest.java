package dev.tabletalk.adapter.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.domain.conversation.TitleSource;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiTitleGeneratorTest {
    private final FakeOpenAiServer server = FakeOpenAiServer.start();
    private final OpenAiEndpoint endpoint = new OpenAiEndpoint(Questions.settings(server));
    private final OpenAiTitleGenerator titles = new OpenAiTitleGenerator(
            endpoint, "small-model", Questions.settings(server).timeouts().limits());

    @AfterEach
    void stop() {
        endpoint.close();
        server.close();
    }

    @Test
    void asksTheTitleModelForATitle() {
        server.titling(call -> FakeAnswer.saying("Revenue by product"));

        assertThat(titles.titleFor("Which products brought in the most?", piece -> {}))
                .satisfies(title -> {
                    assertThat(title.text()).isEqualTo("Revenue by product");
                    assertThat(title.source()).isEqualTo(TitleSource.GENERATED);
                });
        FakeCall call = server.calls().getFirst();
        assertThat(call.isForTitle()).isTrue();
        assertThat(call.newestQuestion()).isEqualTo("Which products brought in the most?");
        assertThat(call.body().path("model").asText()).isEqualTo("small-model");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Revenue by product\"",
                "Title: Revenue by product.",
                "**Revenue by product**",
                "“Revenue by product”",
                "<think>What could it be?\nHm.</think>\n\nRevenue by product\n"
            })
    void takesTheDecorationOff(String answer) {
        server.titling(call -> FakeAnswer.saying(answer));

        assertThat(titles.titleFor("?", piece -> {}).text()).isEqualTo("Revenue by product");
    }

    @Test
    void cutsALongQuestionBetweenCharacters() {
        titles.titleFor("🙂".repeat(32_000), piece -> {});

        assertThat(server.calls().getFirst().newestQuestion()).isEqualTo("🙂".repeat(2_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "<think>I wonder", "..."})
    void failsWhenThereIsNoTitle(String answer) {
        server.titling(call -> FakeAnswer.saying(answer));

        assertFails(FailureCode.MODEL_PROTOCOL);
    }

    @ParameterizedTest
    @CsvSource({"401, MODEL_UNAUTHORIZED", "429, MODEL_RATE_LIMITED", "500, MODEL_UNAVAILABLE"})
    void failsWithTheReasonOfTheModel(int status, FailureCode code) {
        server.titling(call -> FakeAnswer.error(status, "no"));

        assertFails(code);
    }

    @Test
    void failsWhenTheTitleIsCutOff() {
        server.titling(call -> FakeAnswer.stream().text("Revenue by").finish("length"));

        assertFails(FailureCode.MODEL_INTERRUPTED);
    }

    private void assertFails(FailureCode code) {
        assertThatThrownBy(() -> titles.titleFor("?", piece -> {}))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(code));
    }
}
