package dev.tabletalk.adapter.web.ui.connection;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.formlayout.FormLayout.ResponsiveStep;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.Credentials;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.connection.EnvironmentColor;
import dev.tabletalk.domain.connection.PastedUrl;
import dev.tabletalk.domain.connection.Secret;
import dev.tabletalk.domain.connection.TlsMode;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.QueryLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of one kind of connection. What is wrong is said at its field, and nothing that was typed is lost. */
final class ConnectionForm extends Composite<Div> {
    private static final int COLUMNS = 6;
    private static final int MOST_SECONDS = 3_600;

    private final DatabaseKind kind;
    private final @Nullable DatabaseConnection old;
    private final Set<ConnectionId> taken;

    private final TextField name = new TextField("Name");
    private final TextField id = new TextField("Id");
    private final ComboBox<String> environment = new ComboBox<>("Environment");
    private final Select<EnvironmentColor> color = new Select<>();
    private final TextField file = new TextField("File");
    private final TextField host = new TextField("Host");
    private final IntegerField port = new IntegerField("Port");
    private final TextField database;
    private final TextField username = new TextField("User name");
    private final PasswordField password = new PasswordField("Password");
    private final Checkbox removePassword = new Checkbox("Remove the saved password");
    private final Select<TlsMode> tls = new Select<>();
    private final IntegerField maxRows = new IntegerField("Rows of a result, at most");
    private final IntegerField seconds = new IntegerField("Seconds for a question, at most");
    private final @Nullable TlsChoices tlsChoices;
    private final Map<String, HasValidation> fields = new LinkedHashMap<>();
    private boolean idTyped;
    private boolean colorChosen;

    /**
     * @param old the connection that is edited; null for a new one
     * @param taken the ids there are
     */
    ConnectionForm(DatabaseKind kind, @Nullable DatabaseConnection old, Set<ConnectionId> taken) {
        this.kind = kind;
        this.old = old;
        this.taken = Set.copyOf(taken);
        tlsChoices = TlsChoices.of(kind);
        database = new TextField(kind.isFile() ? "Database" : KindWords.of(kind).database());
        preparePlace();
        prepareNames();
        prepareLimits();
        register();
        getContent().addClassName("tt-form");
        getContent().add(section("Where it is", place()), section("What it is called", names()));
        getContent().add(section("Limits", limits()));
        if (old != null) {
            fill(old);
        }
    }

    private static Div section(String title, Component content) {
        Div section = new Div(new H3(title), content);
        section.addClassName("tt-form-section");
        section.getElement().setAttribute("role", "group").setAttribute("aria-label", title);
        return section;
    }

    private FormLayout place() {
        if (kind.isFile()) {
            return layout(Map.of(file, COLUMNS), file);
        }
        return layout(
                Map.of(
                        host,
                        4,
                        port,
                        2,
                        database,
                        COLUMNS,
                        username,
                        3,
                        password,
                        3,
                        removePassword,
                        COLUMNS,
                        tls,
                        COLUMNS),
                host,
                port,
                database,
                username,
                password,
                removePassword,
                tls);
    }

    private FormLayout names() {
        return layout(Map.of(name, COLUMNS, environment, 3, color, 3, id, COLUMNS), name, environment, color, id);
    }

    private FormLayout limits() {
        return layout(Map.of(maxRows, 3, seconds, 3), maxRows, seconds);
    }

    private static FormLayout layout(Map<Component, Integer> widths, Component... parts) {
        FormLayout form = new FormLayout(parts);
        form.setResponsiveSteps(new ResponsiveStep("0", 1), new ResponsiveStep("24rem", COLUMNS));
        widths.forEach(form::setColspan);
        return form;
    }

    private void preparePlace() {
        file.setRequiredIndicatorVisible(true);
        file.setHelperText(
                "A file in the folder “databases” of Tabletalk's home, or in one the administrator allowed.");
        host.setRequiredIndicatorVisible(true);
        host.setPlaceholder("db.example.com");
        host.setAutocomplete(Autocomplete.OFF);
        port.setValue(kind.defaultPort());
        port.setRequiredIndicatorVisible(true);
        database.setRequiredIndicatorVisible(true);
        username.setRequiredIndicatorVisible(true);
        username.setMaxLength(Credentials.MAX_LENGTH);
        username.setAutocomplete(Autocomplete.OFF);
        username.setHelperText("An account that can only read is best.");
        password.setAutocomplete(Autocomplete.NEW_PASSWORD);
        boolean saved = savedPassword() != null;
        if (old != null) {
            password.setHelperText(saved ? "Empty: stays as it is." : "None is saved.");
        }
        removePassword.setVisible(saved);
        removePassword.addValueChangeListener(event -> password.setEnabled(!event.getValue()));
        tls.setLabel("Encryption (TLS)");
        if (tlsChoices == null) {
            tls.setVisible(false);
        } else {
            tls.setItems(tlsChoices.modes());
            tls.setItemLabelGenerator(TlsChoices::label);
            tls.setRenderer(new ComponentRenderer<>(ConnectionForm::choice));
            tls.addValueChangeListener(event -> tls.setHelperText(TlsChoices.meaning(event.getValue())));
            tls.setValue(TlsChoices.USUAL);
        }
    }

