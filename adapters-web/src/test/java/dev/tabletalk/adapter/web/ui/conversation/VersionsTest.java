package dev.tabletalk.adapter.web.ui.conversation;

import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextArea;
import dev.tabletalk.application.ScriptedModel.Gate;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageStatus;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.NewMessage;
import dev.tabletalk.domain.failure.FailureCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Asking again in the same place, and choosing among what came of it. */
@ViewPackages(classes = VersionsTest.class)
class VersionsTest extends PanelTest {
    private final ConversationId id = app.conversation(SHOP);

    private void answered(String... questions) {
        for (String question : questions) {
            app.model.answer("Answer to " + question);
            app.askAndWait(id, question);
        }
    }

    private TextArea editor(Component within) {
        return find(TextArea.class, find(QuestionEditor.class, within).single()).single();
    }

    private void edit(ConversationPanel panel, String question, String instead) {
        ExchangeView view = exchange(panel, question);
        press(view, "Edit");
        test(editor(view)).setValue(instead);
        press(view, "Resend");
    }

    private String place(ConversationPanel panel, String question) {
        VersionSwitch versions =
                find(VersionSwitch.class, exchange(panel, question)).single();
        return textOf(versions);
    }

    private void awaitPlace(ConversationPanel panel, String question, String place) {
        waitUntil(
                question + " as " + place,
                () -> questions(panel).contains(question)
                        && hasButton(exchange(panel, question), "Next version")
                        && place(panel, question).equals(place));
    }

    private List<String> stored(ConversationId conversation) {
        return app.conversationService.messages(conversation, null, 100).messages().stream()
                .map(Message::text)
                .toList();
    }

    @Test
    void anEditedQuestionTakesThePlaceOfTheOldOneAndOfAllBelowIt() {
        answered("One?", "Two?", "Three?");
        ConversationPanel panel = open(id);
        app.model.answer("Zwei.");
        edit(panel, "Two?", "Zwei?");
        assertThat(questions(panel)).containsExactly("One?", "Zwei?");
        waitForText(panel, "<p>Zwei.</p>");
        awaitPlace(panel, "Zwei?", "2/2");
        assertThat(hasButton(exchange(panel, "One?"), "Next version")).isFalse();
        assertThat(questions(open(id))).containsExactly("One?", "Zwei?");
    }

    @Test
    void goesBackAndForthBetweenTheVersions() {
        answered("One?", "Two?", "Three?");
        ConversationPanel panel = open(id);
        edit(panel, "Two?", "Zwei?");
        awaitPlace(panel, "Zwei?", "2/2");
        assertThat(button(exchange(panel, "Zwei?"), "Next version").isEnabled()).isFalse();
        press(exchange(panel, "Zwei?"), "Previous version");
        awaitPlace(panel, "Two?", "1/2");
        assertThat(questions(panel)).containsExactly("One?", "Two?", "Three?");
        assertThat(textOf(panel)).contains("Answer to Three?").doesNotContain("Zwei");
        assertThat(button(exchange(panel, "Two?"), "Previous version").isEnabled())
                .isFalse();
        press(exchange(panel, "Two?"), "Next version");
        awaitPlace(panel, "Zwei?", "2/2");
        assertThat(questions(panel)).containsExactly("One?", "Zwei?");
    }

    @Test
    void theNextQuestionFollowsTheVersionThatIsShown() {
        answered("One?", "Two?");
        ConversationPanel panel = open(id);
        edit(panel, "One?", "Eins?");
        awaitPlace(panel, "Eins?", "2/2");
        press(exchange(panel, "Eins?"), "Previous version");
        awaitPlace(panel, "One?", "1/2");
        ask(panel, "Three?");
        waitUntil("the end", () -> app.agent.active(id).isEmpty());
        assertThat(questions(panel)).containsExactly("One?", "Two?", "Three?");
        assertThat(stored(id)).startsWith("One?").contains("Two?", "Three?").doesNotContain("Eins?");
    }

    @Test
    void anotherTabTurnsToTheVersionThatIsChosenHere() {
        answered("One?", "Two?", "Three?");
        ConversationPanel here = open(id);
        ConversationPanel there = open(id);
        edit(here, "Two?", "Zwei?");
        awaitPlace(there, "Zwei?", "2/2");
        assertThat(questions(there)).containsExactly("One?", "Zwei?");
        waitUntil("the end", () -> textOf(there).contains("<p>Done.</p>"));
        awaitPlace(here, "Zwei?", "2/2");
        press(exchange(here, "Zwei?"), "Previous version");
        awaitPlace(there, "Two?", "1/2");
        assertThat(questions(there)).containsExactly("One?", "Two?", "Three?");
    }

