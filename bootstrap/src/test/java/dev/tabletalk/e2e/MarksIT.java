package dev.tabletalk.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.MouseButton;
import dev.tabletalk.adapter.llm.FakeAnswer;
import dev.tabletalk.adapter.llm.FakeCall;
import dev.tabletalk.application.conversation.ConversationChange;
import dev.tabletalk.application.conversation.ManageConversationsUseCase;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.ConversationId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two people with a browser each, who see in the sidebar and the tab what goes on in conversations that are not open. */
class MarksIT {
    private static final ConnectionId SAMPLE = new ConnectionId("sample");
    private static final int PLACES = 2;

    @RegisterExtension
    static final TestProduct PRODUCT =
            TestProduct.withModel(MarksIT::answer, "A title by the model", "tabletalk.agent.max-runs=" + PLACES);

    private static final Gate GATE = new Gate();

    private final List<ConversationId> mine = new ArrayList<>();
    private BrowserContext person;
    private BrowserContext colleague;
    private WorkspacePage page;
    private WorkspacePage other;

    /** "slowly" waits for the gate in the middle of the answer. */
    private static FakeAnswer answer(FakeCall call) {
        if (call.newestQuestion().contains("without a key")) {
            return FakeAnswer.error(401, "Incorrect API key provided");
        }
        return call.newestQuestion().contains("slowly") ? GATE.slowAnswer() : FakeAnswer.saying("The answer.");
    }

    @BeforeEach
    void open() {
        GATE.shut();
        person = PRODUCT.person();
        colleague = PRODUCT.person();
        page = new WorkspacePage(person.newPage());
        other = new WorkspacePage(colleague.newPage());
    }

    @AfterEach
    void leave() {
        GATE.open();
        PRODUCT.leave(person);
        PRODUCT.leave(colleague);
        mine.forEach(PRODUCT.bean(ManageConversationsUseCase.class)::delete);
    }

    @Test
    void showsRunningAndUnreadInEveryTabUntilSomebodyHasSeenTheAnswer() {
        ConversationId id = conversation("Slow orders");
        conversation("Something else");
        page.page().navigate(url(id));
        other.page().navigate(PRODUCT.url("/db/sample"));
        page.ask("Count slowly");
        assertThat(other.mark("Slow orders", "Running")).isVisible();
        assertThat(page.mark("Slow orders", "Running")).isVisible();

        page.entry("Something else").click();
        page.page().waitForURL(Pattern.compile("^(?!.*" + id + ").*/c/.*$"));
        GATE.open();
        assertThat(page.mark("Slow orders", "Unread")).isVisible();
        assertThat(other.mark("Slow orders", "Unread")).isVisible();
        assertThat(page.page()).hasTitle("(1) Something else · Tabletalk");
        assertThat(other.page()).hasTitle(Pattern.compile("^\\(1\\) .* · Tabletalk$"));

        other.entry("Slow orders").click();
        assertThat(other.page()).hasTitle("Slow orders · Tabletalk");
        assertThat(page.page()).hasTitle("Something else · Tabletalk");
        assertThat(page.mark("Slow orders", "Unread")).isHidden();
        assertThat(other.mark("Slow orders", "Unread")).isHidden();
    }

    @Test
    void countsAnAnswerAsSeenOnlyWhenTheTabIsInSight() {
        ConversationId id = conversation("In the background");
        page.page().navigate(url(id));
        page.ask("Count slowly");
        assertThat(page.answers().last()).containsText("The first half");
        setHidden(page.page(), true);
        GATE.open();
        assertThat(page.page()).hasTitle("(1) In the background · Tabletalk");
        assertThat(page.mark("In the background", "Unread")).isVisible();
        setHidden(page.page(), false);
        assertThat(page.page()).hasTitle("In the background · Tabletalk");
        assertThat(page.mark("In the background", "Unread")).isHidden();

        page.ask("Count again");
        page.awaitAnswer();
        assertThat(page.answers()).hasCount(2);
        other.page().navigate(PRODUCT.url("/db/sample"));
        assertThat(other.entry("In the background")).isVisible();
        assertThat(other.mark("In the background", "Unread")).isHidden();
    }

    @Test
    void tellsWhatWaitsAndWhatFailed() {
        page.page().navigate(PRODUCT.url("/db/sample"));
        other.page().navigate(PRODUCT.url("/db/sample"));
        for (String title : List.of("First of three", "Second of three", "Third of three")) {
            goTo(title);
            other.ask("Count slowly");
            assertThat(page.mark(title, title.startsWith("Third") ? "Waiting" : "Running"))
                    .isVisible();
        }
        GATE.open();
        assertThat(page.mark("Third of three", "Waiting")).isHidden();
        goTo("No key");
        other.ask("Count without a key");
        assertThat(page.mark("No key", "Failed")).isVisible();
        assertThat(other.mark("No key", "Failed")).isVisible();
    }