    private static Div choice(TlsMode mode) {
        Span meaning = new Span(TlsChoices.meaning(mode));
        meaning.addClassName("tt-option-meaning");
        Div choice = new Div(new Span(TlsChoices.label(mode)), meaning);
        choice.addClassName("tt-option");
        return choice;
    }

    private void prepareNames() {
        name.setMaxLength(DatabaseConnection.MAX_NAME);
        name.setRequiredIndicatorVisible(true);
        name.setPlaceholder("Orders");
        name.setValueChangeMode(ValueChangeMode.EAGER);
        name.addValueChangeListener(event -> proposeId());
        id.setReadOnly(old != null);
        id.setMaxLength(ConnectionId.MAX_LENGTH);
        id.setHelperText(
                old == null
                        ? "Part of addresses and of the API. It cannot be changed later."
                        : "Part of addresses and of the API. It stays as it is.");
        id.addValueChangeListener(event -> idTyped |= event.isFromClient());
        environment.setItems("production", "staging", "test", "development");
        environment.setAllowCustomValue(true);
        environment.addCustomValueSetListener(event -> environment.setValue(event.getDetail()));
        environment.setClearButtonVisible(true);
        environment.setPlaceholder("none");
        environment.addValueChangeListener(event -> proposeColor());
        color.setLabel("Colour");
        color.setItems(EnvironmentColor.values());
        color.setRenderer(new ComponentRenderer<>(ConnectionForm::swatch));
        color.addValueChangeListener(event -> colorChosen |= event.isFromClient());
        color.setVisible(false);
    }

