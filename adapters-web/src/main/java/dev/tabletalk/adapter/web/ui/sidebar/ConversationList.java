package dev.tabletalk.adapter.web.ui.sidebar;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.virtuallist.VirtualList;
import com.vaadin.flow.data.renderer.LitRenderer;
import dev.tabletalk.adapter.web.ui.workspace.Notices;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.ConversationView;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/**
 * The conversations of one database, of any number. Rows are drawn by the browser from a few values, so that scrolling and
 * changes stay light; titles only ever travel as text.
 */
final class ConversationList extends Composite<Div> {
    private static final String ROW = """
            ${item.id === undefined ? html`<div class="tt-row tt-blank"></div>` : html`<div class="tt-row" data-id=${item.id} data-index=${index} data-mark=${item.mark} ?data-open=${item.open}>
              ${item.heading ? html`<div class="tt-group">${item.heading}</div>` : ''}
              ${item.editing
                ? html`<input class="tt-rename" aria-label="Title" maxlength="%d" dir="auto" .value=${item.title}
                    @keydown=${e => window.tabletalk.renameKey(e, save, cancel)}
                    @blur=${e => window.tabletalk.renameBlur(e, save)}>`
                : html`<div class="tt-entry">
                    <a class="tt-link" href=${item.href} aria-current=${item.open ? 'page' : 'false'} title=${item.hint}
                      draggable="false" tabindex="-1"
                      @click=${e => {
                        if (e.detail > 1) { e.preventDefault(); }
                        if (item.open) { e.preventDefault(); window.dispatchEvent(new CustomEvent('close-overlay-drawer')); }
                      }}
                      @dblclick=${e => { e.preventDefault(); if (item.editable) { rename(); } }}
                      @keydown=${e => {
                        if (e.key === 'F2' && item.editable) { e.preventDefault(); rename(); }
                        if (e.key === 'Delete') { e.preventDefault(); askDelete(); }
                      }}>
                      <span class="tt-name" dir="auto">${item.title}</span>
                      ${item.cue ? html`<span class="tt-cue" aria-hidden="true">${item.cue}</span>` : ''}
                      ${item.mark ? html`<span class="tt-mark" role="img" aria-label=${item.markLabel} title=${item.markLabel}></span>` : ''}
                    </a>
                    <div class="tt-actions">
                      ${item.stoppable
                        ? html`<button type="button" tabindex="-1" aria-label="Stop answer" title="Stop answer"
                            @click=${e => { window.tabletalk && window.tabletalk.backToRow(e); stop(); }}>
                            <span class="tt-icon tt-icon-stop"></span></button>`
                        : ''}
                      ${item.editable
                        ? html`<button type="button" tabindex="-1" aria-label="Rename" title="Rename (F2)" @click=${rename}>
                            <span class="tt-icon tt-icon-pencil"></span></button>`
                        : html`<button type="button" tabindex="-1" aria-label="Restore" title="Restore" @click=${restore}>
                            <span class="tt-icon tt-icon-restore"></span></button>`}
                      <button type="button" tabindex="-1" aria-label="Delete" title=${item.deleteHint} @click=${askDelete}>
                        <span class="tt-icon tt-icon-trash"></span></button>
                      <button type="button" tabindex="-1" aria-label="More actions" title="More actions"
                        aria-haspopup="menu" @click=${e => window.tabletalk && window.tabletalk.openMenu(e)}>
                        <span class="tt-icon tt-icon-more"></span></button>
                    </div>
                  </div>`}
            </div>`}
            """.formatted(ConversationTitle.MAX_LENGTH);

    private final Workspace workspace;
    private final ConversationActions actions;
    private final ConversationRows rows;
    private final VirtualList<ConversationRow> list = new VirtualList<>();
    private final Paragraph emptyText = new Paragraph();
    private @Nullable ConversationPages shown;
    private @Nullable ConversationId open;
    private boolean watched;
    private @Nullable ConversationId editing;
    private final List<Runnable> afterEditing = new ArrayList<>();

    ConversationList(Workspace workspace, ConversationActions actions, ZoneId zone) {
        this.workspace = workspace;
        this.actions = actions;
        rows = new ConversationRows(workspace.clock(), zone, this::announceGrowth);
        list.setDataProvider(rows);
        list.setRenderer(renderer());
        list.setItemAccessibleNameGenerator(ConversationRow::title);
        list.addClassName("tt-list");
        emptyText.addClassName("tt-list-empty");
        getContent().addClassName("tt-list-box");
        getContent().add(list, emptyText);
        new ConversationMenu(list, rows::find, actions, this::startRename);
    }

