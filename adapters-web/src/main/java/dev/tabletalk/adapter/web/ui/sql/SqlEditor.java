package dev.tabletalk.adapter.web.ui.sql;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import java.util.function.Consumer;

/** Where a statement is written. Ctrl or Cmd with Enter runs it, Esc leaves; Tab goes on to the next control. */
final class SqlEditor extends Composite<Div> {
    private static final String RUN_EVENT = "tt-sql-run";
    private static final String LEAVE_EVENT = "tt-sql-leave";
    private static final String VALUE = "element.value";
    private static final int LEAST_ROWS = 3;
    private static final int MOST_ROWS = 24;
    private static final int QUIET_MILLIS = 400;

    /** What Enter and Esc do must not wait for the server, nor reach what listens around the editor. */
    private static final String KEYS = """
            this.addEventListener('keydown', (event) => {
              const run = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
              if (event.isComposing || (!run && event.key !== 'Escape')) return;
              event.preventDefault();
              event.stopPropagation();
              this.dispatchEvent(new CustomEvent(run ? $0 : $1));
            });
            """;

    private final TextArea text = new TextArea();
    private final Button run;
    private final Button explain;
    private final Button format;
    private final Button leave;

    /**
     * @param first what is edited
     * @param draft told of each change, some moments later
     * @param running runs what is written
     * @param explaining asks for the plan of what is written
     * @param leaving leaves the editor; what is written stays with the draft
     */
    SqlEditor(
            String first,
            Consumer<String> draft,
            Consumer<String> running,
            Consumer<String> explaining,
            Runnable leaving) {
        text.addClassName("tt-sql-input");
        text.setAriaLabel("Edit SQL");
        text.setMinRows(LEAST_ROWS);
        text.setMaxRows(MOST_ROWS);
        text.setValue(first);
        text.setValueChangeMode(ValueChangeMode.LAZY);
        text.setValueChangeTimeout(QUIET_MILLIS);
        text.addValueChangeListener(event -> draft.accept(event.getValue()));
        text.getElement().setAttribute("spellcheck", "false").setAttribute("autocapitalize", "off");
        text.getElement()
                .addEventListener(RUN_EVENT, event -> {
                    String written = event.getEventData().path(VALUE).asString("");
                    draft.accept(written);
                    running.accept(written);
                })
                .addEventData(VALUE);
        text.getElement()
                .addEventListener(LEAVE_EVENT, event -> {
                    draft.accept(event.getEventData().path(VALUE).asString(""));
                    leaving.run();
                })
                .addEventData(VALUE);
        text.addAttachListener(event -> text.getElement().executeJs(KEYS, RUN_EVENT, LEAVE_EVENT));
        run = new Button("Run", event -> running.accept(text.getValue()));
        run.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.SMALL);
        run.setTooltipText("Ctrl+Enter");
        explain = Parts.quiet("Explain", () -> explaining.accept(text.getValue()));
        format = Parts.quiet("Format", () -> text.setValue(SqlLayout.format(text.getValue())));
        leave = Parts.quiet("Leave editor", leaving);
        leave.setTooltipText("Esc; what you wrote is kept");
        getContent().addClassName("tt-sql-editor");
        getContent().add(text, Parts.box("tt-sql-editor-bar", run, explain, format, leave));
    }

    void setRunning(boolean running) {
        text.setReadOnly(running);
        run.setEnabled(!running);
        explain.setEnabled(!running);
        format.setEnabled(!running);
        leave.setEnabled(!running);
    }

    /** At the end of the text. */
    void focus() {
        text.getElement()
                .executeJs(
                        "setTimeout(() => { this.focus(); const end = this.value.length; this.inputElement.setSelectionRange(end, end);"
                                + " this.parentElement.scrollIntoView({ block: 'nearest' }); })");
    }
}
