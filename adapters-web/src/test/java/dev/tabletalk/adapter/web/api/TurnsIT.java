package dev.tabletalk.adapter.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.application.ScriptedModel;
import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.ToolArguments;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.port.ModelReply;
import dev.tabletalk.domain.query.Row;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class TurnsIT extends HttpTestBase {
    private static final String REVENUE = "SELECT name, revenue FROM products";

    @Test
    void streamsTheAnswerAsAgUiEvents() {
        workspace.model.answer("Hel", "lo ", "🌍\n", "");
        String conversation = newConversation();
        Answer answer = ask(conversation, "Hi?").expect(200);
        assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.header("X-Accel-Buffering")).isEqualTo("no");
        List<SseEvent> events = SseEvent.parse(answer.body());
        AgUiRules.verify(events);
        assertThat(SseEvent.types(events))
                .containsExactly(
                        "RUN_STARTED",
                        "TEXT_MESSAGE_START",
                        "TEXT_MESSAGE_CONTENT",
                        "TEXT_MESSAGE_CONTENT",
                        "TEXT_MESSAGE_CONTENT",
                        "TEXT_MESSAGE_END",
                        "CUSTOM",
                        "RUN_FINISHED");
        assertThat(SseEvent.text(events)).isEqualTo("Hello 🌍\n");
        assertThat(events.getFirst().at("/threadId")).isEqualTo(conversation);
        assertThat(answer.header("Content-Location"))
                .isEqualTo("/api/v1/turns/" + events.getFirst().at("/runId") + "/events");
        assertThat(events.getFirst().at("/metadata/model")).isEqualTo("Scripted model");
        assertThat(events.get(6).at("/name")).isEqualTo("title");
        assertThat(events.get(6).at("/value/title")).isEqualTo("About: Hi?");
        assertThat(events.get(6).at("/value/titleSource")).isEqualTo("generated");
        assertThat(events.getLast().at("/outcome/type")).isEqualTo("success");
    }

    @Test
    void streamsToolCallsWithTheirOutcomesAndResults() {
        workspace.database.answer(REVENUE, List.of("name", "revenue"), Row.of("Mocha", 12L), Row.of("Latte", 30L));
        workspace
                .model
                .query(REVENUE)
                .query("DELETE FROM products")
                .call("no_such_tool", Map.of())
                .answer("Latte leads.");
        List<SseEvent> events =
                SseEvent.parse(ask(newConversation(), "Best product?").body());
        AgUiRules.verify(events);
        List<SseEvent> results = events.stream()
                .filter(event -> event.type().equals("TOOL_CALL_RESULT"))
                .toList();
        assertThat(results)
                .extracting(event -> event.at("/metadata/status"))
                .containsExactly("completed", "refused", "error");
        assertThat(results.getFirst().at("/content")).contains("Latte");
        SseEvent custom = events.stream()
                .filter(event -> event.at("/name").equals("result"))
                .findFirst()
                .orElseThrow();
        assertThat(custom.data().at("/value/rowCount").asInt()).isEqualTo(2);
        assertThat(custom.at("/value/toolCallId")).isEqualTo(results.getFirst().at("/toolCallId"));
        Answer stored = get("/results/" + custom.at("/value/resultId")).expect(200);
        assertThat(stored.at("/rows")).isEqualTo("[[\"Mocha\",12],[\"Latte\",30]]");
    }

    @Test
    void storesFailedToolCallsAsFailedWithTheirWholeOutput() {
        String longReason = "No such column. ".repeat(200);
        workspace.database.fail("SELECT nope", FailureCode.QUERY_FAILED, longReason);
        workspace.model.query("SELECT nope").answer("That did not work.");
        String conversation = newConversation();
        ask(conversation, "Nope?").expect(200);
        Answer shown = get("/conversations/" + conversation);
        assertThat(shown.at("/messages/1/toolCalls/0/status")).isEqualTo("error");
        assertThat(shown.at("/messages/1/toolCalls/0/output")).contains(longReason.strip());
        assertThat(shown.at("/messages/1/toolCalls/0/resultId")).isEqualTo("null");
        assertThat(shown.at("/messages/1/toolCalls/0/input/sql")).isEqualTo("SELECT nope");
    }

    @Test
    void showsArgumentsThatAreNoObjectAsMalformed() {
        workspace
                .model
                .then((request, onText, cancellation) -> new ModelReply.Finished(
                        "",
                        List.of(new ModelReply.RequestedCall(
                                "c1", "run_query", "{\"sql\": \"SELECT", new ToolArguments.Malformed("cut off"))),
                        TokenUsage.NONE))
                .answer("Sorry.");
        String conversation = newConversation();
        AgUiRules.verify(SseEvent.parse(ask(conversation, "Hm?").body()));
        Answer shown = get("/conversations/" + conversation);
        assertThat(shown.at("/messages/1/toolCalls/0/input"))
                .isEqualTo("{\"_malformed\":\"{\\\"sql\\\": \\\"SELECT\"}");
        assertThat(shown.at("/messages/1/toolCalls/0/status")).isEqualTo("error");
    }

    @Test
    void endsWithRunErrorWhenTheModelFails() {
        workspace.model.fail(FailureCode.MODEL_UNAUTHORIZED, "The model refused the key.");
        String conversation = newConversation();
        List<SseEvent> events =
                SseEvent.parse(ask(conversation, "Hi?").expect(200).body());
        AgUiRules.verify(events);
        assertThat(events.getLast().type()).isEqualTo("RUN_ERROR");
        assertThat(events.getLast().at("/code")).isEqualTo("model-unauthorized");
        assertThat(events.getLast().at("/message")).isEqualTo("The model refused the key.");
        Answer shown = get("/conversations/" + conversation);
        assertThat(shown.at("/messages/1/status")).isEqualTo("failed");
        assertThat(shown.at("/messages/1/error/code")).isEqualTo("model-unauthorized");
        assertThat(shown.at("/messages/0/error")).isEqualTo("null");
    }

    @Test
    void answersAtOnceWithTheTurnWhenJsonIsWanted() {
        String conversation = newConversation();
        Answer answer = send(request("/conversations/" + conversation + "/turns")
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .POST(BodyPublishers.ofString("{\"content\":\"Hi?\"}")))
                .expect(202);
        String turn = answer.at("/turnId");
        assertThat(answer.header("Location")).isEqualTo("/api/v1/turns/" + turn + "/events");
        List<SseEvent> events =
                SseEvent.parse(get("/turns/" + turn + "/events").expect(200).body());
        AgUiRules.verify(events);
        assertThat(SseEvent.text(events)).isEqualTo("Done.");
    }

    @Test
    void refusesToAnswerInAnotherFormat() {
        String conversation = newConversation();
        send(request("/conversations/" + conversation + "/turns")
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/html")
                        .POST(BodyPublishers.ofString("{\"content\":\"Hi?\"}")))
                .expectProblem(406, "not-acceptable");
        assertThat(get("/conversations/" + conversation).at("/messages")).isEqualTo("[]");
    }

    @Test
    void missesNothingAndRepeatsNothingAfterAReconnect() {
        workspace.model.answer("one ", "two ", "three");
        List<SseEvent> all = SseEvent.parse(ask(newConversation(), "Count?").body());
        String turn = all.getFirst().at("/runId");
        awaitForgotten(turn);
        for (SseEvent seen : all) {
            Answer rest = send(request("/turns/" + turn + "/events")
                    .header("Last-Event-ID", String.valueOf(seen.id()))
                    .GET());
            if (seen.equals(all.getLast())) {
                assertThat(rest.status()).isEqualTo(204);
            } else {
                assertSame(SseEvent.parse(rest.expect(200).body()), all.subList(all.indexOf(seen) + 1, all.size()));
            }
        }
        assertSame(
                SseEvent.parse(get("/turns/" + turn + "/events?lastEventId=2").body()), all.subList(2, all.size()));
        assertSame(SseEvent.parse(get("/turns/" + turn + "/events").body()), all);
    }

    @Test
    void goesOnWithinATextWhereTheClientLeft() {
        workspace.model.answer("one ", "two ", "three");
        List<SseEvent> all = SseEvent.parse(ask(newConversation(), "Count?").body());
        String turn = all.getFirst().at("/runId");
        List<SseEvent> rest =
                SseEvent.parse(get("/turns/" + turn + "/events?lastEventId=5").body());
        assertThat(SseEvent.text(rest)).isEqualTo(" two three");
    }

    /** The same, but that a text may come in other pieces. */
    private static void assertSame(List<SseEvent> events, List<SseEvent> expected) {
        assertThat(SseEvent.text(events)).isEqualTo(SseEvent.text(expected));
        assertThat(withoutText(events)).isEqualTo(withoutText(expected));
    }

    private static List<SseEvent> withoutText(List<SseEvent> events) {
        return events.stream()
                .filter(event -> !event.type().equals("TEXT_MESSAGE_CONTENT"))
                .toList();
    }

    /** Waits until the turn is told from the store. */
    private void awaitForgotten(String turn) {
        while (!workspace
                .agent
                .find(TurnId.parse(turn))
                .getClass()
                .getSimpleName()
                .equals("StoredRun")) {
            Thread.onSpinWait();
        }
    }

    @Test
    void hasNoEventsBehindTheLast() {
        String turn =
                SseEvent.parse(ask(newConversation(), "Hi?").body()).getFirst().at("/runId");
        get("/turns/" + turn + "/events?lastEventId=999").expectProblem(410, "events-gone");
        get("/turns/" + turn + "/events?lastEventId=9223372036854775807").expectProblem(410, "events-gone");
    }

    @Test
    void refusesAnEventIdThatIsNoNumber() {
        String turn =
                SseEvent.parse(ask(newConversation(), "Hi?").body()).getFirst().at("/runId");
        send(request("/turns/" + turn + "/events")
                        .header("Last-Event-ID", "abc")
                        .GET())
                .expectInvalid("lastEventId");
        get("/turns/" + turn + "/events?lastEventId=-1").expectInvalid("lastEventId");
    }

    @Test
    void goesOnWhenTheClientGoesAndShowsEverythingToWhoComesBack() throws Exception {
        ScriptedModel.Gate gate = workspace.model.answerInTwo("The first half, ", "and the second.");
        String conversation = newConversation();
        HttpResponse<InputStream> stream = openTurn(conversation);
        gate.awaitReached();
        assertThat(get("/conversations/" + conversation).at("/running")).isEqualTo("true");
        List<String> head = readUntil(stream, "The first half, ");
        String turn =
                SseEvent.parse(String.join("\n", head) + "\n\n").getFirst().at("/runId");
        stream.body().close();
        gate.open();
        List<SseEvent> events = SseEvent.parse(get("/turns/" + turn + "/events").body());
        AgUiRules.verify(events);
        assertThat(SseEvent.text(events)).isEqualTo("The first half, and the second.");
        assertThat(events.getLast().at("/outcome/type")).isEqualTo("success");
        assertThat(get("/conversations/" + conversation).at("/messages/1/content"))
                .isEqualTo("The first half, and the second.");
    }

    @Test
    void stopsARunAndKeepsWhatWasSaid() throws Exception {
        ScriptedModel.Gate gate = workspace.model.answerInTwo("Half", " whole");
        String conversation = newConversation();
        HttpResponse<InputStream> stream = openTurn(conversation);
        gate.awaitReached();
        List<String> head = readUntil(stream, "Half");
        String turn =
                SseEvent.parse(String.join("\n", head) + "\n\n").getFirst().at("/runId");
        delete("/turns/" + turn).expect(204);
        List<SseEvent> events = SseEvent.parse(get("/turns/" + turn + "/events").body());
        AgUiRules.verify(events);
        assertThat(events.getLast().at("/outcome/type")).isEqualTo("cancelled");
        Answer shown = get("/conversations/" + conversation);
        assertThat(shown.at("/messages/1/content")).isEqualTo("Half");
        assertThat(shown.at("/messages/1/status")).isEqualTo("stopped");
        assertThat(shown.at("/running")).isEqualTo("false");
        delete("/turns/" + turn).expect(204);
    }

    @Test
    void cancelsTheStatementThatRunsInTheDatabase() throws Exception {
        var gate = workspace.database.hold("SELECT slow");
        workspace.model.query("SELECT slow");
        String conversation = newConversation();
        AgentRun run = workspace.agent.ask(ConversationId.parse(conversation), new MessageText("Slow?"));
        assertThat(gate.awaitStatement()).isTrue();
        delete("/turns/" + run.turnId()).expect(204);
        List<SseEvent> events =
                SseEvent.parse(get("/turns/" + run.turnId() + "/events").body());
        AgUiRules.verify(events);
        assertThat(events.getLast().at("/outcome/type")).isEqualTo("cancelled");
        assertThat(get("/conversations/" + conversation).at("/messages/1/toolCalls/0/status"))
                .isEqualTo("cancelled");
    }

    @Test
    void startsARunOnTheWireThatWasStoppedInTheQueue() throws Exception {
        ScriptedModel.Gate gate = workspace.model.answerInTwo("a", "b");
        ConversationId conversation = ConversationId.parse(newConversation());
        AgentRun first = workspace.agent.ask(conversation, new MessageText("One?"));
        gate.awaitReached();
        AgentRun second = workspace.agent.ask(conversation, new MessageText("Two?"));
        delete("/turns/" + second.turnId()).expect(204);
        List<SseEvent> events =
                SseEvent.parse(get("/turns/" + second.turnId() + "/events").body());
        AgUiRules.verify(events);
        assertThat(SseEvent.types(events)).containsExactly("RUN_STARTED", "RUN_FINISHED");
        gate.open();
        TestWorkspace.drain(first);
    }

    @Test
    void queuesASecondQuestionBehindTheFirst() throws Exception {
        ScriptedModel.Gate gate = workspace.model.answerInTwo("first", "");
        workspace.model.answer("second");
        String conversation = newConversation();
        AgentRun first = workspace.agent.ask(ConversationId.parse(conversation), new MessageText("One?"));
        gate.awaitReached();
        HttpResponse<InputStream> second = openTurn(conversation);
        gate.open();
        List<SseEvent> events = SseEvent.parse(new String(second.body().readAllBytes(), StandardCharsets.UTF_8));
        AgUiRules.verify(events);
        assertThat(SseEvent.text(events)).isEqualTo("second");
        TestWorkspace.drain(first);
    }

    @Test
    void replaysATurnWhoseRunIsForgotten() {
        workspace.model.query("SELECT 1").answer("One.");
        String conversation = newConversation();
        String turn =
                SseEvent.parse(ask(conversation, "One?").body()).getFirst().at("/runId");
        awaitForgotten(turn);
        Answer replayed = get("/turns/" + turn + "/events").expect(200);
        List<SseEvent> events = SseEvent.parse(replayed.body());
        AgUiRules.verify(events);
        assertThat(events.getFirst().at("/threadId")).isEqualTo(conversation);
        assertThat(SseEvent.text(events)).isEqualTo("One.");
        get("/turns/" + turn + "/events?lastEventId=3").expect(200);
        delete("/turns/" + turn).expect(204);
    }

    @Test
    void knowsNoTurnThatWasNeverAsked() {
        for (String id : List.of(UUID.randomUUID().toString(), "no-uuid", "1")) {
            get("/turns/" + id + "/events").expectProblem(404, "not-found");
            get("/turns/" + id + "/events?lastEventId=3").expectProblem(404, "not-found");
            delete("/turns/" + id).expectProblem(404, "not-found");
        }
    }

    @Test
    void asksAgainAndShowsEitherVersion() {
        workspace.model.answer("One.").answer("Uno.").answer("Ein.");
        String conversation = newConversation();
        String one = SseEvent.parse(ask(conversation, "One?").body()).getFirst().at("/runId");
        String again = turnOf(conversation, "{\"insteadOf\":\"" + one + "\"}");
        String edited = turnOf(conversation, "{\"insteadOf\":\"" + one + "\",\"content\":\"Eins?\"}");
        Answer shown = get("/conversations/" + conversation);
        assertThat(shown.at("/messages/0/content")).isEqualTo("Eins?");
        assertThat(shown.at("/messages/1/content")).isEqualTo("Ein.");
        assertThat(shown.at("/messages/0/versions/number")).isEqualTo("3");
        assertThat(shown.at("/messages/0/versions/previousTurnId")).isEqualTo(again);
        assertThat(shown.at("/headTurnId")).isEqualTo(edited);
        patch("/conversations/" + conversation, "{\"headTurnId\":\"" + one + "\"}")
                .expect(200);
        assertThat(get("/conversations/" + conversation).at("/messages/1/content"))
                .isEqualTo("One.");
        post("/conversations/" + newConversation() + "/turns", "{\"insteadOf\":\"" + one + "\"}")
                .expectInvalid("insteadOf");
        patch("/conversations/" + newConversation(), "{\"headTurnId\":\"" + one + "\"}")
                .expectInvalid("headTurnId");
    }

    private String turnOf(String conversation, String body) {
        List<SseEvent> events = SseEvent.parse(post("/conversations/" + conversation + "/turns", body)
                .expect(200)
                .body());
        AgUiRules.verify(events);
        return events.getFirst().at("/runId");
    }

    @Test
    void branchesFromATurn() {
        workspace.model.answer("One.");
        String conversation = newConversation();
        String one = SseEvent.parse(ask(conversation, "One?").body()).getFirst().at("/runId");
        ask(conversation, "Two?").expect(200);
        Answer branch = post("/turns/" + one + "/branch", "").expect(201);
        assertThat(branch.header("Location")).isEqualTo("/api/v1/conversations/" + branch.at("/id"));
        Answer shown = get("/conversations/" + branch.at("/id"));
        assertThat(shown.at("/messageCount")).isEqualTo("2");
        assertThat(shown.at("/messages/1/content")).isEqualTo("One.");
        post("/turns/" + UUID.randomUUID() + "/branch", "").expectProblem(404, "not-found");
    }

    @Test
    void marksAConversationUntilItIsSeen() {
        String conversation = newConversation();
        assertThat(get("/conversations/" + conversation).at("/mark")).isEqualTo("none");
        ask(conversation, "One?").expect(200);
        assertThat(get("/conversations/" + conversation).at("/mark")).isEqualTo("unread");
        assertThat(patch("/conversations/" + conversation, "{\"unread\":false}").at("/mark"))
                .isEqualTo("none");
        workspace.model.fail(FailureCode.MODEL_TIMEOUT, "Silent.");
        ask(conversation, "Two?").expect(200);
        patch("/conversations/" + conversation, "{\"unread\":false}").expect(200);
        assertThat(get("/conversations/" + conversation).at("/mark")).isEqualTo("failed");
    }

    @Test
    void answersTheFifthQuestionToo() {
        String conversation = newConversation();
        for (int i = 1; i <= 7; i++) {
            List<SseEvent> events = SseEvent.parse(
                    ask(conversation, "Question " + i + "?").expect(200).body());
            AgUiRules.verify(events);
            assertThat(events.getLast().at("/outcome/type")).isEqualTo("success");
        }
    }

    @Test
    void sendsEachTokenAsItComes() throws Exception {
        ScriptedModel.Gate gate = workspace.model.answerInTwo("Now", " later");
        HttpResponse<InputStream> stream = openTurn(newConversation());
        gate.awaitReached();
        assertThat(readUntil(stream, "Now")).isNotEmpty();
        gate.open();
        stream.body().readAllBytes();
    }

    private HttpResponse<InputStream> openTurn(String conversation) throws Exception {
        return CLIENT.send(
                request("/conversations/" + conversation + "/turns")
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"content\":\"Tell me?\"}"))
                        .build(),
                BodyHandlers.ofInputStream());
    }

    /** Reads lines up to one that contains the text. */
    static List<String> readUntil(HttpResponse<InputStream> stream, String text) throws Exception {
        BufferedReader reader = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>();
        do {
            lines.add(reader.readLine());
        } while (!lines.getLast().contains(text));
        return lines;
    }
}
