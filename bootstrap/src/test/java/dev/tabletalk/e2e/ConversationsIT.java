package dev.tabletalk.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.tabletalk.adapter.llm.FakeAnswer;
import dev.tabletalk.adapter.llm.FakeCall;
import dev.tabletalk.application.connection.ManageConnectionsUseCase;
import dev.tabletalk.application.conversation.ConversationChange;
import dev.tabletalk.application.conversation.ManageConversationsUseCase;
import dev.tabletalk.application.conversation.ReadConversationsUseCase;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationQuery;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.NewMessage;
import dev.tabletalk.domain.query.QueryLimits;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Living with conversations, against a model server that speaks the OpenAI protocol. */
class ConversationsIT {
    private static final ConnectionId SAMPLE = new ConnectionId("sample");
    private static final ConnectionId OTHER = new ConnectionId("other");

    @RegisterExtension
    static final TestProduct PRODUCT = TestProduct.withModel(ConversationsIT::answer, "Counting things");

    private static final Gate GATE = new Gate();

    private BrowserContext person;
    private WorkspacePage page;

    @BeforeAll
    static void addAnotherConnection() {
        PRODUCT.bean(ManageConnectionsUseCase.class)
                .create(new DatabaseConnection(
                        OTHER,
                        "Other shop",
                        DatabaseKind.SQLITE,
                        new DatabaseAddress.File("sample.db"),
                        "production",
                        QueryLimits.DEFAULT,
                        Instant.now()));
    }

    /** Looks at the tables, counts, then answers; "slowly" waits for the gate in the middle of the answer. */
    private static FakeAnswer answer(FakeCall call) {
        if (call.newestQuestion().contains("without a key")) {
            return FakeAnswer.error(401, "Incorrect API key provided: sk-secret");
        }
        return switch (call.toolResults()) {
            case 0 ->
                FakeAnswer.stream()
                        .text("Let me look. ")
                        .call("c1", "list_tables", "{}")
                        .finish("tool_calls");
            case 1 ->
                FakeAnswer.stream()
                        .call("c2", "run_query", "{\"sql\":\"SELECT count(*) AS orders FROM orders\"}")
                        .finish("tool_calls");
            default ->
                call.newestQuestion().contains("slowly")
                        ? GATE.slowAnswer()
                        : FakeAnswer.saying("This is the answer to: " + call.newestQuestion());
        };
    }

    @BeforeEach
    void open() {
        person = PRODUCT.person();
        page = new WorkspacePage(person.newPage());
    }

    @AfterEach
    void leave() {
        GATE.open();
        PRODUCT.leave(person);
    }

