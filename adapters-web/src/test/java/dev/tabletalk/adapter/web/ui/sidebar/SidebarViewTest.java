package dev.tabletalk.adapter.web.ui.sidebar;

import static dev.tabletalk.application.TestWorkspace.LIBRARY;
import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.browserless.internal.BasicUtilsKt;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.listbox.ListBox;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.virtuallist.VirtualList;
import com.vaadin.flow.component.virtuallist.VirtualListTester;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.provider.Query;
import dev.tabletalk.adapter.web.ui.ViewTest;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;
import dev.tabletalk.application.ScriptedModel;
import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.application.conversation.ConversationChange;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationQuery;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.TurnStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The sidebar as a person uses it. */
@ViewPackages(packages = "dev.tabletalk.adapter.web.ui.page")
class SidebarViewTest extends ViewTest {
    @Test
    void groupsByDate() {
        add(SHOP, "Old", "2025-06-01T10:00:00Z");
        add(SHOP, "Last week", "2026-02-27T10:00:00Z");
        add(SHOP, "Before breakfast", "2026-03-04T06:00:00Z");
        add(SHOP, "Breakfast", "2026-03-04T07:00:00Z");
        ConversationId pinned = add(SHOP, "Dear to me", "2025-01-01T10:00:00Z");
        workspace.conversationService.change(pinned, new ConversationChange(null, true, null, null, null));
        open("db/shop");
        assertThat(titles())
                .containsExactly(
                        "Pinned/Dear to me",
                        "Today/Breakfast",
                        "/Before breakfast",
                        "Previous 7 days/Last week",
                        "June 2025/Old");
    }

    @Test
    void renamesWithEnter() {
        add(SHOP, "Older", "2026-03-04T06:00:00Z");
        ConversationId id = add(SHOP, "Newer", "2026-03-04T07:00:00Z");
        open("c/" + id);
        rows().invokeLitRendererFunction(0, "rename");
        assertThat(isEditing(0)).isTrue();
        save(0, "  Better  ", true);
        assertThat(isEditing(0)).isFalse();
        assertThat(titles()).containsExactly("Today/Better", "/Older");
        assertThat(title(id)).isEqualTo("Better");
        eventually(() -> find(H1.class).single().getText().equals("Better"));
    }

    @Test
    void restoresTheTitleOnEscape() {
        ConversationId id = add(SHOP, "As it was", "2026-03-04T07:00:00Z");
        open("db/shop");
        rows().invokeLitRendererFunction(0, "rename");
        rows().invokeLitRendererFunction(0, "cancel");
        save(0, "typed before Escape", false); // the field that goes away loses the focus
        assertThat(titles()).containsExactly("Today/As it was");
        assertThat(title(id)).isEqualTo("As it was");
    }

    @Test
    void changesNothingWhenTheTitleIsEmptied() {
        ConversationId id = add(SHOP, "As it was", "2026-03-04T07:00:00Z");
        open("db/shop");
        rows().invokeLitRendererFunction(0, "rename");
        save(0, "   ", true);
        assertThat(titles()).containsExactly("Today/As it was");
        assertThat(title(id)).isEqualTo("As it was");
        assertThat(isEditing(0)).isFalse();
    }

    @Test
    void saysWhyATitleIsRefused() {
        ConversationId id = add(SHOP, "As it was", "2026-03-04T07:00:00Z");
        open("db/shop");
        rows().invokeLitRendererFunction(0, "rename");
        save(0, "x".repeat(201), true);
        assertThat(test(find(Notification.class).single()).getText()).contains("longer than 200");
        assertThat(title(id)).isEqualTo("As it was");
    }

    @Test
    void keepsTheRowsStillWhileATitleIsTyped() {
        add(SHOP, "Mine", "2026-03-04T07:00:00Z");
        open("db/shop");
        rows().invokeLitRendererFunction(0, "rename");
        workspace.conversation(SHOP);
        eventually(() -> true);
        assertThat(isEditing(0)).isTrue();
        save(0, "Mine alone", true);
        eventually(() -> titles().size() == 2);
        assertThat(titles()).containsExactly("Today/New conversation", "/Mine alone");
    }

