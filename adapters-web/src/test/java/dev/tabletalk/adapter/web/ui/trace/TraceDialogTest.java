package dev.tabletalk.adapter.web.ui.trace;

import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.tabletalk.adapter.web.ui.PageText;
import dev.tabletalk.adapter.web.ui.ViewTest;
import dev.tabletalk.application.ScriptedModel;
import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.port.InMemoryTargetDatabase;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The trace by its address. */
@ViewPackages(packages = "dev.tabletalk.adapter.web.ui.page")
final class TraceDialogTest extends ViewTest {
    private final ConversationId id = workspace.conversation(SHOP);

    private TurnId answered() {
        workspace.model.query("SELECT 1").answer("One", ".");
        workspace.askAndWait(id, "How many?");
        return Objects.requireNonNull(workspace
                .conversationService
                .messages(id, null, 10)
                .messages()
                .getFirst()
                .turnId());
    }

    private String text() {
        return find(TraceDialog.class).all().stream().map(PageText::of).reduce("", String::concat);
    }

    @Test
    void showsTheStepsAndWhatTheModelSaw() {
        TurnId turn = answered();
        UI.getCurrentOrThrow().navigate("c/" + id + "/trace/" + turn);
        eventually(() -> text().contains("Asked the model (step 2)"));

        assertThat(text())
                .contains("Sent to model.example", "Ran a query", "Asked the model (step 1)", "10 in · 2 out");
        NativeButton first =
                find(NativeButton.class, find(TraceDialog.class).single()).withClassName("tt-trace-line").all().stream()
                        .filter(line -> PageText.of(line).contains("step 1"))
                        .findFirst()
                        .orElseThrow();
        test(first).click();
        eventually(() -> text().contains("What the model saw"));

        assertThat(text()).contains("Instructions", "How many?");
        assertThat(first.getElement().getAttribute("aria-expanded")).isEqualTo("true");
    }

    @Test
    void followsAnAnswerThatIsBeingMade() throws InterruptedException {
        InMemoryTargetDatabase.Gate statement = workspace.database.hold("SELECT 1");
        workspace.model.query("SELECT 1");
        ScriptedModel.Gate gate = workspace.model.answerInTwo("It is ", "one.");
        AgentRun run = workspace.agent.ask(id, new MessageText("How many?"));
        UI.getCurrentOrThrow().navigate("c/" + id + "/trace/" + run.turnId());
        assertThat(statement.awaitStatement()).isTrue();
        eventually(() -> text().contains("running") && writing().equals("Using a tool"));
        NativeButton query = line("Ran a query");
        test(query).click();
        assertThat(text()).contains("Not finished yet.", "Began", "about 09:0");

        statement.open();
        gate.awaitReached();
        eventually(() -> writing().equals("Asking the model (step 2)"));
        assertThat(text()).contains("What the model was told").doesNotContain("Not finished yet.");
        assertThat(line("Ran a query")).as("what is open stays").isSameAs(query);
        assertThat(query.getElement().getAttribute("aria-expanded")).isEqualTo("true");

        gate.open();
        eventually(() -> text().contains("Asked for a title") && writing().isEmpty());
        assertThat(text()).contains("Asked the model (step 2)", "2 steps");
    }

    /** What is going on; empty when nothing is. */
    private String writing() {
        return find(Span.class).withClassName("tt-trace-writing-text").all().stream()
                .map(Span::getText)
                .findFirst()
                .orElse("");
    }

    private NativeButton line(String title) {
        return find(NativeButton.class, find(TraceDialog.class).single()).withClassName("tt-trace-line").all().stream()
                .filter(line -> PageText.of(line).contains(title))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void closingItLeadsBackToTheConversation() {
        TurnId turn = answered();
        UI.getCurrentOrThrow().navigate("c/" + id + "/trace/" + turn);
        eventually(() -> text().contains("step 2"));

        find(TraceDialog.class).single().close();
        eventually(() -> find(TraceDialog.class).all().isEmpty());
        UI.getCurrentOrThrow().navigate("c/" + id);
        assertThat(find(TraceDialog.class).all()).isEmpty();
    }

    @Test
    void showsNoTurnOfAnotherConversation() {
        TurnId turn = answered();
        ConversationId other = workspace.conversation(SHOP);
        UI.getCurrentOrThrow().navigate("c/" + other + "/trace/" + turn);

        eventually(() -> text().contains("There is no turn"));
    }

    @Test
    void takesARequestApartWithoutLosingAnything() {
        SentMessages sent = SentMessages.of("""
                {"model":"m","stream":true,"messages":[
                  {"role":"system","content":"S"},
                  {"role":"user","content":[{"type":"text","text":"Parts"}],"name":"Eve"},
                  {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"run_query","arguments":"{}"}}]},
                  {"role":"tool","tool_call_id":"c1","content":"<b>9</b>"}],
                 "tools":[{"type":"function","function":{"name":"run_query"}}]}
                """);

        assertThat(sent.parameters()).containsEntry("model", "m").containsEntry("stream", "true");
        assertThat(sent.messages())
                .extracting(SentMessages.Said::role)
                .containsExactly("system", "user", "assistant", "tool");
        assertThat(sent.messages().get(1).text()).contains("Parts");
        assertThat(sent.messages().get(1).rest()).contains("Eve");
        assertThat(sent.messages().get(2).calls()).containsExactly(new SentMessages.Call("c1", "run_query", "{}"));
        assertThat(sent.messages().get(3).about()).isEqualTo("c1");
        assertThat(sent.tools()).hasSize(1);
    }
}
