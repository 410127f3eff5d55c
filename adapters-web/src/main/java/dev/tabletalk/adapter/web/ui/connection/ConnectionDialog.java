package dev.tabletalk.adapter.web.ui.connection;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.domain.connection.ConnectionCheck;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.connection.PastedUrl;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks for a connection: its kind first, or a URL that tells it, then what that kind needs. */
final class ConnectionDialog extends Dialog {
    private static final String GOOD = "good";
    private static final String BAD = "bad";
    private static final String BUSY = "busy";

    private final Workspace workspace;
    private final @Nullable DatabaseConnection old;
    private final Consumer<DatabaseConnection> whenSaved;

    private final TextField url = new TextField("Connection URL");
    private final RadioButtonGroup<DatabaseKind> kind = new RadioButtonGroup<>("Kind of database");
    private final Div place = new Div();
    private final Div message = new Div();
    private final Button test = new Button("Test connection", event -> test());
    private final Button submit;
    private @Nullable ConnectionForm form;

    /** @param old null for a new connection */
    ConnectionDialog(Workspace workspace, @Nullable DatabaseConnection old, Consumer<DatabaseConnection> whenSaved) {
        this.workspace = workspace;
        this.old = old;
        this.whenSaved = whenSaved;
        setHeaderTitle(old == null ? "Add connection" : "Edit “" + old.name() + "”");
        setWidth("36rem");
        addClassNames("tt-dialog", "tt-connection-dialog");
        setCloseOnOutsideClick(false); // what was typed would be lost
        prepareUrl();
        prepareKinds();
        message.addClassName("tt-card-result");
        message.getElement().setAttribute("role", "status");
        message.setVisible(false);
        add(url, kind, place, message);

        submit = new Button(old == null ? "Add" : "Save", event -> submit());
        submit.addThemeVariants(ButtonVariant.PRIMARY);
        submit.setDisableOnClick(false);
        Button cancel = new Button("Cancel", event -> close());
        cancel.addThemeVariants(ButtonVariant.TERTIARY);
        test.addClassName("tt-test");
        getFooter().add(test, cancel, submit);
        submit.addClickShortcut(Key.ENTER).listenOn(place);
        if (old == null) {
            url.focus();
            ready(false);
        } else {
            url.setVisible(false);
            kind.setVisible(false);
            kind.setValue(old.kind());
        }
    }

    private void prepareUrl() {
        url.setPlaceholder("postgresql://user:password@host/database");
        url.setHelperText("If you have one. It is taken apart into the fields below and not kept.");
        url.setClearButtonVisible(true);
        url.setAutocomplete(Autocomplete.OFF);
        url.setWidthFull();
        url.setManualValidation(true);
        url.addClassName("tt-url");
        url.addValueChangeListener(event -> {
            if (!event.getValue().isBlank()) {
                takeApart(event.getValue());
            } else {
                url.setInvalid(false);
            }
        });
    }

    private void prepareKinds() {
        kind.addClassName("tt-kinds");
        kind.setItems(DatabaseKind.values());
        kind.setItemLabelGenerator(DatabaseKind::label);
        kind.setRenderer(new ComponentRenderer<>(ConnectionDialog::card));
        kind.addValueChangeListener(event -> {
            if (event.getValue() != null) {
                show(event.getValue());
            }
        });
    }

    private static Div card(DatabaseKind kind) {
        Span label = new Span(kind.label());
        label.addClassName("tt-kind-label");
        Span sentence = new Span(KindWords.of(kind).sentence());
        sentence.addClassName("tt-kind-sentence");
        Div words = new Div(label, sentence);
        words.addClassName("tt-kind-words");
        Div card = new Div(KindWords.symbol(kind), words);
        card.addClassName("tt-kind-card");
        return card;
    }

    private void takeApart(String text) {
        try {
            PastedUrl parsed = PastedUrl.parse(text);
            url.setInvalid(false);
            kind.setValue(parsed.kind());
            ConnectionForm filled = show(parsed.kind());
            filled.fill(parsed);
            url.clear();
            say(
                    GOOD,
                    parsed.leftOut().isEmpty()
                            ? "The fields were filled in from the URL."
                            : "The fields were filled in from the URL. Left out: "
                                    + parsed.leftOut().stream()
                                            .map(VisibleText::of)
                                            .collect(Collectors.joining(", "))
                                    + ".");
            filled.focusFirst();
        } catch (FailureException refused) {
            url.setErrorMessage(refused.failure().message());
            url.setInvalid(true);
        }
    }

    /** The fields of a kind; those that are shown already stay. */
    private ConnectionForm show(DatabaseKind chosen) {
        ConnectionForm shown = form;
        if (shown == null || !shown.isFor(chosen)) {
            shown = new ConnectionForm(
                    chosen,
                    old,
                    workspace.connections().list().stream()
                            .map(DatabaseConnection::id)
                            .collect(Collectors.toSet()));
            if (form != null) {
                shown.takeOver(form);
            }
            form = shown;
            place.removeAll();
            place.add(shown);
            message.setVisible(false);
            ready(true);
        }
        return shown;
    }

    private void ready(boolean ready) {
        test.setEnabled(ready);
        submit.setEnabled(ready);
    }

    private void test() {
        run("Connecting …", draft -> () -> workspace.connections().test(draft), check -> {
            switch (check) {
                case ConnectionCheck.Reachable reachable -> say(GOOD, CheckWords.of(reachable, kind.getValue()));
                case ConnectionCheck.Unreachable unreachable -> showProblem(unreachable.failure());
            }
        });
    }

    private void submit() {
        run("Connecting, then saving …", draft -> () -> save(draft), saved -> {
            close();
            whenSaved.accept(saved);
        });
    }

    private DatabaseConnection save(DatabaseConnection draft) {
        return old == null
                ? workspace.connections().create(draft)
                : workspace.connections().update(old.id(), before -> draft);
    }

    /** Reads the fields and works with them in the background; connecting takes up to 10 seconds. */
    private <T> void run(String doing, Function<DatabaseConnection, Supplier<T>> work, Consumer<T> whenDone) {
        if (form == null || !submit.isEnabled()) {
            return;
        }
        try {
            DatabaseConnection draft = form.read(workspace.clock().instant());
            ready(false);
            say(BUSY, doing);
            Background.run(
                    this,
                    work.apply(draft),
                    result -> {
                        ready(true);
                        message.setVisible(false);
                        whenDone.accept(result);
                    },
                    failed -> {
                        ready(true);
                        showProblem(failed.failure());
                    });
        } catch (FailureException refused) {
            showProblem(refused.failure());
        }
    }

    /** At the field it is about, else below the form. */
    private void showProblem(Failure failure) {
        message.setVisible(false);
        if (form == null || !form.showProblem(failure)) {
            say(BAD, failure.message());
        }
    }

    private void say(String state, String text) {
        message.getElement().setAttribute("data-state", state);
        message.setText(text);
        message.setVisible(true);
        message.getElement().executeJs("this.scrollIntoView({block: 'nearest'})");
    }
}