    @Test
    void deletesAfterAskingAndUndoes() {
        add(SHOP, "Older", "2026-03-04T06:00:00Z");
        ConversationId id = add(SHOP, "Newer", "2026-03-04T07:00:00Z");
        open("c/" + id);
        rows().invokeLitRendererFunction(0, "askDelete");
        ConfirmDialog question = find(ConfirmDialog.class).single();
        assertThat(question.getElement().getProperty("message")).contains("“\u2068Newer\u2069”");
        test(question).cancel();
        assertThat(titles()).containsExactly("Today/Newer", "/Older");

        rows().invokeLitRendererFunction(0, "askDelete");
        test(find(ConfirmDialog.class).single()).confirm();
        eventually(() -> titles().equals(List.of("Today/Older")));
        assertThat(workspace.conversationService.get(id).conversation().trashed())
                .isTrue();

        test(find(Button.class).withText("Undo").single()).click();
        eventually(() -> titles().equals(List.of("Today/Newer", "/Older")));
        assertThat(path()).isEqualTo("c/" + id);
    }

    /** Fault of an earlier system: deleting the open conversation left nothing selected. */
    @Test
    void opensTheMostRecentConversationAfterDeletingTheOpenOne() {
        ConversationId pinned = add(SHOP, "Pinned long ago", "2026-01-04T06:00:00Z");
        workspace.conversationService.change(pinned, new ConversationChange(null, true, null, null, null));
        ConversationId older = add(SHOP, "Older", "2026-03-04T06:00:00Z");
        ConversationId newer = add(SHOP, "Newer", "2026-03-04T07:00:00Z");
        open("c/" + newer);
        delete(1);
        assertThat(path()).isEqualTo("c/" + older);
        eventually(() -> titles().size() == 2);
        assertThat(openRow()).isEqualTo("Older");
    }

    @Test
    void tellsRowsOfTheSameTitleFromEachOther() {
        add(SHOP, "Orders", "2026-03-01T06:00:00Z");
        add(SHOP, "Customers", "2026-03-02T06:00:00Z");
        add(SHOP, "orders", "2026-03-03T06:00:00Z");
        open("db/shop");
        assertThat(List.of(cue(0), cue(1), cue(2))).containsExactly("3 Mar", "", "1 Mar");
        assertThat(rows().getLitRendererPropertyValue(0, "hint", String.class))
                .isEqualTo("orders · last message 3 Mar");
    }

    private String cue(int row) {
        return rows().getLitRendererPropertyValue(row, "cue", String.class);
    }

    @Test
    void showsTheEmptyStateAfterDeletingTheLastConversation() {
        ConversationId only = add(SHOP, "Only one", "2026-03-04T07:00:00Z");
        open("c/" + only);
        delete(0);
        assertThat(path()).isEqualTo("db/shop");
    }

    @Test
    void staysWhereItIsAfterDeletingAnotherConversation() {
        ConversationId older = add(SHOP, "Older", "2026-03-04T06:00:00Z");
        add(SHOP, "Newer", "2026-03-04T07:00:00Z");
        open("c/" + older);
        delete(0);
        assertThat(path()).isEqualTo("c/" + older);
    }

    /** Fault of an earlier system: only 50 conversations were reachable. */
    @Test
    void reachesTheLastOfManyConversations() {
        for (int i = 0; i < 240; i++) {
            workspace.conversationService.create(SHOP, ConversationTitle.manual("Number " + i));
        }
        open("db/shop");
        int known = 0;
        while (known < rows().size()) {
            known = rows().size();
            list().getDataCommunicator().setViewportRange(known - 60, 60);
            eventually(() -> true);
        }
        assertThat(known).isEqualTo(240);
        assertThat(rows().getLitRendererPropertyValue(239, "title", String.class))
                .isEqualTo("Number 0");
    }

    /** Fault of an earlier system: changing the connection kept the old conversation open. */
    @Test
    void switchesListAndOpenConversationWithTheConnection() {
        ConversationId inShop = add(SHOP, "In the shop", "2026-03-04T07:00:00Z");
        ConversationId inLibrary = add(LIBRARY, "In the library", "2026-03-04T07:00:00Z");
        open("c/" + inShop);
        choose(LIBRARY);
        assertThat(path()).isEqualTo("db/library");
        assertThat(titles()).containsExactly("Today/In the library");

        WorkspaceNavigation.current().open(inLibrary);
        choose(SHOP);
        assertThat(path()).as("each connection remembers its last conversation").isEqualTo("c/" + inShop);
        assertThat(titles()).containsExactly("Today/In the shop");
        assertThat(openRow()).isEqualTo("In the shop");
        choose(LIBRARY);
        assertThat(path()).isEqualTo("c/" + inLibrary);
    }

