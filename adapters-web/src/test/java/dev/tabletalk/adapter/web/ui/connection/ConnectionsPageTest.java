package dev.tabletalk.adapter.web.ui.connection;

import static dev.tabletalk.application.TestWorkspace.LIBRARY;
import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.tabletalk.adapter.web.ui.ViewTest;
import dev.tabletalk.adapter.web.ui.workspace.EnvironmentBadge;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.Credentials;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.connection.EnvironmentColor;
import dev.tabletalk.domain.connection.Secret;
import dev.tabletalk.domain.query.QueryLimits;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ViewPackages(classes = ConnectionsPage.class)
class ConnectionsPageTest extends ViewTest {
    @Test
    void asksForTheKindFirst() {
        navigate(ConnectionsPage.class);
        click("Add connection");
        assertThat(find(TextField.class).withLabel("Name").exists()).isFalse();
        assertThat(button("Add").isEnabled()).isFalse();
        choose("SQLite");
        assertThat(find(TextField.class).withLabel("Host").exists()).isFalse();
        field("Name").setValue("Kept");
        choose("PostgreSQL");
        assertThat(find(TextField.class).withLabel("File").exists()).isFalse();
        assertThat(field("Name").getValue()).isEqualTo("Kept");
        assertThat(find(IntegerField.class).withLabel("Port").single().getValue())
                .isEqualTo(5432);
    }

    @Test
    void addsAnSqliteFile() {
        navigate(ConnectionsPage.class);
        click("Add connection");
        choose("SQLite");
        field("Name").setValue("Orders (2026)");
        assertThat(field("Id").getValue()).isEqualTo("orders-2026");
        field("File").setValue("orders.db");
        submit("Add");
        assertThat(saved("orders-2026").address()).isEqualTo(new DatabaseAddress.File("orders.db"));
        assertThat(find(Span.class).withText("orders.db").exists()).isTrue();
    }

    @Test
    void addsAServerFromItsUrlAndShowsItsAddressWithoutThePassword() {
        navigate(ConnectionsPage.class);
        click("Add connection");
        field("Connection URL")
                .setValue("postgres://reader:hush%2Dhush@db.example.com:6432/stock?sslmode=require&loggerFile=/x");
        assertThat(field("Connection URL").getValue())
                .as("nothing of it is kept")
                .isEmpty();
        assertThat(message()).endsWith("Left out: loggerFile.");
        assertThat(field("Name").getValue()).isEqualTo("stock");
        field("Id").setValue("stock-1");
        submit("Add");
        assertThat(saved("stock-1").address())
                .isEqualTo(new DatabaseAddress.Server(
                        "db.example.com",
                        6432,
                        "stock",
                        new Credentials("reader", new Secret("hush-hush")),
                        Map.of("sslmode", "require")));
        assertThat(find(Span.class).withText("reader@db.example.com:6432/stock").exists())
                .isTrue();
        assertThat(find(Span.class).all()).noneMatch(span -> span.getText().contains("hush"));
    }

    @Test
    void saysWhyAUrlCannotBeTakenApart() {
        navigate(ConnectionsPage.class);
        click("Add connection");
        field("Connection URL").setValue("jdbc:h2:mem:x;INIT=RUNSCRIPT");
        assertThat(invalid("Connection URL")).startsWith("This is not the URL of a database");
        assertThat(field("Connection URL").getValue()).startsWith("jdbc:h2");
    }

    @Test
    void saysWhatIsWrongAtItsFieldAndKeepsWhatWasTyped() {
        navigate(ConnectionsPage.class);
        click("Add connection");
        choose("SQLite");
        field("Name").setValue("Shop");
        click("Add");
        assertThat(invalid("File")).startsWith("The file must be");
        field("File").setValue("shop.db");
        assertThat(invalid("File")).isEmpty();
        assertThat(field("Id").getValue()).as("one that is free").isEqualTo("shop-2");
        field("Id").setValue("shop");
        click("Add");
        eventually(() -> !invalid("Id").isEmpty());
        find(IntegerField.class).withLabel("Rows of a result, at most").single().setValue(0);
        click("Add");
        assertThat(find(IntegerField.class)
                        .withLabel("Rows of a result, at most")
                        .single()
                        .getErrorMessage())
                .isEqualTo("The row limit must be 1 to 10,000.");
        assertThat(field("Name").getValue()).isEqualTo("Shop");
        assertThat(workspace.connectionService.list()).hasSize(2);
    }

    @Test
    void triesADraftAndBlamesTheField() {
        navigate(ConnectionsPage.class);
        click("Add connection");
        field("Connection URL").setValue("postgres://reader:wrong@db.example.com/stock");
        click("Test connection");
        eventually(() -> message().startsWith("Connected to In memory 1"));
        workspace.database.refuseAddresses("password", "The server does not accept this user name and password.");
        click("Test connection");
        PasswordField password = find(PasswordField.class).single();
        eventually(password::isInvalid);
        assertThat(password.getErrorMessage()).startsWith("The server does not accept");
        assertThat(workspace.connectionService.list()).hasSize(2);
    }

