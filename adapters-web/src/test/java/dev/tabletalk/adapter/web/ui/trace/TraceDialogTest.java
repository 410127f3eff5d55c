package dev.tabletalk.adapter.web.ui.trace;

import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeButton;
import dev.tabletalk.adapter.web.ui.PageText;
import dev.tabletalk.adapter.web.ui.ViewTest;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.TurnId;
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
