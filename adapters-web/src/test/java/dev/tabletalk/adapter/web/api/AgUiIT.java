package dev.tabletalk.adapter.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.application.ScriptedModel;
import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.domain.conversation.ConversationId;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class AgUiIT extends HttpTestBase {
    private static final String PATH = SHOP + "/ag-ui";

    @Test
    void startsAConversationUnderTheThreadIdOfTheClient() {
        String thread = UUID.randomUUID().toString();
        List<SseEvent> events = SseEvent.parse(
                run(thread, "run-1", "How many orders?").expect(200).body());
        AgUiRules.verify(events);
        assertThat(events.getFirst().at("/threadId")).isEqualTo(thread);
        assertThat(events.getFirst().at("/runId")).isEqualTo("run-1");
        assertThat(events.getLast().at("/runId")).isEqualTo("run-1");
        Answer shown = get("/conversations/" + thread).expect(200);
        assertThat(shown.at("/connectionId")).isEqualTo("shop");
        assertThat(shown.all("/messages", "content")).containsExactly("How many orders?", "Done.");
        String turn = events.getFirst().at("/metadata/turnId");
        assertThat(get("/turns/" + turn + "/events").expect(200).body()).contains(turn);
    }

    @Test
    void goesOnInTheSameThread() {
        String thread = UUID.randomUUID().toString();
        run(thread, "run-1", "One?").expect(200);
        run(thread, "run-2", "Two?").expect(200);
        assertThat(get("/conversations/" + thread).all("/messages", "content"))
                .containsExactly("One?", "Done.", "Two?", "Done.");
    }

    @Test
    void asksTheNewestUserMessageAlsoWhenItHasParts() {
        String thread = UUID.randomUUID().toString();
        post(PATH, """
                {"threadId": "%s", "runId": "r", "tools": [{"name": "t", "description": "d"}], "context": [],
                 "state": null, "forwardedProps": {}, "protocolVersion": "1.0", "messages": [
                   {"id": "1", "role": "user", "content": "Old"},
                   {"id": "2", "role": "assistant", "content": "Answer", "toolCalls": []},
                   {"id": "3", "role": "user", "content": [{"type": "text", "text": "New"},
                     {"type": "image", "source": {"type": "url", "value": "https://example.com/x.png"}}]},
                   {"id": "4", "role": "tool", "toolCallId": "c", "content": "ignored"}]}""".formatted(thread)).expect(200);
        assertThat(get("/conversations/" + thread).at("/messages/0/content")).isEqualTo("New");
    }

    @Test
    void refusesTheConversationOfAnotherConnection() {
        String other = newConversation(TestWorkspace.LIBRARY);
        run(other, "r", "Hi?").expectProblem(409, "conflict");
        assertThat(get("/conversations/" + other).at("/messages")).isEqualTo("[]");
    }

    @Test
    void refusesInputThatIsNone() {
        String thread = UUID.randomUUID().toString();
        post(PATH, "{}").expectInvalid("threadId");
        run("my-thread", "r", "Hi?").expectInvalid("threadId");
        post(PATH, "{\"threadId\":\"" + thread + "\",\"messages\":[]}").expectInvalid("runId");
        post(PATH, "{\"threadId\":\"" + thread + "\",\"runId\":\"r\"}").expectInvalid("messages");
        post(PATH, "{\"threadId\":\"" + thread + "\",\"runId\":\"r\",\"messages\":[]}")
                .expectInvalid("messages");
        post(PATH, "{\"threadId\":\"" + thread + "\",\"runId\":\"r\",\"messages\":{}}")
                .expectInvalid("messages");
        run(thread, "r", " ").expectInvalid("messages");
        run(thread, "r", "x".repeat(32_001)).expectField(413, "too-large", "messages");
        post("/dbs/nowhere/ag-ui", input(thread, "r", "Hi?")).expectProblem(404, "not-found");
        get("/conversations/" + thread).expectProblem(404, "not-found");
    }

    @Test
    void stopsTheRunWhenTheClientAborts() throws Exception {
        ScriptedModel.Gate gate = workspace.model.answerInTwo("Half", " whole");
        String thread = UUID.randomUUID().toString();
        HttpResponse<InputStream> stream = CLIENT.send(
                request(PATH)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(input(thread, "r", "Hi?")))
                        .build(),
                BodyHandlers.ofInputStream());
        gate.awaitReached();
        TurnsIT.readUntil(stream, "Half");
        var run = workspace.agent.active(ConversationId.parse(thread)).getFirst();
        stream.body().close();
        List<SseEvent> events =
                SseEvent.parse(get("/turns/" + run.turnId() + "/events").body());
        AgUiRules.verify(events);
        assertThat(events.getLast().at("/outcome/type")).isEqualTo("cancelled");
        assertThat(get("/conversations/" + thread).at("/messages/1/content")).isEqualTo("Half");
    }

    @Test
    void readsAnswersThatAreSilentForAWhile() throws Exception {
        ScriptedModel.Gate gate = workspace.model.answerInTwo("a", "b");
        String thread = UUID.randomUUID().toString();
        HttpResponse<InputStream> stream = CLIENT.send(
                request(PATH)
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(input(thread, "r", "Hi?")))
                        .build(),
                BodyHandlers.ofInputStream());
        gate.awaitReached();
        assertThat(TurnsIT.readUntil(stream, ": keep-alive")).isNotEmpty();
        gate.open();
        stream.body().readAllBytes();
        assertThat(get("/conversations/" + thread).at("/messages/1/content")).isEqualTo("ab");
    }

    private Answer run(String thread, String run, String question) {
        return post(PATH, input(thread, run, question));
    }

    private static String input(String thread, String run, String question) {
        return """
                {"threadId": "%s", "runId": "%s", "messages": [{"id": "m", "role": "user", "content": "%s"}],
                 "tools": [], "context": [], "state": {}, "forwardedProps": {}}""".formatted(thread, run, question);
    }
}
