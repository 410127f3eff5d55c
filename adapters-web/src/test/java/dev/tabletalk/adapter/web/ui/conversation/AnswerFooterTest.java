package dev.tabletalk.adapter.web.ui.conversation;

import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextArea;
import dev.tabletalk.application.ScriptedModel;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.Feedback;
import dev.tabletalk.domain.conversation.Feedback.Rating;
import dev.tabletalk.domain.conversation.FollowUps;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.Row;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What stands below an answer: figures, thumbs, next questions, and the way to a turn by its address. */
@ViewPackages(classes = AnswerFooterTest.class)
final class AnswerFooterTest extends PanelTest {
    private final ConversationId id = app.conversation(SHOP);

    private TurnId turn(ConversationPanel panel, String question) {
        return Objects.requireNonNull(exchange(panel, question).shown().turnId());
    }

    private @Nullable Feedback kept(TurnId turn) {
        return Objects.requireNonNull(app.noteService.notes(List.of(turn)).get(turn))
                .feedback();
    }

    private String pressed(ExchangeView view, String label) {
        return Objects.requireNonNull(button(view, label).getElement().getAttribute("aria-pressed"));
    }

    @Test
    void tellsHowTheAnswerWasMadeAndLeadsToItsTrace() {
        app.model.query("SELECT 1").answer("One", ".");
        app.askAndWait(id, "How many?");
        ConversationPanel panel = open(id);
        ExchangeView view = exchange(panel, "How many?");

        Anchor trace = find(Anchor.class, view).withClassName("tt-trace-link").single();
        assertThat(textOf(trace))
                .contains("Scripted model")
                .contains("12 tokens")
                .contains("2 steps");
        assertThat(trace.getHref()).isEqualTo("c/" + id + "/trace/" + turn(panel, "How many?"));
    }

    @Test
    void keepsThumbsWithAReasonAndTakesThemBack() {
        app.askAndWait(id, "How many?");
        ConversationPanel panel = open(id);
        ExchangeView view = exchange(panel, "How many?");
        TurnId turn = turn(panel, "How many?");
        assertThat(pressed(view, "Good answer")).isEqualTo("false");

        press(view, "Bad answer");
        waitUntil("down", () -> new Feedback(Rating.DOWN, null).equals(kept(turn)));
        assertThat(pressed(view, "Bad answer")).isEqualTo("true");
        test(find(TextArea.class).all().stream()
                        .filter(area ->
                                area.getLabel() != null && area.getLabel().startsWith("What was wrong"))
                        .findFirst()
                        .orElseThrow())
                .setValue("Wrong year");
        test(find(Button.class).withClassName("tt-reason-save").single()).click();
        waitUntil("reason", () -> new Feedback(Rating.DOWN, "Wrong year").equals(kept(turn)));

        press(view, "Good answer");
        waitUntil("up", () -> new Feedback(Rating.UP, null).equals(kept(turn)));
        assertThat(pressed(view, "Bad answer")).isEqualTo("false");
        press(view, "Good answer");
        waitUntil("taken back", () -> kept(turn) == null);
        assertThat(pressed(view, "Good answer")).isEqualTo("false");
    }

    @Test
    void thumbsReachOtherTabsOfTheConversation() {
        app.askAndWait(id, "How many?");
        ExchangeView here = exchange(open(id), "How many?");
        ExchangeView there = exchange(open(id), "How many?");
        TurnId turn = Objects.requireNonNull(here.shown().turnId());

        press(here, "Bad answer");
        waitUntil("thumb", () -> pressed(there, "Bad answer").equals("true"));
        assertThat(find(TextArea.class).all().stream()
                        .map(TextArea::getLabel)
                        .filter(label -> label != null && label.startsWith("What was wrong")))
                .as("the reason is still asked for")
                .hasSize(1);
        app.noteService.rate(turn, new Feedback(Rating.DOWN, "Wrong year"));
        waitUntil(
                "reason",
                () -> "Bad answer: Wrong year"
                        .equals(button(here, "Bad answer").getTooltip().getText()));
        app.noteService.rate(turn, null);
        waitUntil("taken back", () -> pressed(there, "Bad answer").equals("false"));
    }

    @Test
    void leadsToTheTraceWhileTheAnswerIsMade() throws InterruptedException {
        ScriptedModel.Gate gate = app.model.answerInTwo("It is ", "nine.");
        ConversationPanel panel = open(id);
        ask(panel, "How many?");
        gate.awaitReached();
        waitForText(panel, "It is");
        ExchangeView view = exchange(panel, "How many?");
        assertThat(find(Anchor.class, view)
                        .withClassName("tt-trace-link")
                        .single()
                        .getHref())
                .endsWith("/trace/" + turn(panel, "How many?"));
        Span time = find(Span.class, view).withClassName("tt-running-time").single();
        assertThat(time.getText()).matches("\\d+ s|\\d+ min \\d+ s");
        assertThat(time.getElement().getAttribute("data-elapsed")).matches("\\d+");
        assertThat(time.getElement().getAttribute("aria-live")).isEqualTo("off");
        gate.open();
        waitUntil("footer", () -> hasButton(view, "Copy answer"));
        assertThat(find(Anchor.class, view).withClassName("tt-trace-link").all())
                .hasSize(1);
        assertThat(find(Span.class, view).withClassName("tt-running-time").all())
                .isEmpty();
    }

