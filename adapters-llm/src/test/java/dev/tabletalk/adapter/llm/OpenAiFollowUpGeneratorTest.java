package dev.tabletalk.adapter.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.domain.conversation.FollowUps;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.AnsweredQuestion;
import dev.tabletalk.domain.port.ModelListener;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.schema.DatabaseSchema;
import dev.tabletalk.domain.schema.Table;
import dev.tabletalk.domain.schema.TableName;
import dev.tabletalk.domain.trace.SentRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked for next questions, and what is made of the answer; over real HTTP. */
class OpenAiFollowUpGeneratorTest {
    private final FakeOpenAiServer server = FakeOpenAiServer.start();
    private final OpenAiEndpoint endpoint = new OpenAiEndpoint(Questions.settings(server));
    private final OpenAiFollowUpGenerator generator = new OpenAiFollowUpGenerator(
            endpoint, "small-model", Questions.settings(server).timeouts().limits());
    private final List<SentRequest> sent = new ArrayList<>();
    private final List<TokenUsage> used = new ArrayList<>();
    private final ModelListener listener = new ModelListener() {
        @Override
        public void text(String piece) {}

        @Override
        public void sent(SentRequest request) {
            sent.add(request);
        }

        @Override
        public void used(TokenUsage usage) {
            used.add(usage);
        }
    };

    @AfterEach
    void stop() {
        endpoint.close();
        server.close();
    }

    private FollowUps after() {
        ResultPage rows = new ResultPage(
                ResultId.create(),
                "SELECT country FROM customers",
                List.of(new ResultColumn("country", "TEXT", ResultColumn.Kind.TEXT)),
                0,
                List.of(Row.of("Secretland")),
                1,
                false,
                Duration.ZERO,
                Instant.EPOCH);
        Table table = new Table(
                new TableName(null, "customers"), Table.Kind.TABLE, null, List.of(), List.of(), List.of(), null);
        return generator.after(
                new AnsweredQuestion(
                        "Where are they?",
                        List.of("How many customers?"),
                        "All over.",
                        rows,
                        new DatabaseSchema(List.of(table))),
                listener);
    }

    @Test
    void sendsNamesButNoRows() {
        server.suggesting(call -> FakeAnswer.saying("[\"How many per month?\"]"));

        assertThat(after().questions()).containsExactly("How many per month?");

        FakeCall call = server.suggestionCalls().getFirst();
        assertThat(call.body().path("model").asText()).isEqualTo("small-model");
        assertThat(call.newestQuestion())
                .contains(
                        "Where are they?", "Asked before:\n- How many customers?", "All over.", "country", "customers")
                .doesNotContain("Secretland");
        assertThat(sent).containsExactly(new SentRequest("small-model", hostOf(server), call.text()));
        assertThat(used).containsExactly(new TokenUsage(11, 7));
    }

    private static String hostOf(FakeOpenAiServer server) {
        return server.baseUrl().replaceAll("http://([^/]+)/.*", "$1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"One?\", \" Two\\n?\", \"\", \"One?\", \"Three?\", \"Four?\"]",
                "```json\n[\"One?\", \"Two ?\", \"Three?\"]\n```",
                "<think>Hm [1].</think>\n[\"One?\", \"Two ?\", \"Three?\"]"
            })
    void takesTheFirstThree(String answer) {
        server.suggesting(call -> FakeAnswer.saying(answer));

        assertThat(after().questions()).containsExactly("One?", "Two ?", "Three?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sure! [\"One?\"]", "{\"questions\":[]}", "[1, 2]", "1. One?\n2. Two?", "[\"One?\""})
    void takesNothingElseThanAListOfTexts(String answer) {
        server.suggesting(call -> FakeAnswer.saying(answer));

        assertThatThrownBy(this::after)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        thrown -> assertThat(thrown.failure().code()).isEqualTo(FailureCode.MODEL_PROTOCOL));
    }
}
