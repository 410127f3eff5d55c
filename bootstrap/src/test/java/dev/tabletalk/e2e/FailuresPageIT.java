package dev.tabletalk.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.tabletalk.adapter.llm.FakeAnswer;
import dev.tabletalk.adapter.llm.FakeOpenAiServer;
import dev.tabletalk.failures.FakeScripts;
import dev.tabletalk.failures.HeldStore;
import dev.tabletalk.failures.SlowDatabase;
import dev.tabletalk.failures.World;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How failures and Stop look to a person. */
@ExtendWith(World.Shared.class)
class FailuresPageIT {
    private static final String QUESTION = "How many orders are there?";

    private final World world;
    private final FakeOpenAiServer model;
    private BrowserContext person;
    private WorkspacePage page;

    FailuresPageIT(World world) {
        this.world = world;
        this.model = world.model();
    }

    @AfterAll
    static void forgetThePersons() {
        TestBrowser.get().forgetAll();
    }

    @BeforeEach
    void open() {
        person = TestBrowser.get().person();
        page = new WorkspacePage(person.newPage());
    }

    @AfterEach
    void leave() {
        TestBrowser.get().leave(person);
    }

    private void askIn(String connection) {
        page.page().navigate(world.server().url("/db/" + connection));
        page.ask(QUESTION);
        page.awaitConversation();
    }

    @Test
    void saysWhatFailedAndAsksAgain() {
        model.answering(call -> FakeAnswer.error(500, "NullPointerException"));
        askIn("sample");
        Locator failed = page.answers().last();
        assertThat(failed).containsText("has a problem of its own (HTTP 500). Try again later.");
        assertThat(page.messages()).containsText(QUESTION);
        assertThat(page.messages()).not().containsText("Exception");

        model.answering(call -> FakeAnswer.saying(FakeScripts.ANSWER));
        retry(failed).click();

        assertThat(page.answers().last()).containsText(FakeScripts.ANSWER);
        page.awaitAnswer();
        assertThat(page.messages()).containsText(QUESTION);
    }

    @Test
    void keepsWhatWasSaidBeforeTheStreamBroke() {
        model.answering(call -> FakeAnswer.stream().text("There are about").cut());
        askIn("sample");

        assertThat(page.answers().last()).containsText("There are about");
        assertThat(page.answers().last())
                .containsText("ended the answer half-way. What it had said is kept; try again.");
        page.page().reload();
        assertThat(page.answers().last()).containsText("There are about");
        assertThat(retry(page.answers().last())).isVisible();
        assertThat(page.messages()).containsText(QUESTION);
    }

    @Test
    void stopsAStatementWithTheButton() {
        stopsAStatement("stop-button", () -> page.button("Stop").click());
    }

    @Test
    void stopsAStatementWithEscape() {
        stopsAStatement("stop-escape", () -> page.page().keyboard().press("Escape"));
    }

    @Test
    void stopsAStatementWithEscapeFromTheSidebar() {
        stopsAStatement("stop-sidebar", () -> {
            page.button("New conversation").focus();
            page.page().keyboard().press("Escape");
        });
    }

    private void stopsAStatement(String connection, Runnable stop) {
        SlowDatabase database = SlowDatabase.connect(world, connection);
        model.answering(call -> FakeScripts.queryThenAnswer(call, SlowDatabase.STATEMENT));
        askIn(connection);
        database.awaitRunning();
        assertThat(page.button("Stop")).isVisible();

        stop.run();

        database.awaitStopped();
        assertThat(page.answers().last()).containsText("Query was stopped");
        assertThat(page.answers().last()).containsText("Stopped. What had been said is kept.");
        page.awaitAnswer();
        assertThat(retry(page.answers().last())).isVisible();
    }

    @Test
    void keepsTheFirstQuestionInTheComposerWhenTheStoreIsHeld() {
        keepsTheQuestionInTheComposer("/db/sample");
    }

    @Test
    void keepsAnyQuestionInTheComposerWhenTheStoreIsHeld() {
        keepsTheQuestionInTheComposer("/c/" + world.newConversation("sample"));
    }

    private void keepsTheQuestionInTheComposer(String path) {
        model.answering(call -> FakeAnswer.saying(FakeScripts.ANSWER));
        page.page().navigate(world.server().url(path));
        assertThat(page.composer()).isVisible();
        try (var _ = HeldStore.hold(world.store())) {
            page.ask(QUESTION);
            assertThat(page.page().getByText("Another program holds the store.").first())
                    .isVisible();
            assertThat(page.composer()).hasValue(QUESTION);
            assertThat(page.answers()).hasCount(0);
        }
        page.composer().press("Enter");
        page.awaitConversation();
        assertThat(page.answers().last()).containsText(FakeScripts.ANSWER);
        assertThat(page.composer()).hasValue("");
        assertThat(page.answers()).hasCount(1);
    }

    @Test
    void showsThirtyCallsOfOneStep() {
        model.answering(
                call -> call.toolResults() > 0 ? FakeAnswer.saying(FakeScripts.ANSWER) : FakeScripts.queries(30));
        askIn("sample");
        page.awaitAnswer();

        Locator steps = page.answers()
                .last()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^Ran a query")));
        assertThat(steps).hasCount(30);
        assertThat(steps.first()).containsText("SELECT 1");
        assertThat(steps.last()).containsText("SELECT 30");
        assertThat(page.answers().last()).containsText(FakeScripts.ANSWER);
    }

    private static Locator retry(Locator answer) {
        return answer.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Retry"));
    }
}