    @Test
    void suggestsAColorForTheEnvironment() {
        navigate(ConnectionsPage.class);
        clickOf("Shop", "Edit");
        environment().setValue("production");
        assertThat(color().getValue()).isEqualTo(EnvironmentColor.RED);
        environment().setValue("staging");
        assertThat(color().getValue()).isEqualTo(EnvironmentColor.AMBER);
        environment().setValue("production");
        submit("Save");
        assertThat(workspace.connectionService.get(SHOP).isProduction()).isTrue();
        assertThat(find(EnvironmentBadge.class).all().stream()
                        .filter(EnvironmentBadge::isVisible)
                        .map(badge -> badge.getElement().getTextRecursively()
                                + badge.getElement().getAttribute("data-color")
                                + badge.hasClassName("tt-env-production")))
                .containsExactly("productionredtrue");
    }

    @Test
    void keepsThePasswordWhenAServerIsEditedWithoutOne() {
        workspace.connectionService.create(new DatabaseConnection(
                new ConnectionId("stock"),
                "Stock",
                DatabaseKind.POSTGRESQL,
                new DatabaseAddress.Server(
                        "db.example.com", 5432, "stock", new Credentials("reader", new Secret("hush")), Map.of()),
                "production",
                QueryLimits.DEFAULT,
                Instant.EPOCH));
        navigate(ConnectionsPage.class);
        clickOf("Stock", "Edit");
        assertThat(find(PasswordField.class).single().getHelperText()).isEqualTo("Empty: stays as it is.");
        assertThat(field("Id").isReadOnly()).as("it never changes").isTrue();
        field("Name").setValue("Stock, new");
        submit("Save");
        DatabaseConnection saved = saved("stock");
        assertThat(saved.name()).isEqualTo("Stock, new");
        assertThat(saved.environment()).isEqualTo("production");
        assertThat(saved.address())
                .isInstanceOfSatisfying(
                        DatabaseAddress.Server.class,
                        server -> assertThat(server.credentials())
                                .isEqualTo(new Credentials("reader", new Secret("hush"))));
        clickOf("Stock, new", "Edit");
        find(Checkbox.class).single().setValue(true);
        submit("Save");
        assertThat(saved("stock").address())
                .isInstanceOfSatisfying(
                        DatabaseAddress.Server.class,
                        server -> assertThat(server.credentials()).isEqualTo(new Credentials("reader", null)));
    }

    @Test
    void changesAConnectionThatCannotBeReached() {
        workspace.database.breakDown("Nobody answers at shop.db.");
        navigate(ConnectionsPage.class);
        clickOf("Shop", "Edit");
        field("Name").setValue("Store");
        submit("Save");
        assertThat(workspace.connectionService.get(SHOP).name()).isEqualTo("Store");
    }

    @Test
    void testsAConnection() {
        navigate(ConnectionsPage.class);
        clickOf("Shop", "Test");
        eventually(() -> result().startsWith("Connected to "));
        workspace.database.breakDown("Nobody answers at shop.db.");
        clickOf("Shop", "Test");
        eventually(() -> result().equals("Nobody answers at shop.db."));
    }

    @Test
    void deletesOnlyAfterTheNameWasTyped() {
        workspace.conversation(SHOP);
        workspace.conversation(SHOP);
        navigate(ConnectionsPage.class);
        clickOf("Shop", "Delete");
        Dialog dialog = find(Dialog.class).single();
        assertThat(dialog.getElement().getTextRecursively()).contains("2 conversations", "are stopped");
        Button delete = find(Button.class, dialog).withText("Delete").single();
        assertThat(delete.isEnabled()).isFalse();
        field("Type the name to confirm").setValue("Shop");
        test(delete).click();
        eventually(() -> workspace.connectionService.list().size() == 1);
        assertThat(workspace.connectionService.list().getFirst().id()).isEqualTo(LIBRARY);
    }

    private void click(String text) {
        test(button(text)).click();
    }

    /** Clicks and waits for the dialog to close. */
    private void submit(String text) {
        click(text);
        eventually(() -> !find(Dialog.class).exists());
    }

    private Button button(String text) {
        return find(Button.class).withText(text).single();
    }

    @SuppressWarnings("unchecked")
    private void choose(String kind) {
        test(find(RadioButtonGroup.class).single()).selectItem(kind);
    }

    private DatabaseConnection saved(String id) {
        return workspace.connectionService.get(new ConnectionId(id));
    }

    @SuppressWarnings("unchecked")
    private ComboBox<String> environment() {
        return find(ComboBox.class).single();
    }

    @SuppressWarnings("unchecked")
    private Select<EnvironmentColor> color() {
        return find(Select.class).withLabel("Colour").single();
    }

    /** Below the form. */
    private String message() {
        return find(Div.class, find(Dialog.class).single()).all().stream()
                .filter(div -> div.hasClassName("tt-card-result"))
                .findFirst()
                .map(Div::getText)
                .orElse("");
    }

    private void clickOf(String connection, String text) {
        ConnectionCard card = find(ConnectionCard.class).all().stream()
                .filter(candidate -> connection.equals(candidate.getElement().getAttribute("aria-label")))
                .findFirst()
                .orElseThrow();
        test(find(Button.class, card).withText(text).single()).click();
    }

    private TextField field(String label) {
        return find(TextField.class).withLabel(label).single();
    }

    private String invalid(String label) {
        TextField field = field(label);
        return field.isInvalid() ? field.getErrorMessage() : "";
    }

    private String result() {
        return find(Div.class).all().stream()
                .filter(div -> div.hasClassName("tt-card-result"))
                .findFirst()
                .map(Div::getText)
                .orElse("");
    }
}
