package dev.tabletalk.adapter.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.application.ScriptedModel;
import dev.tabletalk.domain.conversation.FollowUps;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The trace of an answer, feedback and follow-ups, over HTTP. */
class AnswersIT extends HttpTestBase {
    private String turnOf(String conversation) {
        return get("/conversations/" + conversation)
                .json()
                .at("/answers/0/turnId")
                .asString();
    }

    private Answer put(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json, StandardCharsets.UTF_8)));
    }

    @Test
    void tellsTheStepsAndTheVeryRequests() {
        workspace.model.query("SELECT 1").answer("One é🙂.");
        String conversation = newConversation();
        ask(conversation, "How many?");
        String turn = turnOf(conversation);

        JsonNode trace = get("/turns/" + turn + "/trace").json();

        assertThat(trace.path("status").asString()).isEqualTo("completed");
        assertThat(trace.at("/servers/0").asString()).isEqualTo("model.example");
        assertThat(trace.path("complete").asBoolean()).isTrue();
        JsonNode call = trace.path("steps")
                .valueStream()
                .filter(step -> step.path("type").asString().equals("model"))
                .findFirst()
                .orElseThrow()
                .path("call");
        assertThat(call.path("purpose").asString()).isEqualTo("answer");
        assertThat(call.path("outcome").asString()).isEqualTo("finished");
        JsonNode tool = trace.path("steps")
                .valueStream()
                .filter(step -> step.path("type").asString().equals("tool"))
                .findFirst()
                .orElseThrow();
        assertThat(tool.at("/tool/input/sql").asString()).isEqualTo("SELECT 1");
        Answer request = get("/turns/" + turn + "/trace/1/request");
        assertThat(request.header("content-type")).startsWith("application/json");
        assertThat(request.body())
                .isEqualTo(ScriptedModel.body(workspace.model.requests().getFirst()));
        assertThat(get("/turns/" + turn + "/trace/77/request").status()).isEqualTo(404);
        assertThat(get("/turns/nonsense/trace").status()).isEqualTo(404);
    }

    @Test
    void keepsFeedbackAndTakesItBack() {
        workspace.model.answer("One.");
        String conversation = newConversation();
        ask(conversation, "How many?");
        String turn = turnOf(conversation);

        assertThat(put("/turns/" + turn + "/feedback", "{\"rating\":\"down\",\"reason\":\" Wrong year \"}")
                        .status())
                .isEqualTo(204);
        JsonNode feedback = get("/conversations/" + conversation).json().at("/answers/0/feedback");
        assertThat(feedback.path("rating").asString()).isEqualTo("down");
        assertThat(feedback.path("reason").asString()).isEqualTo("Wrong year");
        assertThat(put("/turns/" + turn + "/feedback", "{\"rating\":\"up\"}").status())
                .isEqualTo(204);
        assertThat(get("/turns/" + turn).json().at("/feedback/rating").asString())
                .isEqualTo("up");
        assertThat(delete("/turns/" + turn + "/feedback").status()).isEqualTo(204);
        assertThat(get("/turns/" + turn).json().path("feedback").isNull()).isTrue();
    }

    @Test
    void saysWhatIsWrongWithFeedback() {
        workspace.model.answer("One.");
        String conversation = newConversation();
        ask(conversation, "How many?");
        String path = "/turns/" + turnOf(conversation) + "/feedback";

        assertThat(put(path, "{}").json().at("/errors/0/field").asString()).isEqualTo("rating");
        assertThat(put(path, "{\"rating\":\"sideways\"}").status()).isEqualTo(400);
        assertThat(put(path, "{\"rating\":\"up\",\"reason\":\"" + "x".repeat(1_001) + "\"}")
                        .json()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("reason");
        assertThat(put("/turns/01900000-0000-7000-8000-000000000001/feedback", "{\"rating\":\"up\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void tellsOfFollowUps() {
        workspace.model.answer("One.");
        workspace.followUps = (answered, listener) -> new FollowUps(List.of("And \"by\" month?", "And then?"));
        String conversation = newConversation();
        ask(conversation, "How many?");
        String turn = turnOf(conversation);
        String told = "";
        while (told.isEmpty()) {
            told = get("/turns/" + turn).json().at("/followUps/0").asString("");
        }

        assertThat(told).isEqualTo("And \"by\" month?");
    }
}