    @Test
    void offersNextQuestionsBelowTheNewestAnswerAlone() {
        app.followUps = (answered, listener) -> new FollowUps(List.of("And after " + answered.question()));
        app.askAndWait(id, "One?");
        app.askAndWait(id, "Two?");
        ConversationPanel panel = open(id);
        waitUntil("follow-up", () -> chips(panel).equals(List.of("And after Two?")));

        test(find(NativeButton.class, panel).withClassName("tt-follow-up").single())
                .click();

        waitUntil("asked", () -> questions(panel).contains("And after Two?"));
        waitUntil("next", () -> chips(panel).equals(List.of("And after And after Two?")));
    }

    private List<String> chips(ConversationPanel panel) {
        return find(NativeButton.class, panel).withClassName("tt-follow-up").all().stream()
                .map(NativeButton::getText)
                .toList();
    }

    @Test
    void opensAtATurnThatIsFarUp() {
        app.askAndWait(id, "First?");
        for (int i = 0; i < 40; i++) {
            app.askAndWait(id, "Question " + i);
        }
        ConversationPanel whole = open(id);
        assertThat(questions(whole)).doesNotContain("First?");
        TurnId first = Objects.requireNonNull(app.conversationService
                .messages(id, null, 1_000)
                .messages()
                .getFirst()
                .turnId());

        whole.showTurn(id, first);

        waitUntil("first", () -> questions(whole).contains("First?"));
        assertThat(questions(whole)).hasSize(41).endsWith("Question 39");
    }

    @Test
    void opensAtATurnOfAnotherVersion() {
        app.askAndWait(id, "First?");
        TurnId old = Objects.requireNonNull(app.conversationService
                .messages(id, null, 10)
                .messages()
                .getFirst()
                .turnId());
        ConversationPanel panel = open(id);
        press(exchange(panel, "First?"), "Edit");
        find(QuestionEditor.class, panel).single();
        app.agent.askInstead(old, new MessageText("Other?"));
        waitUntil("other", () -> questions(panel).equals(List.of("Other?")));

        panel.showTurn(id, old);

        waitUntil("old version", () -> questions(panel).equals(List.of("First?")));
    }

    @Test
    void staysAtTheEndForATurnThatIsNotThere() {
        app.askAndWait(id, "First?");
        ConversationPanel panel = open(id);

        panel.showTurn(id, TurnId.create(Instant.EPOCH));

        waitUntil(
                "notice",
                () -> find(Notification.class).all().stream()
                        .anyMatch(notice -> textOf(notice).contains("no such message")
                                || String.valueOf(notice.getElement().getProperty("text"))
                                        .contains("no such message")));
        assertThat(questions(panel)).containsExactly("First?");
    }

    @Test
    void writesAnAnswerAsMarkdown() {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of("a|b\\<i>\nc", 1L));
        rows.add(Row.of(null, new BigDecimal("12345678901234567890.50")));
        rows.add(Row.of("NULL", 2L));
        rows.add(Row.of("order_id *and* _more_", 3L));
        for (int i = 0; i < 60; i++) {
            rows.add(Row.of("x", (long) i));
        }
        QueryResult result =
                new QueryResult(ResultId.create(), "SELECT '```'", List.of(), rows, true, Duration.ZERO, Instant.EPOCH);
        String markdown = AnswerMarkdown.of(
                "So it is.\n",
                new ResultPage(
                        result.id(),
                        result.sql(),
                        List.of(
                                new ResultColumn("na|me", "TEXT", ResultColumn.Kind.TEXT),
                                new ResultColumn("n", "INT", ResultColumn.Kind.NUMBER)),
                        0,
                        rows,
                        64,
                        true,
                        Duration.ZERO,
                        Instant.EPOCH));

        assertThat(markdown).startsWith("""
                        So it is.

                        | na\\|me | n |
                        | --- | ---: |
                        | a\\|b\\\\\\<i> c | 1 |
                        | *NULL* | 12345678901234567890.50 |
                        | NULL | 2 |
                        | order_id \\*and\\* \\_more\\_ | 3 |
                        | x | 0 |
                        """);
        assertThat(markdown).endsWith("""
                        | x | 45 |

                        _The first 50 of more than 64 rows._

                        ````sql
                        SELECT '```'
                        ````
                        """);
        assertThat(AnswerMarkdown.of("Hello. ", null)).isEqualTo("Hello.\n");
    }
}
