package dev.tabletalk.adapter.web.ui.conversation;

import static dev.tabletalk.application.ScriptedModel.toolCall;
import static dev.tabletalk.application.TestWorkspace.LIBRARY;
import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.browserless.internal.ShortcutsKt;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextArea;
import dev.tabletalk.adapter.web.ui.result.ResultView;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.application.ScriptedModel.Gate;
import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.application.agent.AskAgentUseCase;
import dev.tabletalk.application.conversation.ConversationChange;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.MessageStatus;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.NewMessage;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.ModelReply;
import dev.tabletalk.domain.query.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ViewPackages(classes = ConversationPanelTest.class)
class ConversationPanelTest extends PanelTest {
    private static final String COUNT = "SELECT count(*) AS orders FROM orders";

    @BeforeEach
    void fillDatabase() {
        app.database
                .table("orders", List.of("id", "total"), Row.of(1L, 10L), Row.of(2L, null))
                .table("products", List.of("id", "name"), Row.of(1L, "Tea"))
                .answer(COUNT, List.of("orders"), Row.of(20_481L));
    }

    @Test
    void showsAStoredConversationWithEachKindOfToolCall() {
        ConversationId id = app.conversation(SHOP);
        app.model
                .call("list_tables", Map.of())
                .then((request, onText, cancellation) -> new ModelReply.Finished(
                        "Let me look.",
                        List.of(
                                toolCall("a", "run_query", Map.of("sql", "DELETE FROM orders")),
                                toolCall("b", "run_query", Map.of("sql", "SELECT nothing")),
                                toolCall("c", "run_query", Map.of("sql", COUNT)),
                                toolCall("d", "launch_rocket", Map.of())),
                        TokenUsage.NONE))
                .answer("There are **20,481**", " orders.");
        app.askAndWait(id, "How many orders?");
        ConversationPanel panel = open(id);
        assertThat(questions(panel)).containsExactly("How many orders?");
        assertThat(answers(panel)).hasSize(1);
        assertThat(steps(panel)).hasSize(5);
        assertThat(steps(panel).get(0)).startsWith("done: Listed the tables");
        assertThat(steps(panel).get(1)).startsWith("refused: Query was refused | DELETE FROM orders");
        assertThat(steps(panel).get(2)).startsWith("failed: Query failed | SELECT nothing");
        assertThat(steps(panel).get(3)).startsWith("done: Ran a query | " + COUNT + " | 1 row ·");
        assertThat(steps(panel).get(4)).startsWith("failed: Using launch_rocket failed");
        assertThat(textOf(panel))
                .contains("DELETE is not a read")
                .contains("does not know the statement")
                .contains("<p>Let me look.</p>")
                .contains("<p>There are <strong>20,481</strong> orders.</p>");
    }