    @Test
    void leadsBackToTheMarkedDatabaseFromAPageOfNone() {
        ConversationId id = add(SHOP, "In the shop", "2026-03-04T07:00:00Z");
        open("c/" + id);
        open("c/" + ConversationId.parse("019cb813-5282-7421-8b5b-c134863b4e19"));
        find(Popover.class)
                .withAttribute("aria-label", "Switch database")
                .single()
                .open();
        ListBox<?> choice = find(ListBox.class).single();
        BasicUtilsKt._fireDomEvent(
                choice,
                "click",
                JsonNodeFactory.instance.objectNode().put("event.target.closest('vaadin-item') !== null", true));
        assertThat(path()).isEqualTo("c/" + id);
    }

    /** Fault of an earlier system: every click on New stored an empty conversation. */
    @Test
    void storesNothingOnNewConversation() {
        ConversationId id = add(SHOP, "Open", "2026-03-04T07:00:00Z");
        open("c/" + id);
        Button create = find(Button.class).withText("New conversation").single();
        test(create).click();
        test(create).click();
        assertThat(path()).isEqualTo("db/shop");
        assertThat(workspace
                        .conversationService
                        .list(ConversationQuery.newest(SHOP, 10))
                        .total())
                .isEqualTo(1);
        assertThat(openRow()).isEmpty();
    }

    @Test
    void showsWhatOtherTabsDo() {
        ConversationId id = add(SHOP, "First", "2026-03-04T07:00:00Z");
        open("db/shop");
        workspace.conversationService.change(id, ConversationChange.rename("First, renamed"));
        eventually(() -> titles().equals(List.of("Today/First, renamed")));
        ConversationId second = workspace.conversation(SHOP);
        eventually(() -> titles().equals(List.of("Today/New conversation", "/First, renamed")));
        workspace.conversation(LIBRARY);
        workspace.conversationService.delete(second);
        eventually(() -> titles().equals(List.of("Today/First, renamed")));
    }

    /** Fault of an earlier system: the page jumped to another conversation while a person was reading. */
    @Test
    void staysAndSaysSoWhenSomebodyElseDeletesTheOpenConversationForEver() {
        add(SHOP, "Other", "2026-03-04T06:00:00Z");
        ConversationId id = add(SHOP, "Open", "2026-03-04T07:00:00Z");
        open("c/" + id);
        workspace.conversationService.delete(id);
        eventually(() -> titles().equals(List.of("Today/Other")));
        assertThat(path()).isEqualTo("c/" + id);
        assertThat(find(H2.class).withText("This conversation was deleted").exists())
                .isTrue();
    }

    @Test
    void offersUndoWhenSomebodyElseMovesTheOpenConversationToTheTrash() {
        ConversationId id = add(SHOP, "Open", "2026-03-04T07:00:00Z");
        open("c/" + id);
        workspace.conversationService.change(id, ConversationChange.trash(true));
        eventually(
                () -> find(H2.class).withText("This conversation was deleted").exists());
        test(find(Button.class).withText("Undo").single()).click();
        assertThat(workspace.conversationService.get(id).conversation().trashed())
                .isFalse();
        eventually(() -> titles().equals(List.of("Today/Open")));
        assertThat(find(H2.class).withText("This conversation was deleted").exists())
                .isFalse();
    }

    @Test
    void saysWhenSomebodyElseArchivesTheOpenConversation() {
        ConversationId id = add(SHOP, "Open", "2026-03-04T07:00:00Z");
        open("c/" + id);
        workspace.conversationService.change(id, new ConversationChange(null, null, true, null, null));
        eventually(() -> titles().isEmpty());
        assertThat(test(find(Notification.class).single()).getText()).contains("archived in another tab");
        assertThat(path()).isEqualTo("c/" + id);
    }

    @Test
    void saysThatSomebodyElseWasQuicker() {
        ConversationId id = add(SHOP, "Gone", "2026-03-04T07:00:00Z");
        open("db/shop");
        rows().invokeLitRendererFunction(0, "rename");
        workspace.conversationService.delete(id);
        save(0, "Too late", true);
        assertThat(test(find(Notification.class).single()).getText()).contains("deleted for ever in the meantime");
        eventually(() -> titles().isEmpty());
    }

    @Test
    void keepsBothRenamingAndDeletingOfTwoTabs() {
        ConversationId id = add(SHOP, "Both", "2026-03-04T07:00:00Z");
        open("db/shop");
        rows().invokeLitRendererFunction(0, "rename");
        workspace.conversationService.change(id, ConversationChange.trash(true));
        save(0, "Both of us", true);
        eventually(() -> titles().isEmpty());
        assertThat(title(id)).isEqualTo("Both of us");
        assertThat(workspace.conversationService.get(id).conversation().trashed())
                .isTrue();
    }

