package dev.tabletalk.adapter.web.ui.takeaway;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.component.html.Span;
import dev.tabletalk.adapter.web.ui.workspace.Glyph;
import dev.tabletalk.adapter.web.ui.workspace.Notices;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Brings a conversation in that was exported as JSON: a file is chosen, goes to the REST API by itself, and what it became is
 * opened. An ordinary file field with a label, so that keyboards and screen readers know what to do.
 */
public final class ConversationImport extends Composite<NativeLabel> {
    private static final String DONE = "tt-imported";
    private static final String LISTEN = """
            this.addEventListener('change', async () => {
                const file = this.files[0];
                if (!file) {
                    return;
                }
                this.value = '';
                const tell = detail => this.dispatchEvent(new CustomEvent('tt-imported', { detail }));
                if (file.size > 256 * 1024 * 1024) {
                    tell({ error: 'The file is larger than 256 MiB.' });
                    return;
                }
                this.disabled = true;
                try {
                    const address = 'api/v1/dbs/' + this.dataset.connection + '/conversations/import';
                    const answer = await fetch(new URL(address, document.baseURI),
                        { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: file });
                    const json = await answer.json();
                    tell(answer.ok ? { id: json.id } : { error: json.detail });
                } catch (broken) {
                    tell({ error: 'The file could not be sent. Try again.' });
                } finally {
                    this.disabled = false;
                }
            });
            """;

    private final Input file = new Input();

    public ConversationImport() {
        file.setType("file");
        file.getElement().setAttribute("accept", ".json,application/json");
        file.getElement().setAttribute("aria-label", "Import conversation");
        file.addClassName("tt-import-file");
        file.getElement()
                .addEventListener(
                        DONE,
                        event -> imported(
                                event.getEventData().path("event.detail.id"),
                                event.getEventData().path("event.detail.error")))
                .addEventData("event.detail.id")
                .addEventData("event.detail.error");
        getContent().addClassName("tt-import");
        getContent().add(Glyph.UPLOAD.create(), new Span("Import…"), file);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        file.getElement().executeJs(LISTEN);
    }

    /** Where the next conversation goes; null for nowhere. */
    public void show(@Nullable ConnectionId connection) {
        setVisible(connection != null);
        if (connection != null) {
            file.getElement().setAttribute("data-connection", connection.value());
        }
    }

    private static void imported(JsonNode id, JsonNode error) {
        if (id.isString()) {
            WorkspaceNavigation.current().open(ConversationId.parse(id.stringValue()));
            Notices.show("Imported the conversation");
        } else {
            Notices.showFailure(FailureException.of(
                    FailureCode.INVALID,
                    error.isString() ? VisibleText.of(error.stringValue()) : "The file could not be imported."));
        }
    }
}
