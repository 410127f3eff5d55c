package dev.tabletalk.adapter.web.ui.takeaway;

import com.vaadin.flow.component.UI;
import dev.tabletalk.domain.conversation.ConversationId;

/** What a conversation can be taken away as. */
public enum ConversationExport {
    MARKDOWN("md", "Markdown"),
    HTML("html", "Web page (HTML)"),
    JSON("json", "JSON, to import again"),
    SQL("sql", "SQL script");

    private final String extension;
    private final String label;

    ConversationExport(String extension, String label) {
        this.extension = extension;
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Makes the browser save the conversation. */
    public void save(UI ui, ConversationId id) {
        SavedFile.save(ui, SavedFile.conversation(id, extension));
    }
}
