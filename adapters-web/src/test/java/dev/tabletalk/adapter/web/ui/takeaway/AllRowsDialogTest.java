package dev.tabletalk.adapter.web.ui.takeaway;

import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import dev.tabletalk.adapter.web.ui.PageText;
import dev.tabletalk.adapter.web.ui.ViewTest;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.application.takeaway.DownloadId;
import dev.tabletalk.application.takeaway.RowTarget;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.query.SqlText;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AllRowsDialogTest extends ViewTest {
    private static final String SQL = "SELECT id FROM big";
    private static final Pattern ADDRESS = Pattern.compile("api/v1/results/\\S+?export=[0-9a-f-]{36}(&formulas=keep)?");

    @Autowired
    private Workspace views;

    private ResultId result = ResultId.create();
    private @Nullable AllRowsDialog opened;

    private AllRowsDialog dialog() {
        return Objects.requireNonNull(opened);
    }

    @BeforeEach
    void open() {
        workspace.database.answer(SQL, List.of("id"), Row.of(1L), Row.of(2L));
        result = workspace.resultService.run(SHOP, new SqlText(SQL)).id();
        AllRowsDialog dialog = new AllRowsDialog(views, result, "All?");
        dialog.open();
        opened = dialog;
    }

    private String text() {
        return PageText.of(dialog());
    }

    private void click(String label) {
        test(find(Button.class, dialog()).all().stream()
                        .filter(button -> button.getText().equals(label))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("No " + label + " in " + text())))
                .click();
    }

    /** What the browser was told to save since it was asked last. */
    private static String saved() {
        String calls = UI.getCurrentOrThrow().getInternals().dumpPendingJavaScriptInvocations().stream()
                .flatMap(call -> call.getInvocation().getParameters().stream())
                .map(String::valueOf)
                .collect(Collectors.joining("\n"));
        Matcher address = ADDRESS.matcher(calls);
        assertThat(address.find()).as(calls).isTrue();
        return address.group();
    }

    private static DownloadId download(String address) {
        return DownloadId.parse(address.replaceFirst(".*export=([0-9a-f-]{36}).*", "$1"));
    }

    @Test
    void saysHowFarItIsAndThatItIsDone() {
        click("Start download");
        assertThat(text()).contains("Waiting for the browser");
        String address = saved();
        assertThat(address).contains(result + ".csv?rows=all").doesNotContain("formulas");
        workspace.downloadService.all(result, download(address), new Counter());
        eventually(() -> text().contains("Done."));
        assertThat(text()).contains("2 rows · 2 KiB");
    }

    @Test
    void saysPlainlyThatItFailed() {
        workspace.database.breakOff(SQL, 0, FailureCode.DATABASE_UNREACHABLE, "The connection was lost.");
        click("Start download");
        DownloadId id = download(saved());
        assertThatThrownBy(() -> workspace.downloadService.all(result, id, new Counter()))
                .isInstanceOf(FailureException.class);
        eventually(() -> text().contains("The connection was lost. The file is not complete: do not use it."));
    }

    @Test
    void cancelsWhatHasNotBegun() {
        click("Start download");
        DownloadId id = download(saved());
        click("Cancel download");
        assertThat(dialog().isOpened()).isFalse();
        assertThatThrownBy(() -> workspace.downloadService.all(result, id, new Counter()))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        stopped -> assertThat(stopped.failure().code()).isEqualTo(FailureCode.CANCELLED));
    }

    @Test
    @SuppressWarnings("unchecked")
    void asksAboutFormulasOnlyForCsv() {
        Checkbox neutralise = find(Checkbox.class, dialog()).single();
        RadioButtonGroup<SavedFile.RowFormat> format =
                find(RadioButtonGroup.class, dialog()).single();
        neutralise.setValue(false);
        format.setValue(SavedFile.RowFormat.EXCEL);
        assertThat(neutralise.isVisible()).isFalse();
        format.setValue(SavedFile.RowFormat.CSV);
        click("Start download");
        assertThat(saved()).endsWith("&formulas=keep");
    }

    /** A file of a KiB a row. */
    private static final class Counter implements RowTarget {
        private long rows;

        @Override
        public void columns(List<ResultColumn> columns) {}

        @Override
        public void rows(List<Row> batch) {
            rows += batch.size();
        }

        @Override
        public void finish() {}

        @Override
        public long bytes() {
            return rows << 10;
        }
    }
}
