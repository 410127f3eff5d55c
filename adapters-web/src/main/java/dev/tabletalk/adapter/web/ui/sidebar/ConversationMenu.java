package dev.tabletalk.adapter.web.ui.sidebar;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tabletalk.adapter.web.ui.takeaway.ConversationExport;
import dev.tabletalk.adapter.web.ui.workspace.Glyph;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The menu of a row: opened by its button, a right click, a long touch or the menu key. */
final class ConversationMenu extends ContextMenu {
    private final transient Function<ConversationId, Optional<Conversation>> find;
    private final transient ConversationActions actions;
    private final transient Consumer<Conversation> rename;

    ConversationMenu(
            Component list,
            Function<ConversationId, Optional<Conversation>> find,
            ConversationActions actions,
            Consumer<Conversation> rename) {
        this.find = find;
        this.actions = actions;
        this.rename = rename;
        setTarget(list);
    }

    /** @param eventDetail made by sidebar.js: the id of the row */
    @Override
    protected boolean onBeforeOpenMenu(ObjectNode eventDetail) {
        JsonNode id = eventDetail.get("id");
        Optional<Conversation> conversation =
                id == null ? Optional.empty() : find.apply(ConversationId.parse(id.asString()));
        conversation.ifPresent(this::fill);
        return conversation.isPresent();
    }

    void fill(Conversation conversation) {
        removeAll();
        ConversationId id = conversation.id();
        if (conversation.trashed()) {
            item(Glyph.RESTORE, "Restore", () -> actions.restore(conversation));
            item(Glyph.TRASH, "Delete for ever", () -> actions.deleteForEver(conversation));
            return;
        }
        if (actions.isActive(id)) {
            item(Glyph.STOP, "Stop", () -> actions.stop(id));
        }
        item(Glyph.PENCIL, "Rename", () -> rename.accept(conversation));
        if (!conversation.archived()) {
            item(
                    Glyph.PIN,
                    conversation.pinned() ? "Unpin" : "Pin",
                    () -> actions.pin(conversation, !conversation.pinned()));
        }
        Div export = new Div(Glyph.DOWNLOAD.create(), new Span("Export"));
        export.addClassName("tt-menu-item");
        MenuItem choices = addItem(export);
        for (ConversationExport choice : ConversationExport.values()) {
            choices.getSubMenu().addItem(choice.label(), event -> choice.save(UI.getCurrentOrThrow(), id));
        }
        item(
                Glyph.ARCHIVE,
                conversation.archived() ? "Move back to the list" : "Archive",
                () -> actions.archive(conversation, !conversation.archived()));
        item(Glyph.TRASH, "Delete", () -> actions.delete(conversation));
    }

    private void item(Glyph glyph, String text, Runnable action) {
        Div content = new Div(glyph.create(), new Span(text));
        content.addClassName("tt-menu-item");
        MenuItem item = addItem(content, event -> action.run());
        if (glyph == Glyph.TRASH) {
            item.addClassName("tt-danger");
        }
    }
}
