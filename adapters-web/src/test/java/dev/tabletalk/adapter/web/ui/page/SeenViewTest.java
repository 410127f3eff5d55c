package dev.tabletalk.adapter.web.ui.page;

import static dev.tabletalk.application.TestWorkspace.LIBRARY;
import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.browserless.internal.BasicUtilsKt;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import dev.tabletalk.adapter.web.ui.ViewTest;
import dev.tabletalk.application.conversation.ConversationChange;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationMark;
import dev.tabletalk.domain.failure.FailureCode;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Which answers count as seen, and what the browser tab says of the others; the browser is played by the test. */
@ViewPackages(packages = {"dev.tabletalk.adapter.web.ui.page", "dev.tabletalk.adapter.web.ui.connection"})
class SeenViewTest extends ViewTest {
    @Test
    void countsUnreadAnswersOfAllDatabasesInTheTabTitle() {
        ConversationId one = answered(SHOP, "One");
        ConversationId two = answered(LIBRARY, "Two");
        open("db/shop");
        assertThat(tabTitle()).isEqualTo("(2) Shop · Tabletalk");
        open("connections");
        assertThat(tabTitle()).isEqualTo("(2) Connections · Tabletalk");
        workspace.conversationService.change(two, ConversationChange.SEEN);
        eventually(() -> tabTitle().equals("(1) Connections · Tabletalk"));
        workspace.conversationService.delete(one);
        eventually(() -> tabTitle().equals("Connections · Tabletalk"));
    }

    @Test
    void keepsTheTabTitleWithANewNameAndAnAnswerElsewhere() {
        ConversationId open = workspace.conversation(SHOP);
        open("c/" + open);
        answered(LIBRARY, "Other");
        eventually(() -> tabTitle().equals("(1) New conversation · Tabletalk"));
        workspace.conversationService.change(open, ConversationChange.rename("Better"));
        eventually(() -> tabTitle().equals("(1) Better · Tabletalk"));
    }

    @Test
    void takesTheMarkOffWhenThePageSaysItIsSeen() {
        ConversationId id = answered(SHOP, "One");
        open("c/" + id);
        assertThat(tabTitle()).as("what is in sight is not announced").isEqualTo("One · Tabletalk");
        assertThat(mark(id)).as("the page has not answered yet").isEqualTo(ConversationMark.UNREAD);
        pageSaysSeen(id);
        assertThat(mark(id)).isEqualTo(ConversationMark.NONE);
    }

    @Test
    void writesNothingWhenThereIsNothingUnread() {
        ConversationId id = workspace.conversation(SHOP);
        workspace.model.fail(FailureCode.MODEL_TIMEOUT, "The model took too long.");
        workspace.askAndWait(id, "How many?");
        open("c/" + id);
        AtomicInteger changes = new AtomicInteger();
        workspace.conversationService.watch(event -> changes.incrementAndGet());
        pageSaysSeen(id);
        assertThat(mark(id)).as("a failure stays one").isEqualTo(ConversationMark.FAILED);
        assertThat(changes).hasValue(0);
    }

    @Test
    void countsTheOpenConversationWhileTheTabIsInTheBackground() {
        ConversationId id = workspace.conversation(SHOP);
        open("c/" + id);
        becomes("HIDDEN");
        workspace.conversationService.change(id, ConversationChange.rename("One"));
        workspace.askAndWait(id, "How many?");
        eventually(() -> tabTitle().equals("(1) One · Tabletalk"));
        becomes("VISIBLE");
        eventually(() -> tabTitle().equals("One · Tabletalk"));
    }

    private ConversationId answered(ConnectionId connection, String title) {
        ConversationId id = workspace.conversation(connection);
        workspace.conversationService.change(id, ConversationChange.rename(title));
        workspace.askAndWait(id, "How many?");
        return id;
    }

    private void open(String path) {
        navigate(path, Component.class);
        eventually(() -> true);
    }

    private ConversationMark mark(ConversationId id) {
        return workspace.conversationService.get(id).conversation().mark();
    }

    private static String tabTitle() {
        return UI.getCurrent().getInternals().getTitle();
    }

    private void pageSaysSeen(ConversationId id) {
        BasicUtilsKt._fireDomEvent(find(MainLayout.class).single(), "tt-seen", detail(id.toString()));
    }

    private static void becomes(String visibility) {
        BasicUtilsKt._fireDomEvent(
                UI.getCurrent(),
                "vaadin-page-visibility-change",
                detail(visibility).put("for", "trailing"));
    }

    private static ObjectNode detail(String value) {
        return JsonNodeFactory.instance.objectNode().put("event.detail", value);
    }
}
