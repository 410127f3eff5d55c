package dev.tabletalk.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import dev.tabletalk.adapter.llm.FakeAnswer;
import dev.tabletalk.adapter.llm.FakeCall;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Asking again, choosing among the versions, and going on from any of them, in a browser. */
class VersionsIT {
    private static final double A_PIXEL = 1.5;

    @RegisterExtension
    static final TestProduct PRODUCT = TestProduct.withModel(VersionsIT::answer, "A talk");

    private static final Gate GATE = new Gate();
    private static final AtomicInteger ANSWERS = new AtomicInteger();

    private BrowserContext person;
    private WorkspacePage page;

    /** Counts its answers; "slowly" waits for the gate in the middle, "at length" takes several screens. */
    private static FakeAnswer answer(FakeCall call) {
        String question = call.newestQuestion();
        String answer = "This is answer " + ANSWERS.incrementAndGet() + " to: " + question;
        if (question.contains("slowly")) {
            return GATE.slowAnswer();
        }
        return FakeAnswer.saying(question.contains("at length") ? answer + "\n\nAnd so on.".repeat(40) : answer);
    }

    @BeforeEach
    void open() {
        ANSWERS.set(0);
        person = PRODUCT.person();
        page = new WorkspacePage(person.newPage());
        page.page().navigate(PRODUCT.url("/db/sample"));
    }

    @AfterEach
    void leave() {
        GATE.open();
        PRODUCT.leave(person);
    }

    private void ask(String question) {
        page.ask(question);
        page.awaitConversation();
        assertThat(questions().last()).hasText(question);
        page.awaitAnswer();
    }

