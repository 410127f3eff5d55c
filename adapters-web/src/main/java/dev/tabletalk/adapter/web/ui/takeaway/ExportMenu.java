package dev.tabletalk.adapter.web.ui.takeaway;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.contextmenu.ContextMenuPosition;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.domain.conversation.ConversationId;
import org.jspecify.annotations.Nullable;

/** A button by which the conversation that is open is taken away; not there when none is. */
public final class ExportMenu extends Composite<Button> {
    private @Nullable ConversationId conversation;

    public ExportMenu() {
        ContextMenu choices = new ContextMenu(getContent());
        choices.setOpenOnClick(true);
        choices.setPosition(ContextMenuPosition.BOTTOM_END);
        for (ConversationExport choice : ConversationExport.values()) {
            choices.addItem(choice.label(), event -> save(choice));
        }
        getContent().addClassName("tt-export");
        getContent().getElement().setAttribute("aria-haspopup", "menu");
        show(null);
    }

    @Override
    protected Button initContent() {
        return Parts.icon("Export this conversation", "download", () -> {});
    }

    /** @param open null when none is */
    public void show(@Nullable ConversationId open) {
        conversation = open;
        setVisible(open != null);
    }

    private void save(ConversationExport choice) {
        ConversationId id = conversation;
        if (id != null) {
            getUI().ifPresent(ui -> choice.save(ui, id));
        }
    }
}