    private static String label(EnvironmentColor value) {
        String word = value.id();
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static Span swatch(EnvironmentColor value) {
        Span shape = new Span();
        shape.addClassName("tt-env-shape");
        Span swatch = new Span(shape, new Span(label(value)));
        swatch.addClassName("tt-swatch");
        swatch.getElement().setAttribute("data-color", value.id());
        return swatch;
    }

    private void prepareLimits() {
        maxRows.setMin(1);
        maxRows.setMax(QueryLimits.MOST_ROWS);
        maxRows.setHelperText("1 to 10,000");
        maxRows.setValue(QueryLimits.DEFAULT.maxRows());
        seconds.setMin(1);
        seconds.setMax(MOST_SECONDS);
        seconds.setHelperText("1 to 3,600");
        seconds.setValue((int) QueryLimits.DEFAULT.timeout().toSeconds());
    }

    private void register() {
        register("file", file);
        register("host", host);
        register("port", port);
        register("database", database);
        register("username", username);
        register("password", password);
        register("tls", tls);
        register("name", name);
        register("environment", environment);
        register("environmentColor", color);
        register("id", id);
        register("limits.maxRows", maxRows);
        register("limits.timeoutSeconds", seconds);
        // complaints are ours; a field that is changed gets another chance
        name.setManualValidation(true);
        id.setManualValidation(true);
        file.setManualValidation(true);
        host.setManualValidation(true);
        port.setManualValidation(true);
        database.setManualValidation(true);
        username.setManualValidation(true);
        password.setManualValidation(true);
        maxRows.setManualValidation(true);
        seconds.setManualValidation(true);
        environment.setManualValidation(true);
        color.setManualValidation(true);
        tls.setManualValidation(true);
    }

    private <C extends Component & HasValidation & HasValue<?, ?>> void register(String field, C component) {
        fields.put(field, component);
        component.addValueChangeListener(event -> component.setInvalid(false));
    }

    private void proposeId() {
        if (old == null && !idTyped) {
            id.setValue(
                    name.getValue().isBlank()
                            ? ""
                            : ConnectionId.derive(name.getValue(), taken).value());
        }
    }

    private void proposeColor() {
        String label = environment.getValue();
        color.setVisible(label != null && !label.isBlank());
        if (label != null && !colorChosen) {
            color.setValue(EnvironmentColor.suggestedFor(label));
        }
    }

    private void fill(DatabaseConnection connection) {
        name.setValue(connection.name());
        id.setValue(connection.id().value());
        if (connection.environment() != null) {
            colorChosen = connection.environmentColor() != null;
            environment.setValue(connection.environment());
            color.setValue(connection.color());
        }
        maxRows.setValue(connection.limits().maxRows());
        seconds.setValue((int) connection.limits().timeout().toSeconds());
        switch (connection.address()) {
            case DatabaseAddress.File stored -> file.setValue(stored.path());
            case DatabaseAddress.Server stored -> {
                host.setValue(stored.host());
                port.setValue(stored.port());
                database.setValue(stored.database());
                username.setValue(stored.credentials().username());
                if (tlsChoices != null) {
                    tls.setValue(tlsChoices.read(stored.options()));
                }
            }
        }
    }

    /** Takes over what a URL says; what it does not say stays. */
    void fill(PastedUrl url) {
        setIfSaid(file, url.file());
        setIfSaid(host, url.host());
        setIfSaid(port, url.port());
        setIfSaid(database, url.database());
        setIfSaid(username, url.username());
        Secret secret = url.password();
        setIfSaid(password, secret == null ? null : secret.reveal());
        setIfSaid(tls, tlsChoices == null ? null : url.tls());
        if (name.isEmpty()) {
            setIfSaid(name, url.database() == null ? fileName(url.file()) : url.database());
        }
    }

    private static @Nullable String fileName(@Nullable String path) {
        if (path == null) {
            return null;
        }
        String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        int point = last.lastIndexOf('.');
        return point > 0 ? last.substring(0, point) : last;
    }

    private static <T> void setIfSaid(HasValue<?, T> field, @Nullable T value) {
        if (value != null) {
            field.setValue(value);
        }
    }

    /** Keeps what was typed when another kind is chosen; its usual port comes with the kind. */
    void takeOver(ConnectionForm before) {
        idTyped = before.idTyped;
        colorChosen = before.colorChosen;
        name.setValue(before.name.getValue());
        id.setValue(before.id.getValue());
        environment.setValue(before.environment.getValue());
        color.setValue(before.color.getValue());
        file.setValue(before.file.getValue());
        host.setValue(before.host.getValue());
        database.setValue(before.database.getValue());
        username.setValue(before.username.getValue());
        password.setValue(before.password.getValue());
        maxRows.setValue(before.maxRows.getValue());
        seconds.setValue(before.seconds.getValue());
        boolean usualPort = Objects.equals(before.port.getValue(), before.kind.defaultPort());
        if (!usualPort && !before.kind.isFile()) {
            port.setValue(before.port.getValue());
        }
    }

    boolean isFor(DatabaseKind other) {
        return kind == other;
    }

    void focusFirst() {
        if (kind.isFile()) {
            file.focus();
        } else {
            host.focus();
        }
    }

    /** @throws FailureException INVALID with the field that is wrong */
    DatabaseConnection read(Instant now) {
        clearProblems();
        DatabaseAddress address =
                kind.isFile() ? new DatabaseAddress.File(file.getValue().strip()) : server();
        String label = environment.getValue();
        boolean labelled = label != null && !label.isBlank();
        return new DatabaseConnection(
                old == null ? newId() : old.id(),
                name.getValue(),
                kind,
                address,
                labelled ? label : null,
                labelled && colorChosen ? color.getValue() : null,
                new QueryLimits(
                        orZero(maxRows),
                        old == null
                                ? QueryLimits.DEFAULT.maxBytes()
                                : old.limits().maxBytes(),
                        Duration.ofSeconds(orZero(seconds))),
                old == null ? now : old.createdAt());
    }

    private ConnectionId newId() {
        return id.isEmpty()
                ? ConnectionId.derive(name.getValue(), taken)
                : new ConnectionId(id.getValue().strip());
    }

    private static int orZero(IntegerField field) {
        return Objects.requireNonNullElse(field.getValue(), 0);
    }

    private DatabaseAddress.Server server() {
        Map<String, String> options =
                old != null && old.address() instanceof DatabaseAddress.Server stored ? stored.options() : Map.of();
        return new DatabaseAddress.Server(
                host.getValue().strip(),
                orZero(port),
                database.getValue().strip(),
                new Credentials(username.getValue().strip(), secret()),
                tlsChoices == null ? options : tlsChoices.write(tls.getValue(), options));
    }

    private @Nullable Secret secret() {
        if (removePassword.getValue()) {
            return null;
        }
        return password.isEmpty() ? savedPassword() : new Secret(password.getValue());
    }

    private @Nullable Secret savedPassword() {
        return old != null && old.address() instanceof DatabaseAddress.Server stored
                ? stored.credentials().password()
                : null;
    }

    void clearProblems() {
        fields.values().forEach(field -> field.setInvalid(false));
    }

    /**
     * Says what is wrong at the field that is to blame.
     *
     * @return false when there is no such field here
     */
    boolean showProblem(Failure failure) {
        String named = String.valueOf(failure.field());
        HasValidation field =
                fields.get(tlsChoices != null && named.equals("options." + tlsChoices.option()) ? "tls" : named);
        if (!(field instanceof Component component) || !component.isVisible()) {
            return false;
        }
        field.setErrorMessage(failure.message());
        field.setInvalid(true);
        component.getElement().executeJs("this.focus(); this.scrollIntoView({block: 'nearest'})");
        return true;
    }
}
