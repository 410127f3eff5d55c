package dev.tabletalk.failures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.adapter.jdbc.PostgresServer;
import dev.tabletalk.adapter.llm.FakeAnswer;
import dev.tabletalk.adapter.llm.FakeOpenAiServer;
import dev.tabletalk.application.agent.AgentEvent;
import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.application.agent.AskAgentUseCase;
import dev.tabletalk.application.agent.NumberedEvent;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.e2e.TcpProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Stop ends the statement in the database and the stream of the model, not only what is shown. */
@ExtendWith(World.Shared.class)
class StopIT {
    /** Long before anything would end that is not stopped, also on a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private final FakeOpenAiServer model;
    private final World world;
    private final Rest rest;
    private String name = "";

    StopIT(World world) {
        this.world = world;
        this.model = world.model();
        this.rest = world.rest();
    }

    @BeforeEach
    void nameTheConnection(TestInfo test) {
        name = "stop-" + Integer.toHexString(test.getDisplayName().hashCode());
    }

    @Test
    void endsTheRunningStatement() {
        SlowDatabase database = SlowDatabase.connect(rest, name, Map.of());
        model.answering(call -> FakeScripts.queryThenAnswer(call, SlowDatabase.STATEMENT));
        String conversation = rest.newConversation(name);
        String turn = rest.askAndLeave(conversation, "How many?");
        database.awaitRunning();

        rest.stop(turn);

        database.awaitStopped();
        assertStopped(rest.follow(turn));
        assertStoppedInTheTranscript(conversation);
    }

    @Test
    void isHarmlessTwice() {
        SlowDatabase database = SlowDatabase.connect(rest, name, Map.of());
        model.answering(call -> FakeScripts.queryThenAnswer(call, SlowDatabase.STATEMENT));
        String conversation = rest.newConversation(name);
        String turn = rest.askAndLeave(conversation, "How many?");
        database.awaitRunning();

        rest.stop(turn);
        rest.stop(turn);
        List<JsonNode> events = rest.follow(turn);
        rest.stop(turn);

        assertStopped(events);
        assertStoppedInTheTranscript(conversation);
        assertThat(rest.follow(turn)).isEqualTo(events);
    }

    @Test
    void doesNotWaitForADatabaseThatFellSilent() {
        try (TcpProxy wire = new TcpProxy(PostgresServer.get().port())) {
            SlowDatabase database = SlowDatabase.connect(rest, name, Map.of("port", wire.port()));
            model.answering(call -> FakeScripts.queryThenAnswer(call, SlowDatabase.STATEMENT));
            String conversation = rest.newConversation(name);
            String turn = rest.askAndLeave(conversation, "How many?");
            database.awaitRunning();
            wire.swallow();

            long stopped = System.nanoTime();
            rest.stop(turn);

            assertStopped(rest.follow(turn));
            assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(SOON);
            assertStoppedInTheTranscript(conversation);
        }
        // whose statement goes on: nobody could tell it
        new SlowDatabase(name).kill();
    }

    @Test
    void doesNotWaitForTheTablesOfADatabaseThatFellSilent() {
        try (TcpProxy wire = new TcpProxy(PostgresServer.get().port())) {
            SlowDatabase.connect(rest, name, Map.of("port", wire.port()));
            wire.swallow();
            model.answering(call -> FakeScripts.useThenAnswer(call, "list_tables", "{}"));
            String turn = rest.askAndLeave(rest.newConversation(name), "Which tables are there?");
            Rest.await("the database is asked", Duration.ofSeconds(20), wire::isUsed);

            long stopped = System.nanoTime();
            rest.stop(turn);

            assertStopped(rest.follow(turn));
            assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(SOON);
        }
    }

    @Test
    void endsWhenAnAgUiClientClosesItsRequest() throws IOException {
        SlowDatabase database = SlowDatabase.connect(rest, name, Map.of());
        model.answering(call -> FakeScripts.queryThenAnswer(call, SlowDatabase.STATEMENT));
        String conversation = UUID.randomUUID().toString();
        try (AgUiRequest request = AgUiRequest.send(world.server(), name, conversation, "How many?")) {
            database.awaitRunning();
            request.awaitEvent("TOOL_CALL_END");
        }

        database.awaitStopped();
        Rest.await("the run is over", SOON, () -> rest.messages(conversation).size() == 3);
        assertStoppedInTheTranscript(conversation);
    }

    @Test
    void closesTheStreamOfTheModel() {
        model.answering(
                call -> FakeAnswer.stream().tokens(3_000, Duration.ofMillis(20)).finish("stop"));
        String conversation = rest.newConversation("sample");
        int abandonedBefore = model.abandoned().size();
        String turn = rest.askAndLeave(conversation, "How many?");
        Rest.await(
                "the answer grows",
                Duration.ofSeconds(20),
                () -> saidSoFar(turn).startsWith("0 1 2 "));

        long stopped = System.nanoTime();
        rest.stop(turn);

        Rest.await(
                "the connection is closed",
                Duration.ofSeconds(20),
                () -> model.abandoned().size() > abandonedBefore);
        assertThat(Duration.ofNanos(model.abandoned().getLast() - stopped)).isLessThan(SOON);
        assertStopped(rest.follow(turn));
        JsonNode answer = rest.messages(conversation).getLast();
        assertThat(answer.path("status").asString()).isEqualTo("stopped");
        assertThat(answer.path("content").asString()).startsWith("0 1 2 ");
    }

    private String saidSoFar(String turn) {
        return saidSoFar(world.server().bean(AskAgentUseCase.class).find(TurnId.parse(turn)));
    }

    private static String saidSoFar(AgentRun run) {
        try {
            return run.eventsAfter(0, Duration.ZERO).stream()
                    .map(NumberedEvent::event)
                    .map(event -> event instanceof AgentEvent.TextDelta text ? text.delta() : "")
                    .collect(Collectors.joining());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void assertStopped(List<JsonNode> events) {
        assertThat(events.getLast().path("type").asString()).isEqualTo("RUN_FINISHED");
        assertThat(events.getLast().at("/outcome/type").asString()).isEqualTo("cancelled");
    }

    private void assertStoppedInTheTranscript(String conversation) {
        List<JsonNode> messages = rest.messages(conversation);
        assertThat(messages.getFirst().path("content").asString()).isEqualTo("How many?");
        assertThat(messages.get(1).at("/toolCalls/0/status").asString()).isEqualTo("cancelled");
        assertThat(messages.getLast().path("status").asString()).isEqualTo("stopped");
    }
}
