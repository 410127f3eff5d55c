package dev.tabletalk.adapter.web.ui.connection;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.Credentials;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.connection.Secret;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.QueryLimits;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Asks for a connection: its kind first, then what that kind needs. What is wrong is said at its field. */
final class ConnectionDialog extends Dialog {
    private static final int COLUMNS = 6;
    private static final String SSL_MODE = "sslmode";

    private final Clock clock;
    private final @Nullable DatabaseConnection old;
    private final UnaryOperator<DatabaseConnection> save;
    private final Consumer<DatabaseConnection> whenSaved;

    private final RadioButtonGroup<DatabaseKind> kind = new RadioButtonGroup<>("Kind");
    private final TextField name = new TextField("Name");
    private final ComboBox<String> environment = new ComboBox<>("Environment");
    private final TextField file = new TextField("File");
    private final TextField host = new TextField("Host");
    private final IntegerField port = new IntegerField("Port");
    private final TextField database = new TextField("Database");
    private final TextField username = new TextField("User name");
    private final PasswordField password = new PasswordField("Password");
    private final Select<String> sslMode = new Select<>();
    private final Paragraph problem = new Paragraph();

    /** For a new connection. */
    ConnectionDialog(Clock clock, UnaryOperator<DatabaseConnection> save, Consumer<DatabaseConnection> whenSaved) {
        this(clock, null, save, whenSaved);
    }

    /** @param old the connection to change; null for a new one */
    ConnectionDialog(
            Clock clock,
            @Nullable DatabaseConnection old,
            UnaryOperator<DatabaseConnection> save,
            Consumer<DatabaseConnection> whenSaved) {
        this.clock = clock;
        this.old = old;
        this.save = save;
        this.whenSaved = whenSaved;
        setHeaderTitle(old == null ? "Add connection" : "Edit “" + old.name() + "”");
        setWidth("34rem");
        addClassName("tt-dialog");
        prepareFields();
        FormLayout form =
                new FormLayout(kind, name, environment, file, host, port, database, sslMode, username, password);
        form.setResponsiveSteps(new FormLayout.ResponsiveStep("0", 1), new FormLayout.ResponsiveStep("24rem", COLUMNS));
        form.setColspan(kind, COLUMNS);
        form.setColspan(file, COLUMNS);
        for (Component wide : new Component[] {name, host, database}) {
            form.setColspan(wide, 4);
        }
        for (Component narrow : new Component[] {environment, port, sslMode}) {
            form.setColspan(narrow, 2);
        }
        for (Component half : new Component[] {username, password}) {
            form.setColspan(half, 3);
        }
        problem.addClassName("tt-problem");
        problem.getElement().setAttribute("role", "alert");
        problem.setVisible(false);
        add(form, problem);

        Button submit = new Button(old == null ? "Add" : "Save", event -> submit());
        submit.addThemeVariants(ButtonVariant.PRIMARY);
        submit.addClickShortcut(Key.ENTER).listenOn(this);
        Button cancel = new Button("Cancel", event -> close());
        cancel.addThemeVariants(ButtonVariant.TERTIARY);
        getFooter().add(cancel, submit);
        if (old != null) {
            fill(old);
        }
        showFieldsOf(kind.getValue());
    }

    private void prepareFields() {
        kind.addClassName("tt-kinds");
        kind.setItems(DatabaseKind.values());
        kind.setItemLabelGenerator(DatabaseKind::label);
        kind.setValue(DatabaseKind.SQLITE);
        kind.setEnabled(old == null);
        kind.addValueChangeListener(event -> showFieldsOf(event.getValue()));
        name.setMaxLength(DatabaseConnection.MAX_NAME);
        name.setRequiredIndicatorVisible(true);
        name.setAutofocus(true);
        environment.setItems("production", "staging", "development");
        environment.setAllowCustomValue(true);
        environment.addCustomValueSetListener(event -> environment.setValue(event.getDetail()));
        environment.setClearButtonVisible(true);
        file.setRequiredIndicatorVisible(true);
        file.setHelperText("A file in the folder databases of Tabletalk's home, for example shop.db.");
        host.setRequiredIndicatorVisible(true);
        host.setPlaceholder("db.example.com");
        database.setRequiredIndicatorVisible(true);
        username.setRequiredIndicatorVisible(true);
        username.setMaxLength(Credentials.MAX_LENGTH);
        username.setHelperText("A read-only account is best.");
        password.setPlaceholder(old == null ? "" : "Unchanged");
        sslMode.setLabel("TLS");
        sslMode.setItems("disable", "prefer", "require", "verify-ca", "verify-full");
        sslMode.setValue("prefer");
    }