    @Test
    void looksAroundFoldIntoOneLineThatOpens() {
        ConversationId id = app.conversation(SHOP);
        app.model
                .call("list_tables", Map.of())
                .call("describe_tables", Map.of("names", List.of("orders", "products")))
                .call("sample_rows", Map.of("table", "orders"))
                .answer("Two tables.");
        app.askAndWait(id, "What is there?");
        ConversationPanel panel = open(id);
        assertThat(steps(panel))
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("done: Explored 2 tables"));
        NativeButton line =
                find(NativeButton.class, panel).withClassName("tt-step-line").single();
        assertThat(line.getElement().getAttribute("aria-expanded")).isEqualTo("false");
        test(line).click();
        assertThat(line.getElement().getAttribute("aria-expanded")).isEqualTo("true");
        assertThat(steps(panel)).hasSize(4);
        assertThat(textOf(panel)).contains("Listed the tables", "Looked at orders, products", "Sampled orders");
    }

    @Test
    void aQueryOpensToItsStatementAndItsRows() {
        ConversationId id = app.conversation(SHOP);
        app.model.query(COUNT).answer("Many.");
        app.askAndWait(id, "How many orders?");
        ConversationPanel panel = open(id);
        test(find(NativeButton.class, panel).withClassName("tt-step-line").single())
                .click();
        find(ResultView.class, panel).all().forEach(ResultView::load); // as the browser does when it is seen
        assertThat(textOf(panel)).contains("SELECT\n count(*) \nAS\n orders \nFROM\n orders", "20,481");
    }

    @Test
    void aLongConversationOpensAtItsNewestMessagesAndGivesTheOlderOnesInOrder() {
        ConversationId id = app.conversation(SHOP);
        for (int i = 1; i <= 130; i++) {
            app.askAndWait(id, "Question " + i);
        }
        ConversationPanel panel = open(id);
        assertThat(questions(panel)).hasSizeBetween(10, 30).endsWith("Question 129", "Question 130");
        while (questions(panel).size() < 130) {
            int before = questions(panel).size();
            panel.loadOlder();
            waitUntil("older messages", () -> questions(panel).size() > before);
        }
        assertThat(questions(panel))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 130)
                        .mapToObj(i -> "Question " + i)
                        .toList());
        panel.loadOlder();
        assertThat(answers(panel)).hasSize(130);
    }

    @Test
    void aTurnWithMoreMessagesThanAPageIsShownWhole() {
        ConversationId id = app.conversation(SHOP);
        for (int i = 0; i < 9; i++) {
            app.model
                    .call("list_tables", Map.of())
                    .query(COUNT)
                    .call("list_tables", Map.of())
                    .answer("Answer " + i);
            app.askAndWait(id, "Question " + i);
        }
        ConversationPanel panel = open(id);
        assertThat(questions(panel)).hasSameSizeAs(answers(panel)).doesNotContain("");
    }

    @Test
    void whoComesInTheMiddleSeesTheWholeAnswerOnce() throws InterruptedException {
        ConversationId id = app.conversation(SHOP);
        app.askAndWait(id, "Before?");
        Gate gate = app.model.query(COUNT).answerInTwo("The first half", " and the second.");
        app.agent.ask(id, new MessageText("How many?"));
        gate.awaitReached();
        ConversationPanel panel = open(id);
        waitForText(panel, "<p>The first half</p>");
        assertThat(questions(panel)).containsExactly("Before?", "How many?");
        assertThat(steps(panel)).hasSize(1);
        assertThat(answers(panel).getLast().getElement().getAttribute("aria-busy"))
                .isEqualTo("true");
        gate.open();
        waitForText(panel, "<p>The first half and the second.</p>");
        waitUntil("the end", () -> sendIsShown(panel));
        assertThat(questions(panel)).containsExactly("Before?", "How many?");
        assertThat(answers(panel)).hasSize(2);
        assertThat(answers(panel).getLast().getElement().getAttribute("aria-busy"))
                .isEqualTo("false");
    }

    @Test
    void endsWithWhatAReloadShows() {
        ConversationId id = app.conversation(SHOP);
        app.model
                .call("list_tables", Map.of())
                .call("sample_rows", Map.of("table", "orders"))
                .query("SELECT nothing")
                .query(COUNT)
                .answer("A ", "**bold**", " answer.\n\n- one\n- two");
        app.model.fail(FailureCode.MODEL_TIMEOUT, "The model was silent.");
        ConversationPanel panel = open(id);
        ask(panel, "Works?");
        ask(panel, "Fails?");
        waitForText(panel, "The model was silent.");
        waitUntil("the end", () -> sendIsShown(panel));
        waitUntil(
                "a page that is opened now shows the same",
                () -> textOf(open(id)).equals(textOf(panel)));
    }

    @Test
    void twoTabsShowTheSameStream() throws InterruptedException {
        ConversationId id = app.conversation(SHOP);
        Gate gate = app.model.answerInTwo("Half", " and half.");
        ConversationPanel here = open(id);
        ConversationPanel there = open(id);
        ask(here, "Ready?");
        gate.awaitReached();
        waitForText(here, "<p>Half</p>");
        waitForText(there, "<p>Half</p>");
        assertThat(questions(there)).containsExactly("Ready?");
        gate.open();
        waitForText(there, "Half and half.");
        waitForText(here, "Half and half.");
    }

    @Test
    void aTabThatGoesLeavesTheRunAlone() throws InterruptedException {
        ConversationId id = app.conversation(SHOP);
        Gate gate = app.model.answerInTwo("Half", " and half.");
        ConversationPanel panel = open(id);
        ask(panel, "Ready?");
        gate.awaitReached();
        AgentRun run = app.agent.active(id).getFirst();
        UI.getCurrentOrThrow().remove(panel);
        gate.open();
        waitUntil("the end of the run", () -> run.status().isOver());
        waitForText(open(id), "Half and half.");
    }

    @Test
    void messagesFromOutsideComeIn() {
        ConversationId id = app.conversation(SHOP);
        ConversationPanel panel = open(id);
        app.conversationService.append(new NewMessage.User(id, null, new MessageText("From a script"), Instant.EPOCH));
        app.conversationService.append(new NewMessage.Assistant(
                id, null, "An imported answer", List.of(), MessageStatus.COMPLETED, null, Instant.EPOCH));
        waitForText(panel, "An imported answer");
        assertThat(questions(panel)).containsExactly("From a script");
        assertThat(find(EmptyState.class, panel).all()).isEmpty();
    }

    @Test
    void stopKeepsWhatWasSaid() throws InterruptedException {
        ConversationId id = app.conversation(SHOP);
        Gate gate = app.model.answerInTwo("So far", " never said");
        ConversationPanel panel = open(id);
        ask(panel, "Talk!");
        gate.awaitReached();
        assertThat(find(Button.class, panel).withAriaLabel("Send").all()).isEmpty();
        test(find(Button.class, panel).withAriaLabel("Stop").single()).click();
        waitForText(panel, "Stopped. What had been said is kept.");
        assertThat(textOf(panel)).contains("<p>So far</p>").doesNotContain("never said");
        waitUntil("the end", () -> sendIsShown(panel));
        waitUntil(
                "a page that is opened now shows the same",
                () -> textOf(open(id)).equals(textOf(panel)));
    }

    @Test
    void escapeStopsToo() throws InterruptedException {
        ConversationId id = app.conversation(SHOP);
        Gate gate = app.model.answerInTwo("So far", " never said");
        ConversationPanel panel = open(id);
        ask(panel, "Talk!");
        gate.awaitReached();
        ShortcutsKt._fireShortcut(panel, Key.ESCAPE);
        waitForText(panel, "Stopped. What had been said is kept.");
    }

    @Test
    void aSecondQuestionWaitsInSightAndIsAnsweredThen() throws InterruptedException {
        ConversationId id = app.conversation(SHOP);
        Gate gate = app.model.answerInTwo("First", " answer.");
        app.model.answer("Second answer.");
        ConversationPanel panel = open(id);
        ask(panel, "One?");
        gate.awaitReached();
        ask(panel, "Two?");
        assertThat(questions(panel)).containsExactly("One?", "Two?");
        assertThat(textOf(panel)).contains("Waiting: next");
        assertThat(textOf(open(id))).contains("Waiting: next");
        gate.open();
        waitForText(panel, "Second answer.");
        assertThat(textOf(panel)).doesNotContain("Waiting");
        assertThat(questions(panel)).containsExactly("One?", "Two?");
    }

    @Test
    void aQuestionThatWaitsCanBeTakenBack() throws InterruptedException {
        ConversationId id = app.conversation(SHOP);
        Gate gate = app.model.answerInTwo("First", " answer.");
        ConversationPanel panel = open(id);
        ask(panel, "One?");
        gate.awaitReached();
        ask(panel, "Two?");
        test(find(Button.class, panel).withText("Withdraw").single()).click();
        waitUntil("one question", () -> questions(panel).equals(List.of("One?")));
        gate.open();
        waitForText(panel, "First answer.");
        waitUntil("the end", () -> sendIsShown(panel));
        assertThat(questions(open(id))).containsExactly("One?");
    }

    @Test
    void aFailureStandsAtItsPlaceAndCanBeRetried() {
        ConversationId id = app.conversation(SHOP);
        app.model
                .fail(FailureCode.MODEL_UNAVAILABLE, "The model cannot be reached. Check the network.")
                .answer("Now it works.");
        app.askAndWait(id, "How many?");
        ConversationPanel panel = open(id);
        assertThat(textOf(panel)).contains("The model cannot be reached. Check the network.");
        test(find(Button.class, panel).withText("Retry").single()).click();
        waitForText(panel, "Now it works.");
        assertThat(questions(panel)).containsExactly("How many?");
        assertThat(textOf(panel)).doesNotContain("cannot be reached");
    }

    @Test
    void aTurnThatBrokeWithoutALastWordSaysSo() {
        ConversationId id = app.conversation(SHOP);
        app.model.then((request, onText, cancellation) -> {
            throw new IllegalStateException("a bug");
        });
        app.askAndWait(id, "How many?");
        assertThat(textOf(open(id))).contains("Something went wrong").contains("Retry");
    }

    @Test
    void theEmptyStateStoresNothingUntilSomethingIsAsked() {
        ConversationPanel panel = openDatabase();
        assertThat(textOf(panel)).contains("Shop", "SQLite", "only reads", "Scripted model");
        waitForText(panel, "How many");
        assertThat(stored()).isZero();
        List<ConversationId> created = new ArrayList<>();
        panel.onConversationCreated(created::add);
        app.model.answer("Two.");
        NativeButton suggestion = find(NativeButton.class, panel)
                .withClassName("tt-suggestion")
                .all()
                .getFirst();
        String question = suggestion.getText();
        test(suggestion).click();
        assertThat(stored()).isEqualTo(1);
        assertThat(created).hasSize(1);
        waitForText(panel, "<p>Two.</p>");
        assertThat(questions(panel)).containsExactly(question);
        waitUntil(
                "the answer is kept",
                () -> app.conversationService.get(created.getFirst()).messageCount() == 2);
    }

    @Test
    void aQuestionThatIsRefusedStaysWithItsReasonAndStoresNothing() {
        ConversationPanel panel = openDatabase();
        String tooLong = "x".repeat(MessageText.MAX_LENGTH + 1);
        ask(panel, tooLong);
        assertThat(message(panel).isInvalid()).isTrue();
        assertThat(message(panel).getErrorMessage()).contains("longer than 32,000 characters");
        assertThat(message(panel).getValue()).isEqualTo(tooLong);
        ask(panel, "  ");
        assertThat(message(panel).getErrorMessage()).contains("empty");
        assertThat(stored()).isZero();
        ask(panel, "How many?");
        assertThat(message(panel).isInvalid()).isFalse();
        assertThat(message(panel).getValue()).isEmpty();
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void aFirstQuestionThatCannotBeAskedLeavesNoConversation() {
        ConversationPanel panel = new ConversationPanel(withFullStore());
        panel.showDatabase(SHOP);
        UI.getCurrentOrThrow().add(panel);
        ask(panel, "How many?");
        assertThat(message(panel).getErrorMessage()).isEqualTo("The disk is full.");
        assertThat(message(panel).getValue()).isEqualTo("How many?");
        assertThat(stored()).isZero();
    }

    @Test
    void noQuestionIsLostThatCannotBeAsked() {
        ConversationId id = app.conversation(SHOP);
        app.askAndWait(id, "How many?");
        ConversationPanel panel = open(withFullStore(), id);
        ask(panel, "And now?");
        assertThat(message(panel).getErrorMessage()).isEqualTo("The disk is full.");
        assertThat(message(panel).getValue()).isEqualTo("And now?");
        press(panel, "Edit");
        TextArea editor =
                find(TextArea.class, find(QuestionEditor.class, panel).single()).single();
        test(editor).setValue("How many then?");
        press(panel, "Resend");
        assertThat(editor.getErrorMessage()).isEqualTo("The disk is full.");
        assertThat(editor.getValue()).isEqualTo("How many then?");
        assertThat(answers(panel)).hasSize(1);
    }

    private Workspace withFullStore() {
        return new Workspace(
                workspace.conversations(),
                workspace.manageConversations(),
                workspace.connections(),
                workspace.schema(),
                new FullStore(app.agent),
                workspace.versions(),
                workspace.results(),
                workspace.sql(),
                workspace.edits(),
                workspace.checks(),
                workspace.charts(),
                workspace.downloads(),
                workspace.traces(),
                workspace.notes(),
                workspace.clock());
    }

    /** Where nothing more can be asked. */
    private record FullStore(AskAgentUseCase agent) implements AskAgentUseCase {
        @Override
        public AgentRun ask(ConversationId conversationId, MessageText question) {
            throw FailureException.of(FailureCode.STORE_UNAVAILABLE, "The disk is full.");
        }

        @Override
        public AgentRun askInstead(TurnId version, @Nullable MessageText question) {
            throw FailureException.of(FailureCode.STORE_UNAVAILABLE, "The disk is full.");
        }

        @Override
        public AgentRun find(TurnId turnId) {
            return agent.find(turnId);
        }

        @Override
        public List<AgentRun> active(ConversationId conversationId) {
            return agent.active(conversationId);
        }

        @Override
        public ModelInfo model() {
            return agent.model();
        }
    }

    @Test
    void draftsStayWithTheirConversation() {
        ConversationId one = app.conversation(SHOP);
        ConversationId two = app.conversation(LIBRARY);
        ConversationPanel panel = open(one);
        test(message(panel)).setValue("Half a thought");
        panel.showConversation(two);
        assertThat(message(panel).getValue()).isEmpty();
        test(message(panel)).setValue("Another");
        panel.showConversation(one);
        assertThat(message(panel).getValue()).isEqualTo("Half a thought");
        assertThat(message(open(two)).getValue()).isEqualTo("Another");
        ask(panel, "A whole thought");
        assertThat(message(open(one)).getValue()).isEmpty();
    }

    @Test
    void switchingWhileAnAnswerRunsShowsTheOtherConversationAlone() throws InterruptedException {
        ConversationId one = app.conversation(SHOP);
        ConversationId two = app.conversation(LIBRARY);
        app.askAndWait(two, "In the library?");
        Gate gate = app.model.answerInTwo("Shop", " talk.");
        ConversationPanel panel = open(one);
        ask(panel, "In the shop?");
        gate.awaitReached();
        panel.showConversation(two);
        assertThat(questions(panel)).containsExactly("In the library?");
        assertThat(sendIsShown(panel)).isTrue();
        gate.open();
        waitUntil("the end of the run", () -> app.agent.active(one).isEmpty());
        assertThat(textOf(panel)).doesNotContain("Shop");
        panel.showConversation(one);
        waitForText(panel, "Shop talk.");
    }

    @Test
    void saysThatAConversationDoesNotExist() {
        ConversationPanel panel = open(ConversationId.create(Instant.EPOCH));
        assertThat(find(H2.class, panel).single().getText()).isEqualTo("Not found");
        assertThat(find(Composer.class, panel).all()).isEmpty();
    }

    @Test
    void saysThatTheConversationWasDeletedInAnotherTab() {
        ConversationId id = app.conversation(SHOP);
        app.askAndWait(id, "How many?");
        ConversationPanel panel = open(id);
        app.conversationService.delete(id);
        waitForText(panel, "This conversation was deleted");
        assertThat(answers(panel)).isEmpty();
        assertThat(find(Composer.class, panel).all()).isEmpty();
    }

    @Test
    void whatIsInTheTrashCanBeRestored() {
        ConversationId id = app.conversation(SHOP);
        app.askAndWait(id, "How many?");
        ConversationPanel panel = open(id);
        app.conversationService.change(id, ConversationChange.trash(true));
        waitForText(panel, "It is in the trash");
        test(find(Button.class, panel).withText("Undo").single()).click();
        assertThat(questions(panel)).containsExactly("How many?");
    }

    @Test
    void readsNoRowsThatNobodySees() {
        ConversationId id = app.conversation(SHOP);
        for (int i = 0; i < 5; i++) {
            app.model.query(COUNT).answer("Many.");
            app.askAndWait(id, "How many orders?");
        }
        ConversationPanel panel = open(id);
        List<ResultView> results = find(ResultView.class, panel).all();
        assertThat(results).hasSize(5);
        assertThat(resultsRead).isEmpty();
        results.get(2).load();
        assertThat(resultsRead).hasSize(1);
        assertThat(find(Div.class, results.get(2))
                        .withClassName("tt-figure")
                        .single()
                        .getText())
                .isEqualTo("20,481");
    }

    @Test
    void saysThatTheDatabaseCannotBeReached() {
        app.database.breakDown("The database \"Shop\" does not answer. Check that it runs.");
        ConversationPanel panel = openDatabase();
        waitForText(panel, "The database \"Shop\" does not answer. Check that it runs.");
        app.database.recover();
        test(find(Button.class, panel).withText("Try again").single()).click();
        waitForText(panel, "How many");
        assertThat(textOf(panel)).doesNotContain("does not answer");
    }

    private boolean sendIsShown(ConversationPanel panel) {
        return find(Button.class, panel).withAriaLabel("Send").exists();
    }
}
