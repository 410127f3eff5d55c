package dev.tabletalk.adapter.web.ui.takeaway;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.Figures;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.application.takeaway.DownloadId;
import dev.tabletalk.application.takeaway.DownloadProgress;
import dev.tabletalk.application.takeaway.DownloadRowsUseCase.Watch;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.query.ResultId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Every row of a query as a file: asks how, then says how far it is, and how it ended. */
final class AllRowsDialog extends Dialog {
    private static final long MEBI = 1L << 20;

    private final transient Workspace workspace;
    private final ResultId result;
    private final @Nullable String name;
    private final RadioButtonGroup<SavedFile.RowFormat> format = new RadioButtonGroup<>("Format");
    private final Checkbox neutralise = new Checkbox("Neutralise formulas", true);
    private final Div choices = new Div();
    private final Div running = new Div();
    private final ProgressBar bar = new ProgressBar();
    private final Paragraph figures = new Paragraph("Waiting for the browser to start the download …");
    private final Paragraph outcome = new Paragraph();
    private final Button start = new Button("Start download", event -> start());
    private final Button cancel = new Button("Cancel", event -> cancel());
    private transient @Nullable Watch watch;
    private @Nullable DownloadId download;
    private boolean over;

    /** @param name what the file is called; null when nobody knows */
    AllRowsDialog(Workspace workspace, ResultId result, @Nullable String name) {
        this.workspace = workspace;
        this.result = result;
        this.name = name;
        setHeaderTitle("Download all rows");
        addClassName("tt-all-rows");
        setCloseOnOutsideClick(false);
        setDraggable(false);

        format.setItems(SavedFile.RowFormat.values());
        format.setItemLabelGenerator(SavedFile.RowFormat::label);
        format.setValue(SavedFile.RowFormat.CSV);
        format.addValueChangeListener(event -> neutralise.setVisible(event.getValue() == SavedFile.RowFormat.CSV));
        neutralise.setHelperText(
                "Puts an apostrophe before texts that a spreadsheet would run as a formula. Switch it off for other programs.");
        choices.addClassName("tt-all-rows-choices");
        choices.add(
                new Paragraph(
                        "The query runs again on the database, read-only and without the row limit, for up to an hour."),
                format,
                neutralise);

        bar.setIndeterminate(true);
        bar.getElement().setAttribute("aria-label", "Download");
        figures.addClassName("tt-all-rows-figures");
        outcome.getElement().setAttribute("aria-live", "polite");
        running.addClassName("tt-all-rows-running");
        running.add(bar, figures, outcome);
        running.setVisible(false);
        add(choices, running);

        start.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(cancel, start);
    }

    private void start() {
        DownloadId id = DownloadId.create();
        UI ui = getUI().orElseThrow();
        download = id;
        watch = workspace.downloads().watch(id, progress -> Background.inSession(ui, () -> show(progress)));
        choices.setVisible(false);
        running.setVisible(true);
        start.setVisible(false);
        cancel.setText("Cancel download");
        // While it goes on, the way out is to cancel it.
        setCloseOnEsc(false);
        cancel.focus();
        SavedFile.save(
                ui,
                SavedFile.all(
                        result,
                        format.getValue(),
                        name,
                        format.getValue() == SavedFile.RowFormat.CSV && !neutralise.getValue(),
                        id));
    }

    private void cancel() {
        DownloadId id = download;
        if (id == null || over) {
            close();
            return;
        }
        cancel.setEnabled(false);
        workspace.downloads().cancel(id);
        if (workspace.downloads().progress(id).isEmpty()) {
            close();
        }
    }

    private void show(DownloadProgress progress) {
        if (over || !isAttached()) {
            return;
        }
        figures.setText(
                rows(progress.rows()) + " · " + size(progress.bytes()) + " · " + Figures.time(progress.elapsed()));
        if (!progress.state().isOver()) {
            return;
        }
        over = true;
        Failure failure = progress.failure();
        bar.setVisible(false);
        outcome.addClassName(
                progress.state() == DownloadProgress.State.DONE ? "tt-all-rows-done" : "tt-all-rows-failed");
        outcome.setText(
                switch (progress.state()) {
                    case DONE -> "Done. The file is among your downloads.";
                    case CANCELLED -> "Cancelled. The file is not complete: do not use it.";
                    case FAILED ->
                        (failure == null ? "It failed." : failure.message())
                                + " The file is not complete: do not use it.";
                    case RUNNING -> "";
                });
        cancel.setEnabled(true);
        cancel.setText("Close");
        setCloseOnEsc(true);
        endWatch();
    }

    private void endWatch() {
        Watch told = watch;
        watch = null;
        if (told != null) {
            told.close();
        }
    }

    @Override
    protected void onDetach(DetachEvent event) {
        super.onDetach(event);
        endWatch();
    }

    private static String rows(long count) {
        return count == 1 ? "1 row" : String.format(Locale.ROOT, "%,d rows", count);
    }

    private static String size(long bytes) {
        return bytes < MEBI
                ? String.format(Locale.ROOT, "%,d KiB", (bytes + 1023) >> 10)
                : String.format(Locale.ROOT, "%,.1f MiB", bytes / (double) MEBI);
    }
}
