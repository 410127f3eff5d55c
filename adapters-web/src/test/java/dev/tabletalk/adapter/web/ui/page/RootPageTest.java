package dev.tabletalk.adapter.web.ui.page;

import static dev.tabletalk.application.TestWorkspace.LIBRARY;
import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Paragraph;
import dev.tabletalk.adapter.web.ui.ViewTest;
import dev.tabletalk.adapter.web.ui.workspace.PlaceMemory;
import dev.tabletalk.application.conversation.ConversationChange;
import dev.tabletalk.domain.conversation.ConversationId;
import org.junit.jupiter.api.Test;

@ViewPackages(packages = {"dev.tabletalk.adapter.web.ui.page", "dev.tabletalk.adapter.web.ui.connection"})
class RootPageTest extends ViewTest {
    @Test
    void startsWithTheFirstDatabase() {
        UI.getCurrent().navigate("");
        assertThat(path())
                .isEqualTo("db/" + workspace.connectionService.list().getFirst().id());
    }

    @Test
    void goesBackToTheLastConversation() {
        workspace.conversation(SHOP);
        ConversationId last = workspace.conversation(LIBRARY);
        navigate("c/" + last, Component.class);
        UI.getCurrent().navigate("");
        assertThat(path()).isEqualTo("c/" + last);
    }

    @Test
    void goesToTheDatabaseWhenTheLastConversationIsGone() {
        ConversationId trashed = workspace.conversation(LIBRARY);
        workspace.conversationService.change(trashed, ConversationChange.trash(true));
        PlaceMemory.visit(LIBRARY, trashed);
        UI.getCurrent().navigate("");
        assertThat(path()).isEqualTo("db/library");
    }

    @Test
    void goesToTheConnectionsWhenThereAreNone() {
        workspace.connectionService.delete(SHOP);
        workspace.connectionService.delete(LIBRARY);
        UI.getCurrent().navigate("");
        assertThat(path()).isEqualTo("connections");
    }

    @Test
    void saysWhenThereIsNoSuchConversation() {
        UI.getCurrent().navigate("c/nothing");
        assertThat(find(Paragraph.class)
                        .withText("There is no conversation \"nothing\".")
                        .exists())
                .isTrue();
        UI.getCurrent().navigate("db/nothing");
        assertThat(find(Paragraph.class)
                        .withText("There is no connection \"nothing\".")
                        .exists())
                .isTrue();
    }
}