    private LitRenderer<ConversationRow> renderer() {
        return LitRenderer.<ConversationRow>of(ROW)
                .withProperty("id", row -> row.id().toString())
                .withProperty("href", row -> WorkspaceNavigation.path(row.id()))
                .withProperty("title", ConversationRow::title)
                .withProperty("heading", ConversationRow::heading)
                .withProperty("cue", ConversationRow::cue)
                .withProperty("hint", ConversationRow::hint)
                .withProperty("open", row -> row.id().equals(open))
                .withProperty("editing", row -> row.id().equals(editing))
                .withProperty("editable", row -> !row.conversation().trashed())
                .withProperty("mark", row -> mark(row).styleName())
                .withProperty("markLabel", row -> mark(row).label())
                .withProperty("stoppable", row -> mark(row).canBeStopped())
                .withProperty("deleteHint", row -> row.conversation().trashed() ? "Delete for ever" : "Delete")
                .withFunction("rename", row -> startRename(row.conversation()))
                .withFunction("save", this::saveRename)
                .withFunction("cancel", row -> endRename(row, true))
                .withFunction("stop", row -> actions.stop(row.id()))
                .withFunction("restore", row -> actions.restore(row.conversation()))
                .withFunction("askDelete", row -> askDelete(row.conversation()));
    }

    private RowMark mark(ConversationRow row) {
        return RowMark.of(
                workspace.agent().active(row.id()),
                row.conversation().mark(),
                watched && row.id().equals(open));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        event.getUI().getPage().addJsModule("context://tabletalk/sidebar.js");
        list.getElement()
                .executeJs("const list = this; (function start(tries) {"
                        + " if (window.tabletalk && list.$connector) { window.tabletalk.conversations(list); }"
                        + " else if (tries) { setTimeout(() => start(tries - 1), 50); } })(100)");
    }

    /** Shows a list from its beginning. */
    void show(ConversationPages pages, String textWhenEmpty) {
        editing = null;
        afterEditing.clear();
        shown = pages;
        emptyText.setText(textWhenEmpty);
        rows.show(pages);
        list.scrollToStart();
        showWhetherEmpty();
    }

    /** Marks the open conversation. */
    void markOpen(@Nullable ConversationId id) {
        ConversationId before = open;
        open = id;
        if (!Objects.equals(before, id)) {
            rows.refresh(before);
            rows.refresh(id);
        }
    }

    /** Whether a person can see the open conversation, because the tab is not in the background. */
    void watch(boolean visible) {
        watched = visible;
        rows.refresh(open);
    }

    @Nullable
    ConversationId openConversation() {
        return open;
    }

    /** Something in the conversation changed: its title, its mark, its runs or its place. */
    void changed(ConversationId id) {
        try {
            Conversation conversation = workspace.conversations().get(id).conversation();
            sayWhenArchived(conversation);
            changed(conversation);
        } catch (FailureException failed) {
            if (failed.failure().code() == FailureCode.NOT_FOUND) {
                removed(id);
            }
        }
    }

    /** Its row goes, and who has it open should know why. */
    private void sayWhenArchived(Conversation conversation) {
        if (conversation.id().equals(open)
                && conversation.archived()
                && rows.find(conversation.id())
                        .filter(before -> !before.archived())
                        .isPresent()) {
            Notices.show("This conversation was archived in another tab. It stays open here.");
        }
    }

    /** A conversation is gone. */
    void removed(ConversationId id) {
        whenNotEditing(() -> rows.remove(id));
    }

    private void changed(Conversation conversation) {
        whenNotEditing(() -> rows.update(conversation));
    }

    /** Rows must not move away under a person who is typing in one. */
    private void whenNotEditing(Runnable change) {
        if (editing == null) {
            change.run();
            showWhetherEmpty();
        } else {
            afterEditing.add(change);
        }
    }

    /** More rows are known than the page was told of: tell it with the answer that is being made. */
    private void announceGrowth() {
        list.getUI().ifPresent(ui -> ui.beforeClientResponse(list, context -> rows.refreshAll()));
    }

    private void showWhetherEmpty() {
        boolean empty = rows.isEmpty();
        emptyText.setVisible(empty);
        list.setVisible(!empty);
    }

    private void startRename(Conversation conversation) {
        ConversationId before = editing;
        editing = conversation.id();
        rows.refresh(before);
        rows.refresh(editing);
        list.getElement().executeJs("window.tabletalk && window.tabletalk.focusRename(this)");
    }

    private void saveRename(ConversationRow row, ArrayNode arguments) {
        if (!row.id().equals(editing)) {
            return;
        }
        String title = arguments.get(0).asString().strip();
        endRename(row, arguments.size() > 1 && arguments.get(1).asBoolean());
        if (!title.isEmpty() && !title.equals(row.title())) {
            actions.rename(row.conversation(), title).ifPresent(this::changed);
        }
    }

    private void endRename(ConversationRow row, boolean byKeyboard) {
        if (!row.id().equals(editing)) {
            return;
        }
        editing = null;
        rows.refresh(row.id());
        List<Runnable> missed = List.copyOf(afterEditing);
        afterEditing.clear();
        missed.forEach(Runnable::run);
        showWhetherEmpty();
        if (byKeyboard) {
            list.getElement()
                    .executeJs(
                            "window.tabletalk && window.tabletalk.focusRow(this, $0)",
                            row.id().toString());
        }
    }

    private void askDelete(Conversation conversation) {
        if (shown != null && shown.view() == ConversationView.TRASH) {
            actions.deleteForEver(conversation);
        } else {
            actions.delete(conversation);
        }
    }
}
