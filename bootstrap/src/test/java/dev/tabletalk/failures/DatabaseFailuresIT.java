package dev.tabletalk.failures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.adapter.jdbc.PostgresServer;
import dev.tabletalk.adapter.llm.FakeAnswer;
import dev.tabletalk.adapter.llm.FakeCall;
import dev.tabletalk.e2e.TcpProxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Whatever happens to the database: the tool says so, the run goes on, and the model can answer with what it knows. */
@ExtendWith(World.Shared.class)
class DatabaseFailuresIT {
    private static final PostgresServer SERVER = PostgresServer.get();
    private static final String QUICK = "SELECT 42 AS answer";

    private final World world;
    private final Rest rest;
    private final TcpProxy wire = new TcpProxy(SERVER.port());
    private String name = "";

    DatabaseFailuresIT(World world) {
        this.world = world;
        this.rest = world.rest();
    }

    @BeforeEach
    void nameTheConnection(TestInfo test) {
        name = "db-" + Integer.toHexString(test.getDisplayName().hashCode());
    }

    @AfterEach
    void takeTheWireAway() {
        wire.close();
    }

    @Test
    void isDownWhenTheRunBegins() {
        SlowDatabase.connect(rest, name, Map.of("port", wire.port()));
        wire.refuse();

        String sentence = "Nothing listens at 127.0.0.1:" + wire.port() + ": check the port, and that the server runs.";
        assertFails(call -> FakeScripts.useThenAnswer(call, "list_tables", "{}"), sentence);
        assertFails(QUICK, sentence);

        wire.answer();
        assertThat(ask(QUICK).at("/toolCalls/0/status").asString()).isEqualTo("completed");
    }

    @Test
    void hasNoSuchDatabase() {
        SERVER.execute("CREATE DATABASE passing");
        SlowDatabase.connect(rest, name, Map.of("database", "passing"));
        SERVER.execute("DROP DATABASE passing WITH (FORCE)");

        assertFails(QUICK, "The server has no database \"passing\".");
    }

    @Test
    void doesNotTakeThePassword() {
        SERVER.addRole("guarded", SlowDatabase.PASSWORD);
        SlowDatabase.connect(rest, name, Map.of("username", "guarded"));
        SERVER.execute("ALTER ROLE guarded PASSWORD 'another'");

        assertFails(QUICK, "The server does not accept this user name and password.");
    }

    @Test
    void isSlowerThanAllowed() {
        SlowDatabase database = SlowDatabase.connect(rest, name, Map.of("limits", Map.of("timeoutSeconds", 1)));

        assertFails(
                SlowDatabase.STATEMENT,
                "The statement took longer than a second and was stopped. Ask for less, or raise the time limit of the"
                        + " connection.");

        database.awaitStopped();
    }

    @Test
    void endsTheSessionInTheMiddleOfAStatement() {
        SlowDatabase database = SlowDatabase.connect(rest, name, Map.of());

        assertFailsWhen(database, database::kill);

        assertThat(ask(QUICK).at("/toolCalls/0/status").asString()).isEqualTo("completed");
    }

    @Test
    void isCutOffInTheMiddleOfAStatement() {
        SlowDatabase database = SlowDatabase.connect(rest, name, Map.of("port", wire.port()));

        assertFailsWhen(database, wire::refuse);

        wire.answer();
        assertThat(ask(QUICK).at("/toolCalls/0/status").asString()).isEqualTo("completed");
    }

    @Test
    void fallsSilentInTheMiddleOfAStatement() {
        SlowDatabase.connect(rest, name, Map.of("port", wire.port(), "limits", Map.of("timeoutSeconds", 2)));
        ask(QUICK);
        wire.swallow();
        long start = System.nanoTime();

        assertFails(
                QUICK,
                "The statement took longer than 2 seconds and was stopped. Ask for less, or raise the time limit of the"
                        + " connection.");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        Rest.await("no connection is held", Duration.ofSeconds(30), () -> !wire.isUsed());

        wire.refuse();
        wire.answer();
        assertThat(ask(QUICK).at("/toolCalls/0/status").asString()).isEqualTo("completed");
    }

    private void assertFailsWhen(SlowDatabase database, Runnable mishap) {
        world.model().answering(call -> FakeScripts.queryThenAnswer(call, SlowDatabase.STATEMENT));
        String conversation = rest.newConversation(name);
        String turn = rest.askAndLeave(conversation, "How many?");
        database.awaitRunning();
        mishap.run();
        assertFailed(
                rest.follow(turn), conversation, "The connection to the database was lost. Try again in a moment.");
    }

    private void assertFails(String sql, String sentence) {
        assertFails(call -> FakeScripts.queryThenAnswer(call, sql), sentence);
    }

    private void assertFails(Function<FakeCall, FakeAnswer> script, String sentence) {
        world.model().answering(script);
        String conversation = rest.newConversation(name);
        assertFailed(rest.ask(conversation, "How many?"), conversation, sentence);
    }

    /** The tool failed with the sentence, for the client, the model and the transcript alike, and the run was answered. */
    private void assertFailed(List<JsonNode> events, String conversation, String sentence) {
        Sentences.assertFitForPeople(sentence, SlowDatabase.PASSWORD);
        JsonNode result = events.stream()
                .filter(event -> event.path("type").asString().equals("TOOL_CALL_RESULT"))
                .findFirst()
                .orElseThrow();
        assertThat(result.at("/metadata/status").asString()).isEqualTo("error");
        assertThat(result.path("content").asString()).isEqualTo(sentence);
        assertThat(events.getLast().path("type").asString()).isEqualTo("RUN_FINISHED");
        assertThat(events.getLast().at("/outcome/type").asString()).isEqualTo("success");

        FakeCall last = world.model().calls().stream()
                .filter(call -> !call.isForTitle())
                .toList()
                .getLast();
        assertThat(last.newestToolResult()).contains(sentence);
        List<JsonNode> messages = rest.messages(conversation);
        assertThat(messages.get(1).at("/toolCalls/0/status").asString()).isEqualTo("error");
        assertThat(messages.get(1).at("/toolCalls/0/output").asString()).isEqualTo(sentence);
        assertThat(messages.getLast().path("content").asString()).isEqualTo(FakeScripts.ANSWER);
        assertThat(messages.getLast().path("status").asString()).isEqualTo("completed");
    }

    /** @return the message with the call */
    private JsonNode ask(String sql) {
        world.model().answering(call -> FakeScripts.queryThenAnswer(call, sql));
        String conversation = rest.newConversation(name);
        rest.ask(conversation, "How many?");
        return rest.messages(conversation).get(1);
    }
}