    private void showFieldsOf(DatabaseKind chosen) {
        boolean isFile = chosen.isFile();
        file.setVisible(isFile);
        for (Component server : new Component[] {host, port, database, username, password, sslMode}) {
            server.setVisible(!isFile);
        }
        if (!isFile && port.isEmpty()) {
            port.setValue(chosen.defaultPort());
        }
    }

    private void fill(DatabaseConnection connection) {
        kind.setValue(connection.kind());
        name.setValue(connection.name());
        if (connection.environment() != null) {
            environment.setValue(connection.environment());
        }
        switch (connection.address()) {
            case DatabaseAddress.File stored -> file.setValue(stored.path());
            case DatabaseAddress.Server stored -> {
                host.setValue(stored.host());
                port.setValue(stored.port());
                database.setValue(stored.database());
                username.setValue(stored.credentials().username());
                sslMode.setValue(stored.options().getOrDefault(SSL_MODE, "prefer"));
            }
        }
    }

    private void submit() {
        showProblem(null);
        try {
            DatabaseConnection saved = save.apply(entered());
            close();
            whenSaved.accept(saved);
        } catch (FailureException refused) {
            showProblem(refused.failure());
        }
    }

    private DatabaseConnection entered() {
        return new DatabaseConnection(
                old == null ? ConnectionId.derive(name.getValue()) : old.id(),
                name.getValue(),
                kind.getValue(),
                kind.getValue().isFile()
                        ? new DatabaseAddress.File(file.getValue().strip())
                        : server(),
                environment.getValue(),
                old == null ? QueryLimits.DEFAULT : old.limits(),
                old == null ? clock.instant() : old.createdAt());
    }

    private DatabaseAddress.Server server() {
        DatabaseAddress.Server stored =
                old != null && old.address() instanceof DatabaseAddress.Server server ? server : null;
        Map<String, String> options = stored == null ? new TreeMap<>() : new TreeMap<>(stored.options());
        options.put(SSL_MODE, sslMode.getValue());
        Secret secret = password.isEmpty()
                ? (stored == null ? null : stored.credentials().password())
                : new Secret(password.getValue());
        return new DatabaseAddress.Server(
                host.getValue().strip(),
                Objects.requireNonNullElse(port.getValue(), 0),
                database.getValue().strip(),
                new Credentials(username.getValue().strip(), secret),
                options);
    }

    /** Says what is wrong at the field it is about, else below the form. */
    private void showProblem(@Nullable Failure failure) {
        String named = failure == null || failure.field() == null ? "" : failure.field();
        String field = named.equals("id") ? "name" : named; // a new id is made from the name
        String message = failure == null ? "" : failure.message();
        boolean said = false;
        for (Map.Entry<String, HasValidation> entry : fields().entrySet()) {
            boolean blamed = entry.getKey().equals(field);
            entry.getValue().setInvalid(blamed);
            entry.getValue().setErrorMessage(blamed ? message : "");
            said |= blamed;
        }
        problem.setText(message);
        problem.setVisible(failure != null && !said);
    }

    private Map<String, HasValidation> fields() {
        return Map.of(
                "name", name,
                "kind", kind,
                "environment", environment,
                "file", file,
                "host", host,
                "port", port,
                "database", database,
                "username", username,
                "password", password);
    }
}
