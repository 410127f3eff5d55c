package dev.tabletalk.adapter.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.application.ScriptedModel;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.port.ModelReply;
import dev.tabletalk.domain.query.Row;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ChartsIT extends HttpTestBase {
    private static final String SQL = "SELECT country, orders FROM x";

    private String turn = "";
    private String result = "";
    private List<SseEvent> events = List.of();

    @BeforeEach
    void askForAChart() {
        workspace.database.answer(
                SQL, List.of("country", "orders"), Row.of("DE", 3L), Row.of("FR", 2L), Row.of("IT", 1L));
        workspace
                .model
                .query(SQL)
                .then((request, onText, cancellation) -> new ModelReply.Finished(
                        "",
                        List.of(ScriptedModel.toolCall(
                                "draw", "show_chart", Map.of("resultId", newest(), "kind", "bar", "title", "Orders"))),
                        TokenUsage.NONE))
                .answer("Mostly DE.");
        Answer stream = ask(newConversation(), "Orders by country?");
        events = SseEvent.parse(stream.body());
        turn = events.getFirst().at("/metadata/turnId");
        result = event("result").at("/value/resultId");
    }

    /** The id of the result as the model read it. */
    private String newest() {
        return workspace.model.requests().getLast().messages().getLast()
                        instanceof dev.tabletalk.domain.conversation.Message.AssistantMessage said
                ? String.valueOf(said.toolCalls().getFirst().outcome()).replaceAll("(?s).*Result ([0-9a-f]{8}).*", "$1")
                : "";
    }

    private SseEvent event(String name) {
        return events.stream()
                .filter(event -> name.equals(event.at("/name")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + events));
    }

    private String path() {
        return "/turns/" + turn + "/charts/" + result;
    }

    private Answer put(String json) {
        return send(
                request(path()).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json, UTF_8)));
    }

    @Test
    void removesAChartAndShowsItAgain() {
        send(request(path()).DELETE()).expect(204);
        get(path()).expectProblem(404, "not-found");
        send(request(path()).DELETE()).expect(204);
        put("{\"numberFormat\": \"fraction\"}").expect(200);
        assertThat(get(path()).expect(200).at("/numberFormat")).isEqualTo("fraction");
    }

    @Test
    void anEventTellsOfTheChartAlsoLater() {
        SseEvent chart = event("chart");
        assertThat(chart.at("/value/toolCallId")).isEqualTo("draw");
        assertThat(chart.at("/value/resultId")).isEqualTo(result);
        assertThat(chart.at("/value/kind")).isEqualTo("bar");
        assertThat(chart.at("/value/x")).isEqualTo("country");
        assertThat(chart.data().at("/value/y").toString()).isEqualTo("[\"orders\"]");
        List<SseEvent> replayed =
                SseEvent.parse(get("/turns/" + turn + "/events").expect(200).body());
        assertThat(replayed).contains(chart);
    }

    @Test
    void readsAndReplacesAChart() {
        Answer drawn = get(path()).expect(200);
        assertThat(drawn.at("/kind")).isEqualTo("bar");
        assertThat(drawn.at("/title")).isEqualTo("Orders");
        assertThat(drawn.at("/description")).contains("highest value is 3 (DE)");
        Answer changed = put("{\"kind\":\"pie\",\"x\":\"COUNTRY\",\"y\":[\"orders\"],\"numberFormat\":\"euro\"}")
                .expect(200);
        assertThat(changed.at("/kind")).isEqualTo("pie");
        assertThat(changed.at("/numberFormat")).isEqualTo("euro");
        assertThat(get(path()).body()).isEqualTo(changed.body());
        assertThat(put("{}").expect(200).at("/kind")).isEqualTo("bar");
    }

    @Test
    void saysWhichFieldIsWrong() {
        put("{\"kind\":\"donut\"}").expectInvalid("kind");
        put("{\"x\":\"land\"}").expectInvalid("x");
        put("{\"kind\":\"bar\",\"x\":\"country\",\"y\":[\"country\"]}").expectInvalid("y");
        put("{\"y\":[null]}").expectInvalid("y");
        put("{\"y\":\"orders\"}").expectInvalid("y");
        put("{\"sort\":\"random\"}").expectInvalid("sort");
        put("{\"numberFormat\":\"roman\"}").expectInvalid("numberFormat");
        put("{\"logScale\":true}").expectInvalid("logScale");
        put("{\"horizontal\":\"yes\"}").expectInvalid("horizontal");
        put("{\"title\":\"" + "x".repeat(201) + "\"}").expectInvalid("title");
        put("[]").expectProblem(400, "invalid");
    }

    @Test
    void drawsItAsSvg() {
        Answer svg = get(path() + ".svg").expect(200);
        assertThat(svg.header("Content-Type")).startsWith("image/svg+xml");
        assertThat(svg.header("Content-Disposition")).startsWith("attachment");
        assertThat(svg.body()).startsWith("<svg");
    }

    @Test
    void knowsOnlyWhatBelongsTogether() {
        get("/turns/" + turn + "/charts/" + UUID.randomUUID()).expectProblem(404, "not-found");
        get("/turns/" + UUID.randomUUID() + "/charts/" + result).expectProblem(404, "not-found");
        get("/turns/" + turn + "/charts/nonsense").expectProblem(404, "not-found");
        get("/turns/" + turn + "/charts/nonsense.svg").expectProblem(404, "not-found");
    }
}
