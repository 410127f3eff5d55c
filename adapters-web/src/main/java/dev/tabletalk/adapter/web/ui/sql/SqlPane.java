package dev.tabletalk.adapter.web.ui.sql;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The text of a statement, to be read or to be edited. What was written stays when the editor is left, until it has been run. */
final class SqlPane extends Composite<Div> {
    private final Consumer<String> running;
    private final Consumer<String> explaining;
    private final Runnable leaving;
    private String sql;
    private boolean formatted;
    private @Nullable SqlEditor editor;
    private @Nullable String draft;

    /**
     * @param running told what to run
     * @param explaining told what to explain
     * @param leaving told when a person wants to leave the editor
     */
    SqlPane(String sql, Consumer<String> running, Consumer<String> explaining, Runnable leaving) {
        this.sql = sql;
        this.running = running;
        this.explaining = explaining;
        this.leaving = leaving;
        getContent().addClassName("tt-sql-code");
        read();
    }

    /** Another statement, once the editor is left. */
    void show(String statement) {
        sql = statement;
        formatted = false;
        read();
    }

    /** As it is shown for reading. */
    String text() {
        return formatted ? SqlLayout.format(sql) : SqlLayout.of(sql);
    }

    boolean isEdited() {
        return editor != null;
    }

    void edit() {
        if (editor == null) {
            String first = draft == null ? text() : draft;
            editor = new SqlEditor(first, written -> draft = written, running, explaining, leaving);
            getContent().removeAll();
            getContent().add(editor);
        }
        editor.focus();
    }

    void leave() {
        editor = null;
        read();
    }

    /** What was written has been run. */
    void forgetDraft() {
        draft = null;
    }

    void format() {
        formatted = !formatted;
        read();
    }

    void setRunning(boolean busy) {
        if (editor != null) {
            editor.setRunning(busy);
        }
    }

    private void read() {
        if (editor == null) {
            getContent().removeAll();
            getContent().add(new SqlBlock(text()));
        }
    }
}