    @Test
    void findsTitles() {
        add(SHOP, "Revenue by month", "2026-03-04T06:00:00Z");
        add(SHOP, "Late orders", "2026-03-04T07:00:00Z");
        open("db/shop");
        TextField search = find(TextField.class).single();
        test(search).setValue("REVENUE");
        assertThat(titles()).containsExactly("Today/Revenue by month");
        test(search).setValue("");
        assertThat(titles()).hasSize(2);
    }

    @Test
    void restoresFromTheTrashAndDeletesForEver() {
        ConversationId back = add(SHOP, "Comes back", "2026-03-04T06:00:00Z");
        ConversationId gone = add(SHOP, "Goes for ever", "2026-03-04T07:00:00Z");
        workspace.conversationService.change(back, ConversationChange.trash(true));
        workspace.conversationService.change(gone, ConversationChange.trash(true));
        open("db/shop");
        assertThat(titles()).isEmpty();
        find(NativeButton.class).all().stream()
                .filter(button -> button.getElement().getTextRecursively().equals("Trash"))
                .forEach(button -> test(button).click());
        assertThat(titles()).containsExactly("Today/Goes for ever", "/Comes back");
        delete(0);
        eventually(() -> titles().equals(List.of("Today/Comes back")));
        assertThat(workspace.conversations.find(gone)).isEmpty();
        rows().invokeLitRendererFunction(0, "restore");
        eventually(() -> titles().isEmpty());
        assertThat(workspace.conversationService.get(back).conversation().trashed())
                .isFalse();
    }

    @Test
    void stopsTheRunOfADeletedConversation() throws InterruptedException {
        ConversationId id = add(SHOP, "Busy", "2026-03-04T07:00:00Z");
        open("db/shop");
        ScriptedModel.Gate gate = workspace.model.answerInTwo("half", "whole");
        AgentRun run = workspace.agent.ask(id, new MessageText("How many?"));
        gate.awaitReached();
        delete(0);
        TestWorkspace.drain(run);
        assertThat(run.status()).isEqualTo(TurnStatus.STOPPED);
    }

    @Test
    void namesItsRegion() {
        open("db/shop");
        assertThat(find(Section.class).all())
                .anyMatch(section ->
                        section.getAriaLabel().filter("Conversations"::equals).isPresent());
    }

    private void open(String path) {
        navigate(path, Component.class);
        eventually(() -> true);
    }

    private void delete(int row) {
        rows().invokeLitRendererFunction(row, "askDelete");
        test(find(ConfirmDialog.class).single()).confirm();
    }

    @SuppressWarnings("unchecked")
    private void choose(ConnectionId id) {
        DatabaseConnection connection = workspace.connectionService.get(id);
        ListBox<DatabaseConnection> choice = find(ListBox.class).single();
        test(choice).selectItem(connection.name());
    }

    @SuppressWarnings("unchecked")
    private VirtualList<Object> list() {
        return find(VirtualList.class).single();
    }

    private VirtualListTester<VirtualList<Object>, Object> rows() {
        return test(list());
    }

    /** Each row as "heading/title"; the heading only where its group starts. */
    private List<String> titles() {
        return find(VirtualList.class).all().stream()
                .flatMap(list -> rowsOf(list).stream())
                .map(row -> row.heading() + "/" + row.title())
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static List<ConversationRow> rowsOf(VirtualList<?> list) {
        DataProvider<ConversationRow, ?> rows = (DataProvider<ConversationRow, ?>) list.getDataProvider();
        return rows.fetch(new Query<>(0, 40, List.of(), null, null)).toList();
    }

    private String openRow() {
        for (int i = 0; i < rows().size(); i++) {
            if (rows().getLitRendererPropertyValue(i, "open", Boolean.class)) {
                return rows().getLitRendererPropertyValue(i, "title", String.class);
            }
        }
        return "";
    }

    private boolean isEditing(int row) {
        return rows().getLitRendererPropertyValue(row, "editing", Boolean.class);
    }

    private void save(int row, String title, boolean byKeyboard) {
        ArrayNode arguments = JsonNodeFactory.instance.arrayNode().add(title).add(byKeyboard);
        rows().invokeLitRendererFunction(row, "save", arguments);
    }

    private String title(ConversationId id) {
        return workspace.conversationService.get(id).conversation().title().text();
    }

    private ConversationId add(ConnectionId connection, String title, String lastActivity) {
        Conversation conversation =
                Conversation.start(connection, ConversationTitle.manual(title), Instant.parse(lastActivity));
        workspace.conversations.add(conversation);
        return conversation.id();
    }
}