    @Test
    void theSameQuestionCanBeAnsweredAgain() {
        app.model.answer("Perhaps.");
        app.askAndWait(id, "Is it so?");
        ConversationPanel panel = open(id);
        app.model.answer("Certainly.");
        press(answers(panel).getFirst(), "Regenerate");
        waitForText(panel, "<p>Certainly.</p>");
        awaitPlace(panel, "Is it so?", "2/2");
        assertThat(questions(panel)).containsExactly("Is it so?");
        assertThat(textOf(panel)).doesNotContain("Perhaps.");
        press(panel, "Previous version");
        waitForText(panel, "<p>Perhaps.</p>");
        assertThat(textOf(panel)).doesNotContain("Certainly.");
    }

    @Test
    void aRetryIsAVersionToo() {
        app.model.fail(FailureCode.MODEL_UNAVAILABLE, "The model cannot be reached.");
        app.askAndWait(id, "How many?");
        ConversationPanel panel = open(id);
        assertThat(hasButton(panel, "Continue")).isFalse();
        app.model.answer("Two.");
        press(panel, "Retry");
        waitForText(panel, "<p>Two.</p>");
        awaitPlace(panel, "How many?", "2/2");
        press(panel, "Previous version");
        waitForText(panel, "The model cannot be reached.");
        assertThat(questions(panel)).containsExactly("How many?");
    }

    @Test
    void whatWasStoppedCanBeContinued() throws InterruptedException {
        ConversationPanel panel = open(id);
        Gate gate = app.model.answerInTwo("So far", " never said");
        ask(panel, "Talk!");
        gate.awaitReached();
        waitForText(panel, "So far");
        test(message(panel)).setValue("Half a thought");
        press(panel, "Stop");
        waitForText(panel, "Stopped. What had been said is kept.");
        app.model.answer("And so on.");
        press(panel, "Continue");
        waitForText(panel, "<p>And so on.</p>");
        assertThat(questions(panel)).containsExactly("Talk!", "Continue where you stopped.");
        assertThat(hasButton(panel, "Continue")).isFalse();
        assertThat(hasButton(exchange(panel, "Talk!"), "Retry")).isTrue();
        assertThat(message(panel).getValue()).isEqualTo("Half a thought");
    }

    @Test
    void whatWasStoppedBeforeItsFirstWordCanOnlyBeRetried() throws InterruptedException {
        ConversationPanel panel = open(id);
        Gate gate = app.model.answerInTwo("", "never said");
        ask(panel, "Talk!");
        gate.awaitReached();
        press(panel, "Stop");
        waitForText(panel, "Stopped.");
        assertThat(hasButton(panel, "Retry")).isTrue();
        assertThat(hasButton(panel, "Continue")).isFalse();
    }

    @Test
    void aBranchIsANewConversationUpToTheAnswer() {
        answered("One?", "Two?");
        ConversationPanel panel = open(id);
        List<ConversationId> made = new ArrayList<>();
        panel.onConversationCreated(made::add);
        press(exchange(panel, "One?"), "Branch from here");
        waitUntil("a branch", () -> !made.isEmpty());
        assertThat(made).hasSize(1).doesNotContain(id);
        assertThat(stored(made.getFirst())).containsExactly("One?", "Answer to One?");
        assertThat(find(Notification.class).all()).isNotEmpty();
    }

    @Test
    void messagesFromOutsideHaveNoVersions() {
        app.conversationService.append(new NewMessage.User(id, null, new MessageText("From a script"), Instant.EPOCH));
        app.conversationService.append(new NewMessage.Assistant(
                id, null, "An imported answer", List.of(), MessageStatus.COMPLETED, null, Instant.EPOCH));
        ConversationPanel panel = open(id);
        assertThat(questions(panel)).containsExactly("From a script");
        for (String button : List.of("Edit", "Regenerate", "Branch from here", "Next version", "Retry")) {
            assertThat(hasButton(panel, button)).as(button).isFalse();
        }
    }

