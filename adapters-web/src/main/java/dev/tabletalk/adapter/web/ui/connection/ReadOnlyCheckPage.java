package dev.tabletalk.adapter.web.ui.connection;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.Glyph;
import dev.tabletalk.adapter.web.ui.workspace.TitledPage;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;
import dev.tabletalk.application.proof.CheckReadOnlyUseCase.Progress;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.proof.ReadOnlyProof;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The proof that a connection is read-only: makes it, shows its progress and its report. */
@Route(WorkspaceNavigation.CONNECTIONS + "/:" + ReadOnlyCheckPage.CONNECTION_ID + "/" + WorkspaceNavigation.CHECK)
@PageTitle("Read-only check · Tabletalk")
@StyleSheet(ReadOnlyCheckPage.STYLE)
final class ReadOnlyCheckPage extends Composite<Main> implements BeforeEnterObserver, TitledPage {
    static final String CONNECTION_ID = "connection";
    static final String STYLE = "context://tabletalk/proof.css";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

    private final Workspace workspace;
    private final Paragraph subject = new Paragraph();
    private final Button check = new Button("Check read-only", Glyph.SHIELD.create(), event -> start());
    private final Button print =
            new Button("Print", event -> UI.getCurrentOrThrow().getPage().executeJs("print()"));
    private final ProgressBar bar = new ProgressBar(0, 1);
    private final Span progressText = new Span();
    private final Div running;
    private final Div report = new Div();
    private volatile @Nullable DatabaseConnection connection;
    private volatile boolean started;
    private volatile boolean gone;

    ReadOnlyCheckPage(Workspace workspace) {
        this.workspace = workspace;
        subject.addClassName("tt-secondary");
        check.addThemeVariants(ButtonVariant.PRIMARY);
        print.addThemeVariants(ButtonVariant.TERTIARY);
        Anchor back = new Anchor(WorkspaceNavigation.CONNECTIONS, Glyph.ARROW_LEFT.create(), new Span("Connections"));
        back.addClassName("tt-proof-back");
        Div words = new Div(back, new H2("Read-only check"), subject);
        Div buttons = new Div(print, check);
        buttons.addClassName("tt-proof-buttons");
        Div header = new Div(words, buttons);
        header.addClassName("tt-page-header");
        bar.getElement().setAttribute("aria-label", "Attacks tried");
        progressText.getElement().setAttribute("role", "status");
        Button stop = new Button("Stop", Glyph.STOP.create(), event -> stop());
        Div line = new Div(progressText, stop);
        line.addClassName("tt-proof-progress-line");
        running = new Div(line, bar);
        running.addClassName("tt-proof-progress");
        getContent().addClassNames("tt-page", "tt-connections", "tt-proof-page");
        getContent().add(header, running, report);
    }

    @Override
    public String heading() {
        return "Read-only check";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        try {
            DatabaseConnection found = workspace
                    .connections()
                    .get(ConnectionId.parse(
                            event.getRouteParameters().get(CONNECTION_ID).orElse("")));
            connection = found;
            subject.setText(found.name() + " · " + found.kind().label());
            if (isAttached()) {
                look();
            }
        } catch (FailureException unknown) {
            event.rerouteToError(new NotFoundException(), unknown.failure().message());
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        gone = false;
        look();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        gone = true;
    }

    /** Shows what is known, and follows a check that somebody else started. */
    private void look() {
        DatabaseConnection shown = connection;
        if (shown == null) {
            return;
        }
        showLast(shown);
        Optional<Progress> progress = workspace.checks().running(shown.id());
        if (progress.isPresent()) {
            follow(shown);
        } else {
            showIdle();
        }
    }

    private void showLast(DatabaseConnection shown) {
        report.removeAll();
        Optional<ReadOnlyProof> last = workspace.checks().last(shown.id());
        last.ifPresentOrElse(
                proof ->
                        report.add(new ProofView(shown, proof, workspace.clock().getZone())),
                () -> report.add(nothingYet()));
        check.setText(last.isPresent() ? "Check again" : "Check read-only");
        print.setVisible(last.isPresent());
    }

    private static Div nothingYet() {
        Span symbol = Glyph.SHIELD.create();
        symbol.addClassName("tt-proof-symbol");
        Div empty = new Div(
                symbol,
                new H3("Not checked yet"),
                new Paragraph("The check tries the attacks that are shipped for this kind of database, some hundred for"
                        + " most, on each of the two layers that keep it read-only, and asks what its account may do. It takes less than a minute and changes"
                        + " nothing: what could do harm aims at objects that do not exist, or at no row."));
        empty.addClassName("tt-proof-empty");
        return empty;
    }

    private void start() {
        DatabaseConnection checked = connection;
        if (checked == null || started) {
            return;
        }
        started = true;
        Background.run(
                this,
                () -> workspace.checks().check(checked.id()),
                proof -> ended(checked, null),
                failed -> ended(checked, failed.failure()));
        follow(checked);
    }

    private void ended(DatabaseConnection checked, @Nullable Failure failure) {
        started = false;
        if (!isShown(checked)) {
            return;
        }
        showIdle();
        showLast(checked);
        if (failure != null) {
            Div problem = new Div(Glyph.WARNING.create(), new Span(failure.message()));
            problem.addClassName("tt-proof-problem");
            problem.getElement().setAttribute("role", "alert");
            report.addComponentAsFirst(problem);
        }
    }

    /** Whether the page is still there, and about this connection. */
    private boolean isShown(DatabaseConnection checked) {
        DatabaseConnection shown = connection;
        return !gone && shown != null && shown.id().equals(checked.id());
    }

    private void stop() {
        DatabaseConnection checked = connection;
        if (checked != null) {
            progressText.setText("Stopping …");
            workspace.checks().stop(checked.id());
        }
    }

    private void showIdle() {
        running.setVisible(false);
        report.setVisible(true);
        check.setEnabled(true);
    }

    /** Shows the progress of a check until it is over or the page is left. */
    private void follow(DatabaseConnection checked) {
        running.setVisible(true);
        report.setVisible(false);
        print.setVisible(false);
        check.setEnabled(false);
        show(new Progress(0, 0));
        UI ui = UI.getCurrentOrThrow();
        // Looked at now, with the session lock held: by the time the thread runs, the check may be over.
        boolean ours = started;
        Thread.startVirtualThread(() -> {
            while (isShown(checked)) {
                Optional<Progress> progress = workspace.checks().running(checked.id());
                if (progress.isEmpty() && !(ours && started)) {
                    break;
                }
                progress.ifPresent(now -> Background.inSession(ui, () -> show(now)));
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
            if (!ours && isShown(checked)) {
                Background.inSession(ui, () -> ended(checked, null));
            }
        });
    }

    private void show(Progress progress) {
        bar.setIndeterminate(progress.planned() == 0);
        bar.setValue(progress.planned() == 0 ? 0 : (double) progress.tried() / progress.planned());
        progressText.setText(
                progress.planned() == 0
                        ? "Connecting …"
                        : progress.tried() + " of " + progress.planned() + " attacks tried on both layers");
    }
}
