package dev.tabletalk.adapter.web.ui.conversation;

import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextArea;
import dev.tabletalk.adapter.web.ui.PageText;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationQuery;
import dev.tabletalk.domain.query.ResultId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A conversation pane over the whole application in memory. */
abstract class PanelTest extends BrowserlessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final TestWorkspace app = new TestWorkspace();
    final List<ResultId> resultsRead = new ArrayList<>();
    final Workspace workspace = new Workspace(
            app.conversationService,
            app.conversationService,
            app.connectionService,
            app.connectionService,
            app.agent,
            app.versionService,
            (id, offset, limit) -> {
                resultsRead.add(id);
                return app.resultService.page(id, offset, limit);
            },
            app.resultService,
            app.editSqlService,
            app.checkService,
            app.chartService,
            app.downloadService,
            app.traceService,
            app.noteService,
            app.clock);

    ConversationPanel open(ConversationId id) {
        return open(workspace, id);
    }

    static ConversationPanel open(Workspace workspace, ConversationId id) {
        ConversationPanel panel = new ConversationPanel(workspace);
        panel.showConversation(id);
        UI.getCurrentOrThrow().add(panel);
        return panel;
    }

    ConversationPanel openDatabase() {
        ConversationPanel panel = new ConversationPanel(workspace);
        panel.showDatabase(SHOP);
        UI.getCurrentOrThrow().add(panel);
        return panel;
    }

    /** Lets what other threads have for the page come in, until something is so. */
    static void waitUntil(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        MockVaadin.clientRoundtrip();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not in " + PATIENCE.toSeconds() + " seconds: " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
            MockVaadin.clientRoundtrip();
        }
    }

    void waitForText(ConversationPanel panel, String text) {
        waitUntil("\"" + text + "\" in: " + textOf(panel), () -> textOf(panel).contains(text));
    }

    /** All that is visible in a component, top to bottom, a line each. */
    static String textOf(Component component) {
        return PageText.of(component);
    }

    List<Article> answers(ConversationPanel panel) {
        return find(Article.class, panel).all();
    }

    List<String> questions(ConversationPanel panel) {
        return find(Div.class, panel).withClassName("tt-question").all().stream()
                .map(PanelTest::textOf)
                .toList();
    }

    /** The lines of tool calls, folded ones as one, with their state in front. */
    List<String> steps(ConversationPanel panel) {
        return find(ToolStep.class, panel).all().stream()
                .map(step -> step.getElement().getAttribute("data-state") + ": "
                        + textOf(find(NativeButton.class, step).all().getFirst())
                                .lines()
                                .collect(Collectors.joining(" | ")))
                .toList();
    }

    TextArea message(ConversationPanel panel) {
        return find(TextArea.class, find(Composer.class, panel).single()).single();
    }

    void ask(ConversationPanel panel, String question) {
        test(message(panel)).setValue(question);
        find(Composer.class, panel).single().submit();
    }

    /** What belongs to one question, by what it asks. */
    ExchangeView exchange(ConversationPanel panel, String question) {
        return find(ExchangeView.class, panel).all().stream()
                .filter(view -> question.equals(view.shown().question()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(question + " is not among " + questions(panel)));
    }

    Button button(Component within, String label) {
        List<Button> buttons = find(Button.class, within).all().stream()
                .filter(button -> label.equals(button.getText())
                        || label.equals(button.getAriaLabel().orElse("")))
                .toList();
        assertThat(buttons).as("%s in %s", label, textOf(within)).hasSize(1);
        return buttons.getFirst();
    }

    boolean hasButton(Component within, String label) {
        return find(Button.class, within).all().stream()
                .anyMatch(button -> label.equals(button.getText())
                        || label.equals(button.getAriaLabel().orElse("")));
    }

    void press(Component within, String label) {
        test(button(within, label)).click();
    }

    long stored() {
        return app.conversationService.list(ConversationQuery.newest(SHOP, 10)).total();
    }
}