    @Test
    void stopsFromTheRowWithTheMouseTheMenuAndTheKeyboard() {
        conversation("Look at me");
        page.page().navigate(PRODUCT.url("/db/sample"));
        other.page().navigate(PRODUCT.url("/db/sample"));
        for (String way : List.of("mouse", "menu", "keyboard")) {
            String title = "Stopped by " + way;
            goTo(title);
            other.ask("Count slowly");
            assertThat(other.answers().last()).containsText("The first half");
            assertThat(page.mark(title, "Running")).isVisible();
            switch (way) {
                case "mouse" -> {
                    page.entry(title).hover();
                    page.button("Stop answer").click();
                }
                case "menu" -> {
                    page.entry(title).click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
                    page.page()
                            .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Stop"))
                            .click();
                }
                default -> {
                    page.link(title).press("ArrowRight");
                    assertThat(page.page().locator(":focus")).hasAttribute("aria-label", "Stop answer");
                    page.page().keyboard().press("Enter");
                }
            }
            assertThat(page.mark(title, "Running")).isHidden();
            assertThat(other.answers().last()).containsText("Stopped");
            assertThat(other.answers().last()).containsText("The first half");
        }
        assertThat(page.page().locator(":focus")).hasText("Stopped by keyboard");
    }

    @Test
    void offersUndoInTheTabOfTheColleague() {
        ConversationId id = conversation("Ours");
        conversation("Left over");
        page.page().navigate(url(id));
        other.page().navigate(url(id));
        other.ask("Count slowly");
        assertThat(other.answers().last()).containsText("The first half");
        page.link("Ours").press("Delete");
        page.page()
                .getByRole(AriaRole.ALERTDIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete"))
                .click();
        assertThat(page.entry("Ours")).isHidden();

        assertThat(other.messages()).containsText("This conversation was deleted");
        org.assertj.core.api.Assertions.assertThat(other.page().url()).endsWith("/c/" + id);
        other.button("Undo").click();
        assertThat(other.answers().last()).containsText("The first half");
        assertThat(other.answers().last()).containsText("Stopped");
        assertThat(page.entry("Ours")).isVisible();
    }

    @Test
    void notifiesThroughTheBrowserOnlyWhoWishesItAndDoesNotSeeTheAnswer() {
        person.grantPermissions(List.of("notifications"));
        person.addInitScript("""
                window.shown = [];
                window.Notification = class extends EventTarget {
                  static permission = 'granted';
                  static requestPermission = async () => 'granted';
                  constructor(title, options) { super(); window.shown.push([title, options.body, options.tag].join('|')); window.last = this; }
                  close() {}
                };
                """);
        ConversationId id = conversation("Worth a notification");
        conversation("Open meanwhile");
        page.page().navigate(url(id));
        page.ask("Count once");
        page.awaitAnswer();
        Locator bell = page.button("Notify me when an answer is ready");
        assertThat(bell).hasAttribute("aria-pressed", "false");
        bell.click();
        assertThat(bell).hasAttribute("aria-pressed", "true");
        page.page().reload();
        assertThat(bell).hasAttribute("aria-pressed", "true");

        page.ask("Count twice");
        page.awaitAnswer();
        page.ask("Count slowly");
        assertThat(page.answers().last()).containsText("The first half");
        page.entry("Open meanwhile").click();
        assertThat(page.page()).hasTitle("Open meanwhile · Tabletalk");
        GATE.open();
        page.page().waitForFunction("window.shown.length > 0");
        org.assertj.core.api.Assertions.assertThat(page.page().evaluate("window.shown"))
                .isEqualTo(List.of("Answer ready|Worth a notification|" + id));
        page.page().evaluate("window.last.dispatchEvent(new Event('click'))");
        page.page().waitForURL(url(id));
        assertThat(page.answers()).hasCount(3);
    }

    @Test
    void saysWhenTheBrowserDoesNotAllowNotifications() {
        person.addInitScript("""
                window.Notification = class { static permission = 'denied'; static requestPermission = async () => 'denied'; };
                """);
        page.page().navigate(PRODUCT.url("/db/sample"));
        Locator bell = page.button("Notify me when an answer is ready");
        bell.click();
        assertThat(page.page().getByText("The browser blocks notifications")).isVisible();
        assertThat(bell).hasAttribute("aria-pressed", "false");
    }

    /** As if the person had gone to another tab, or come back. */
    private static void setHidden(Page tab, boolean hidden) {
        tab.evaluate("""
                hidden => {
                  Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
                  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => hidden ? 'hidden' : 'visible' });
                  document.dispatchEvent(new Event('visibilitychange'));
                }
                """, hidden);
    }

    private static String url(ConversationId id) {
        return PRODUCT.url("/c/" + id);
    }

    /** The colleague opens a new conversation, which appears beside what is there. */
    private void goTo(String title) {
        ConversationId id = conversation(title);
        other.entry(title).click();
        other.page().waitForURL(url(id));
    }

    private ConversationId conversation(String title) {
        ManageConversationsUseCase conversations = PRODUCT.bean(ManageConversationsUseCase.class);
        ConversationId id = conversations.create(SAMPLE, null).conversation().id();
        conversations.change(id, ConversationChange.rename(title));
        mine.add(id);
        return id;
    }
}