    @Test
    void showsTheStepsAndTheRowsAnAnswerIsBasedOn() {
        page.page().navigate(PRODUCT.url("/db/sample"));
        page.ask("How many orders?");
        page.awaitConversation();
        page.awaitAnswer();
        assertThat(page.answers().last()).containsText("This is the answer to: How many orders?");
        assertThat(page.sidebar().getByText("Counting things").first()).isVisible();

        Locator step = page.answers()
                .last()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("Ran a query")));
        step.click();
        assertThat(page.answers().last()).containsText(Pattern.compile("SELECT\\s+count", Pattern.CASE_INSENSITIVE));
    }

    @Test
    void renamesByDoubleClick() {
        ConversationId id = conversation(SAMPLE, "Old name");
        page.page().navigate(PRODUCT.url("/c/" + id));
        page.entry("Old name").dblclick();
        Locator field = page.sidebar().locator("input:focus");
        field.fill("Never kept");
        field.press("Escape");
        assertThat(page.entry("Old name")).isVisible();

        page.entry("Old name").dblclick();
        page.sidebar().locator("input:focus").fill("New name");
        page.sidebar().locator("input:focus").press("Enter");
        assertThat(page.entry("New name")).isVisible();
        assertThat(page.entry("Old name")).not().isVisible();
        page.page().reload();
        assertThat(page.entry("New name")).isVisible();
    }

    @Test
    void deletesAfterAskingAndUndoes() {
        ConversationId id = conversation(SAMPLE, "To be deleted");
        page.page().navigate(PRODUCT.url("/c/" + id));
        assertThat(page.entry("To be deleted")).isVisible();
        deleteOpen("Cancel");
        assertThat(page.entry("To be deleted")).isVisible();
        deleteOpen("Delete");
        assertThat(page.entry("To be deleted")).not().isVisible();
        page.button("Undo").click();
        assertThat(page.entry("To be deleted")).isVisible();
    }

    private void deleteOpen(String answer) {
        page.link("To be deleted").press("Delete");
        Locator dialog = page.page().getByRole(AriaRole.ALERTDIALOG);
        assertThat(dialog).containsText("To be deleted");
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(answer).setExact(true))
                .click();
    }

    @Test
    void restoresMessagesAndToolCallsWhenSwitching() {
        page.page().navigate(PRODUCT.url("/db/sample"));
        page.ask("How many first?");
        page.awaitConversation();
        page.awaitAnswer();
        String first = page.page().url();
        page.startNew();
        page.ask("How many second?");
        page.page().waitForURL(url -> url.contains("/c/") && !url.equals(first));
        page.awaitAnswer();
        assertThat(page.messages()).not().containsText("How many first?");

        page.page().navigate(first);
        assertThat(page.messages()).containsText("How many first?");
        assertThat(page.answers()).hasCount(1);
        assertThat(page.answers().first()).containsText("This is the answer to: How many first?");
        assertThat(page.answers()
                        .first()
                        .getByRole(
                                AriaRole.BUTTON,
                                new Locator.GetByRoleOptions().setName(Pattern.compile("Ran a query"))))
                .isVisible();
        assertThat(page.messages()).not().containsText("How many second?");
    }

    @Test
    void switchesListAndOpenConversationWithTheConnection() {
        ConversationId inSample = conversation(SAMPLE, "Of the sample");
        conversation(OTHER, "Of the other");
        page.page().navigate(PRODUCT.url("/c/" + inSample));
        assertThat(page.entry("Of the sample")).isVisible();
        page.sidebar()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("Bean & Leaf")))
                .click();
        page.page().getByText("Other shop").first().click();
        assertThat(page.entry("Of the other")).isVisible();
        assertThat(page.entry("Of the sample")).not().isVisible();

        page.startNew();
        page.ask("Where does this go?");
        page.awaitConversation();
        page.awaitAnswer();
        ConversationId asked = ConversationId.parse(page.page().url().replaceAll(".*/c/", ""));
        org.assertj.core.api.Assertions.assertThat(PRODUCT.bean(ReadConversationsUseCase.class)
                        .get(asked)
                        .conversation()
                        .connectionId())
                .isEqualTo(OTHER);
    }

    @Test
    void showsTheWholeAnswerAfterAReloadInItsMiddle() {
        GATE.shut();
        page.page().navigate(PRODUCT.url("/db/sample"));
        page.ask("Count slowly");
        page.awaitConversation();
        assertThat(page.answers().last()).containsText("The first half");
        page.page().reload();
        assertThat(page.answers().last()).containsText("The first half");
        assertThat(page.button("Stop")).isVisible();
        GATE.open();
        assertThat(page.answers().last()).containsText("The first half and the second half.");
        page.awaitAnswer();
        assertThat(page.answers()).hasCount(1);
    }

    @Test
    void showsOneStreamInTwoTabs() {
        GATE.shut();
        page.page().navigate(PRODUCT.url("/db/sample"));
        page.ask("Count slowly for both");
        page.awaitConversation();
        WorkspacePage second = new WorkspacePage(person.newPage());
        second.page().navigate(page.page().url());
        assertThat(second.answers().last()).containsText("The first half");
        GATE.open();
        assertThat(second.answers().last()).containsText("The first half and the second half.");
        assertThat(page.answers().last()).containsText("The first half and the second half.");
    }

    @Test
    void stopsAndKeepsWhatWasSaid() {
        GATE.shut();
        page.page().navigate(PRODUCT.url("/db/sample"));
        page.ask("Count slowly and stop");
        page.awaitConversation();
        assertThat(page.answers().last()).containsText("The first half");
        page.button("Stop").click();
        page.awaitAnswer();
        assertThat(page.answers().last()).containsText("The first half");
        assertThat(page.answers().last()).containsText("Stopped");
        page.page().reload();
        assertThat(page.answers().last()).containsText("Stopped");
    }

    @Test
    void showsAnotherConversationAfterStopAndAfterAnError() {
        ConversationId other = conversation(SAMPLE, "The other one");
        PRODUCT.bean(ManageConversationsUseCase.class)
                .append(new NewMessage.User(other, null, new MessageText("Said in the other one"), Instant.now()));
        GATE.shut();
        page.page().navigate(PRODUCT.url("/db/sample"));
        page.ask("Count slowly, then stop");
        page.awaitConversation();
        assertThat(page.answers().last()).containsText("The first half");
        page.button("Stop").click();
        assertThat(page.answers().last()).containsText("Stopped");
        page.entry("The other one").click();
        assertThat(page.messages()).containsText("Said in the other one");
        assertThat(page.messages()).not().containsText("The first half");

        page.startNew();
        page.ask("Ask without a key");
        page.awaitConversation();
        assertThat(page.answers().last().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Retry")))
                .isVisible();
        assertThat(page.messages()).containsText("OPENAI_API_KEY");
        assertThat(page.messages()).not().containsText("sk-secret");
        page.entry("The other one").click();
        assertThat(page.messages()).containsText("Said in the other one");
        assertThat(page.messages()).not().containsText("Ask without a key");
    }

    @Test
    void opensTheMostRecentConversationWhenTheOpenOneIsDeleted() {
        conversation(SAMPLE, "The most recent one");
        ConversationId open = conversation(SAMPLE, "Open and deleted");
        page.page().navigate(PRODUCT.url("/c/" + open));
        page.link("Open and deleted").press("Delete");
        page.page()
                .getByRole(AriaRole.ALERTDIALOG)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Delete").setExact(true))
                .click();
        assertThat(page.sidebar().locator("[aria-current=page]")).hasText("The most recent one");
    }

    @Test
    void storesNoEmptyConversation() {
        long before = count();
        page.page().navigate(PRODUCT.url("/db/sample"));
        page.button("New conversation").click();
        page.button("New conversation").click();
        assertThat(page.composer()).isVisible();
        org.assertj.core.api.Assertions.assertThat(count()).isEqualTo(before);
    }

    private static long count() {
        return PRODUCT.bean(ReadConversationsUseCase.class)
                .list(ConversationQuery.newest(SAMPLE, 1))
                .total();
    }

    private static ConversationId conversation(ConnectionId connection, String title) {
        ManageConversationsUseCase conversations = PRODUCT.bean(ManageConversationsUseCase.class);
        ConversationId id = conversations
                .create(connection, ConversationTitle.manual(title))
                .conversation()
                .id();
        conversations.change(id, ConversationChange.rename(title));
        return id;
    }
}
