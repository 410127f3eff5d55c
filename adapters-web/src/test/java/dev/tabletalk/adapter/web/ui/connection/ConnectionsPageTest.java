package dev.tabletalk.adapter.web.ui.connection;

import static dev.tabletalk.application.TestWorkspace.LIBRARY;
import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.tabletalk.adapter.web.ui.ViewTest;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.Credentials;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.connection.Secret;
import dev.tabletalk.domain.query.QueryLimits;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ViewPackages(classes = ConnectionsPage.class)
class ConnectionsPageTest extends ViewTest {
    @Test
    void addsAnSqliteFile() {
        navigate(ConnectionsPage.class);
        click("Add connection");
        field("Name").setValue("Orders (2026)");
        field("File").setValue("orders.db");
        click("Add");
        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(workspace
                        .connectionService
                        .get(new ConnectionId("orders-2026"))
                        .address())
                .isEqualTo(new DatabaseAddress.File("orders.db"));
        assertThat(find(Span.class).withText("orders.db").exists()).isTrue();
    }

    @Test
    @SuppressWarnings("unchecked")
    void addsAServerAndShowsItsAddressWithoutThePassword() {
        navigate(ConnectionsPage.class);
        click("Add connection");
        test(find(RadioButtonGroup.class).single()).selectItem("PostgreSQL");
        field("Name").setValue("Stock");
        field("Host").setValue("db.example.com");
        field("Database").setValue("stock");
        field("User name").setValue("reader");
        test(find(PasswordField.class).single()).setValue("hush-hush");
        click("Add");
        DatabaseConnection saved = workspace.connectionService.get(new ConnectionId("stock"));
        assertThat(saved.address())
                .isEqualTo(new DatabaseAddress.Server(
                        "db.example.com",
                        5432,
                        "stock",
                        new Credentials("reader", new Secret("hush-hush")),
                        Map.of("sslmode", "prefer")));
        assertThat(find(Span.class).withText("reader@db.example.com:5432/stock").exists())
                .isTrue();
        assertThat(find(Span.class).all()).noneMatch(span -> span.getText().contains("hush"));
    }

    @Test
    void saysWhatIsWrongAtItsField() {
        navigate(ConnectionsPage.class);
        click("Add connection");
        field("Name").setValue("Shop");
        click("Add");
        assertThat(invalid("File")).startsWith("The file must be");
        field("File").setValue("shop.db");
        click("Add");
        assertThat(invalid("Name")).as("its id is taken").isNotEmpty();
        assertThat(workspace.connectionService.list()).hasSize(2);
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
        field("Name").setValue("Stock, new");
        click("Save");
        DatabaseConnection saved = workspace.connectionService.get(new ConnectionId("stock"));
        assertThat(saved.name()).isEqualTo("Stock, new");
        assertThat(saved.environment()).isEqualTo("production");
        assertThat(saved.address())
                .isInstanceOfSatisfying(
                        DatabaseAddress.Server.class,
                        server -> assertThat(server.credentials())
                                .isEqualTo(new Credentials("reader", new Secret("hush"))));
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
        assertThat(dialog.getElement().getTextRecursively()).contains("2 conversations");
        Button delete = find(Button.class, dialog).withText("Delete").single();
        assertThat(delete.isEnabled()).isFalse();
        field("Type the name to confirm").setValue("Shop");
        test(delete).click();
        eventually(() -> workspace.connectionService.list().size() == 1);
        assertThat(workspace.connectionService.list().getFirst().id()).isEqualTo(LIBRARY);
    }

    private void click(String text) {
        test(find(Button.class).withText(text).single()).click();
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