    @Test
    void anAnswerInAnotherVersionIsNotMixedIn() throws InterruptedException {
        answered("One?", "Two?");
        ConversationPanel panel = open(id);
        Gate gate = app.model.answerInTwo("Ei", "ns.");
        edit(panel, "One?", "Eins?");
        gate.awaitReached();
        waitForText(panel, "<p>Ei</p>");
        awaitPlace(panel, "Eins?", "2/2");
        press(panel, "Previous version");
        awaitPlace(panel, "One?", "1/2");
        assertThat(questions(panel)).containsExactly("One?", "Two?");
        assertThat(textOf(panel))
                .contains("An answer is being written in another version")
                .doesNotContain("<p>Ei");
        assertThat(hasButton(panel, "Send")).isTrue();
        press(panel, "Show it");
        waitForText(panel, "<p>Ei</p>");
        assertThat(questions(panel)).containsExactly("Eins?");
        assertThat(textOf(panel)).doesNotContain("in another version");
        assertThat(hasButton(panel, "Stop")).isTrue();
        gate.open();
        waitForText(panel, "<p>Eins.</p>");
    }

    @Test
    void theLineAboutAnotherVersionGoesWithItsAnswer() throws InterruptedException {
        answered("One?", "Two?");
        ConversationPanel panel = open(id);
        Gate gate = app.model.answerInTwo("Ei", "ns.");
        edit(panel, "One?", "Eins?");
        gate.awaitReached();
        awaitPlace(panel, "Eins?", "2/2");
        press(panel, "Previous version");
        waitForText(panel, "in another version");
        gate.open();
        waitUntil("its end", () -> !textOf(panel).contains("in another version"));
        assertThat(questions(panel)).containsExactly("One?", "Two?");
        assertThat(place(panel, "One?")).isEqualTo("1/2");
    }

    @Test
    void aQuestionThatWaitsSaysHowLong() throws InterruptedException {
        ConversationPanel panel = open(id);
        Gate first = app.model.answerInTwo("A", "a.");
        Gate second = app.model.answerInTwo("B", "b.");
        ask(panel, "One?");
        first.awaitReached();
        ask(panel, "Two?");
        ask(panel, "Three?");
        assertThat(textOf(exchange(panel, "Two?"))).contains("Waiting: next");
        assertThat(textOf(exchange(panel, "Three?"))).contains("Waiting behind 2 other answers");
        first.open();
        second.awaitReached();
        waitUntil("the next place", () -> textOf(exchange(panel, "Three?")).contains("Waiting: next"));
        press(exchange(panel, "Three?"), "Withdraw");
        waitUntil("two questions", () -> questions(panel).equals(List.of("One?", "Two?")));
        second.open();
        waitForText(panel, "<p>Bb.</p>");
    }

    @Test
    void anEditedQuestionWaitsForTheAnswerThatGoesOn() throws InterruptedException {
        answered("One?", "Two?");
        ConversationPanel panel = open(id);
        Gate gate = app.model.answerInTwo("Thr", "ee.");
        ask(panel, "Three?");
        gate.awaitReached();
        edit(panel, "One?", "Eins?");
        assertThat(questions(panel)).containsExactly("One?", "Two?", "Three?", "Eins?");
        assertThat(textOf(exchange(panel, "Eins?"))).contains("Waiting: next");
        gate.open();
        waitUntil("its turn", () -> questions(panel).equals(List.of("Eins?")));
        waitForText(panel, "<p>Done.</p>");
        awaitPlace(panel, "Eins?", "2/2");
    }

    @Test
    void anEditThatIsRefusedStaysWithItsReason() {
        answered("One?");
        ConversationPanel panel = open(id);
        String tooLong = "x".repeat(MessageText.MAX_LENGTH + 1);
        edit(panel, "One?", tooLong);
        ExchangeView view = exchange(panel, "One?");
        assertThat(editor(view).getErrorMessage()).contains("longer than 32,000 characters");
        assertThat(editor(view).getValue()).isEqualTo(tooLong);
        test(editor(view)).setValue(" ");
        press(view, "Resend");
        assertThat(editor(view).getErrorMessage()).contains("empty");
        assertThat(stored(id)).hasSize(2);
    }

    @Test
    void anEditCanBeGivenUp() {
        answered("One?");
        ConversationPanel panel = open(id);
        press(panel, "Edit");
        test(editor(panel)).setValue("Another");
        press(panel, "Cancel");
        assertThat(find(QuestionEditor.class, panel).all()).isEmpty();
        assertThat(questions(panel)).containsExactly("One?");
        press(panel, "Edit");
        assertThat(editor(panel).getValue()).isEqualTo("One?");
    }

    @Test
    void whatIsHalfEditedOutlivesAReload() {
        answered("One?");
        ConversationPanel panel = open(id);
        press(panel, "Edit");
        test(editor(panel)).setValue("One, or");
        UI.getCurrentOrThrow().remove(panel);
        ConversationPanel again = open(id);
        assertThat(questions(again)).containsExactly("One?");
        press(again, "Edit");
        assertThat(editor(again).getValue()).isEqualTo("One, or");
    }
}