    private Locator questions() {
        return page.messages().getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName("Question"));
    }

    private Locator question(String text) {
        return questions().filter(new Locator.FilterOptions().setHasText(text));
    }

    private Locator editor() {
        return page.messages().getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Edit question"));
    }

    private void edit(String question) {
        question(question).hover();
        page.messages()
                .locator(".tt-asked")
                .filter(new Locator.FilterOptions().setHasText(question))
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Edit"))
                .click();
        assertThat(editor()).isFocused();
    }

    private void assertAsked(String... texts) {
        assertThat(questions()).hasText(texts);
    }

    /** Far away while it is not drawn. */
    private static double topOf(Locator locator) {
        BoundingBox box = locator.boundingBox();
        return box == null ? Double.MAX_VALUE : box.y;
    }

    /** Waits for it: the page is put right after the other version has been drawn. */
    private void assertTop(Locator locator, double top) {
        for (int look = 0; look < 50 && Math.abs(topOf(locator) - top) > A_PIXEL; look++) {
            page.page().waitForTimeout(100);
        }
        Assertions.assertThat(topOf(locator)).isCloseTo(top, Offset.offset(A_PIXEL));
    }

    @Test
    void editsAQuestionAndGoesBackAndForth() {
        ask("How many first?");
        ask("How many second?");
        edit("How many first?");
        editor().fill("How many others?");
        editor().press("Enter");
        assertAsked("How many others?");
        assertThat(page.answers().last()).containsText("answer 3 to: How many others?");
        assertThat(page.messages()).containsText("2/2");

        page.button("Previous version").click();
        assertAsked("How many first?", "How many second?");
        assertThat(page.messages()).containsText("1/2");
        assertThat(page.messages()).not().containsText("others");
        assertThat(page.button("Next version")).isFocused();
        page.page().keyboard().press("Enter");
        assertAsked("How many others?");

        page.page().reload();
        assertAsked("How many others?");
        assertThat(page.messages()).containsText("2/2");
    }

    @Test
    void aQuestionStaysWhereItIsWhileItsVersionsAreChanged() {
        ask("Tell at length");
        ask("Tell of one thing");
        ask("Tell of more at length");
        edit("Tell of one thing");
        editor().fill("Tell of another thing at length");
        editor().press("Enter");
        assertThat(page.messages()).containsText("2/2");
        page.awaitAnswer();
        page.messages().hover();
        page.page().mouse().wheel(0, -400);
        assertThat(page.page().getByText("Jump to latest")).isVisible();
        question("Tell of another thing").scrollIntoViewIfNeeded();
        double before = topOf(question("Tell of another thing"));
        page.button("Previous version").click();
        assertThat(page.messages()).containsText("1/2");
        assertTop(question("Tell of one thing"), before);
        page.button("Next version").click();
        assertThat(page.messages()).containsText("2/2");
        assertTop(question("Tell of another thing"), before);
    }

    @Test
    void escapeGivesUpTheEditAndNotTheAnswer() {
        ask("How many?");
        GATE.shut();
        page.ask("Count slowly");
        assertThat(page.answers().last()).containsText("The first half");
        edit("How many?");
        editor().fill("Never sent");
        editor().press("Escape");
        assertThat(editor()).not().isVisible();
        edit("How many?");
        page.button("Resend").press("Escape");
        assertThat(editor()).not().isVisible();
        assertThat(page.button("Stop")).isVisible();
        GATE.open();
        assertThat(page.answers().last()).containsText("and the second half.");
        assertAsked("How many?", "Count slowly");
    }

    @Test
    void answersTheSameQuestionAgain() {
        ask("How many?");
        assertThat(page.answers().last()).containsText("answer 1");
        page.button("Regenerate").click();
        assertThat(page.answers().last()).containsText("answer 2");
        assertThat(page.messages()).containsText("2/2");
        assertAsked("How many?");
        page.button("Previous version").click();
        assertThat(page.answers().last()).containsText("answer 1");
        assertThat(page.answers()).hasCount(1);
    }

    @Test
    void branchesIntoANewConversation() {
        ask("How many first?");
        ask("How many second?");
        String from = page.page().url();
        page.button("Branch from here").first().click();
        page.page().waitForURL(url -> url.contains("/c/") && !url.equals(from));
        assertAsked("How many first?");
        assertThat(page.page().getByText("A new conversation, with everything up to that answer"))
                .isVisible();
        ask("How many third?");
        assertAsked("How many first?", "How many third?");
        page.page().navigate(from);
        assertAsked("How many first?", "How many second?");
    }

    @Test
    void goesOnAfterStop() {
        GATE.shut();
        page.ask("Count slowly");
        page.awaitConversation();
        assertThat(page.answers().last()).containsText("The first half");
        page.button("Stop").click();
        assertThat(page.answers().last()).containsText("Stopped");
        page.button("Continue").click();
        assertAsked("Count slowly", "Continue where you stopped.");
        assertThat(page.answers().last()).containsText("to: Continue where you stopped.");
        assertThat(page.button("Continue")).not().isVisible();
        assertThat(page.answers().first()).containsText("The first half");
    }

    @Test
    void takesAWaitingQuestionBack() {
        GATE.shut();
        page.ask("Count slowly");
        page.awaitConversation();
        assertThat(page.answers().last()).containsText("The first half");
        page.ask("How many then?");
        page.ask("And how many after that?");
        assertThat(page.messages()).containsText("Waiting: next");
        assertThat(page.messages()).containsText("Waiting behind 2 other answers");
        page.button("Withdraw").first().click();
        assertAsked("Count slowly", "And how many after that?");
        assertThat(page.messages()).not().containsText("Waiting behind");
        GATE.open();
        assertThat(page.answers().last()).containsText("to: And how many after that?");
        assertThat(page.messages().getByText("Waiting")).not().isVisible();
    }

    @Test
    void showsAnAnswerOfAnotherVersionOnlyWhenAskedTo() {
        ask("How many?");
        GATE.shut();
        edit("How many?");
        editor().fill("Count slowly");
        page.button("Resend").click();
        assertThat(page.answers().last()).containsText("The first half");
        page.button("Previous version").click();
        assertAsked("How many?");
        assertThat(page.page().getByText("An answer is being written in another version"))
                .isVisible();
        assertThat(page.messages()).not().containsText("The first half");
        page.button("Show it").click();
        assertAsked("Count slowly");
        assertThat(page.answers().last()).containsText("The first half");
        GATE.open();
        assertThat(page.answers().last()).containsText("and the second half.");
    }
}
