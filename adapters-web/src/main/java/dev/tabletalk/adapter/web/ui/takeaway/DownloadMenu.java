package dev.tabletalk.adapter.web.ui.takeaway;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tabletalk.adapter.web.ui.workspace.Figures;
import dev.tabletalk.adapter.web.ui.workspace.Glyph;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.domain.query.ResultSummary;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A button of a result: its rows as a file, those that are shown or every row of the query. */
public final class DownloadMenu extends Composite<Button> {
    private final transient Workspace workspace;
    private final ResultSummary result;
    private final @Nullable String name;

    /** @param name what the files are called, however it is written; null when nobody knows */
    public DownloadMenu(Workspace workspace, ResultSummary result, @Nullable String name) {
        this.workspace = workspace;
        this.result = result;
        this.name = name == null ? null : SavedFile.shortened(name);
        getContent().setText("Download");
        getContent().setIcon(Glyph.DOWNLOAD.create());
        getContent().addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        getContent().addClassName("tt-download");
        getContent().getElement().setAttribute("aria-haspopup", "menu");
        new Choices();
    }

    /** Filled when it opens: most menus of a long conversation never do. */
    private final class Choices extends ContextMenu {
        Choices() {
            setTarget(DownloadMenu.this);
            setOpenOnClick(true);
        }

        @Override
        protected boolean onBeforeOpenMenu(ObjectNode eventDetail) {
            if (getItems().isEmpty()) {
                fill();
            }
            return true;
        }

        private void fill() {
            for (SavedFile.RowFormat format : SavedFile.RowFormat.values()) {
                choice(
                        format.label(),
                        result.truncated()
                                ? "First " + Figures.rows(result.rowCount())
                                : Figures.rows(result.rowCount()),
                        () -> DownloadMenu.this
                                .getUI()
                                .ifPresent(ui -> SavedFile.save(ui, SavedFile.stored(result.id(), format, name))));
            }
            addSeparator();
            choice(
                    "All rows…",
                    result.truncated() ? "Runs the query without the row limit" : "Runs the query again, as of now",
                    () -> new AllRowsDialog(workspace, result.id(), name).open());
        }

        private void choice(String text, String hint, Runnable action) {
            Div content = Parts.box("tt-download-choice", new Span(text), Parts.text("tt-muted", hint));
            MenuItem item = addItem(content, event -> action.run());
            item.setAriaLabel(text + ", " + hint);
        }
    }
}
