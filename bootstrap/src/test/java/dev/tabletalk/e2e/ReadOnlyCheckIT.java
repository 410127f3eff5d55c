package dev.tabletalk.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.tabletalk.adapter.jdbc.PostgresServer;
import dev.tabletalk.application.connection.ManageConnectionsUseCase;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.Credentials;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.connection.Secret;
import dev.tabletalk.domain.query.QueryLimits;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An administrator proves that connections are read-only, and learns how to make the account one that can only read. */
class ReadOnlyCheckIT {
    private static final PostgresServer SERVER = PostgresServer.get();

    /** What a check may take; on a machine that is not busy it takes some seconds. */
    private static final double LONGEST_CHECK_MS = 65_000;

    @RegisterExtension
    static final TestProduct PRODUCT = TestProduct.offline();

    @BeforeAll
    static void connect() {
        SERVER.execute("DROP ROLE IF EXISTS proof_reader; CREATE ROLE proof_reader LOGIN PASSWORD 'any'");
        connect("ledger", "Ledger", "postgres");
        connect("ledger-reader", "Ledger, reader", "proof_reader");
    }

    private static void connect(String id, String name, String user) {
        PRODUCT.bean(ManageConnectionsUseCase.class)
                .create(new DatabaseConnection(
                        new ConnectionId(id),
                        name,
                        DatabaseKind.POSTGRESQL,
                        new DatabaseAddress.Server(
                                "127.0.0.1",
                                SERVER.port(),
                                "postgres",
                                new Credentials(user, new Secret("any")),
                                Map.of()),
                        null,
                        QueryLimits.DEFAULT,
                        Instant.EPOCH));
    }

    @Test
    void provesAccountsOfAllKinds() {
        try (BrowserContext person = PRODUCT.person()) {
            Page tab = person.newPage();
            tab.navigate(PRODUCT.url("/connections"));
            Locator card = card(tab, "Ledger, reader");
            assertThat(card).containsText("Read-only not checked");
            button(card, "Check read-only").click();
            assertThat(tab.getByText("Not checked yet")).isVisible();
            button(tab.locator("main"), "Check read-only").click();
            Locator verdict = tab.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Verdict"));
            assertThat(verdict).containsText("Read-only proven", within(LONGEST_CHECK_MS));
            assertThat(verdict).containsText("the account itself cannot write");
            TestBrowser.picture(tab, "read-only-check");

            tab.navigate(PRODUCT.url("/connections/ledger/check"));
            button(tab.locator("main"), "Check read-only").click();
            assertThat(verdict).containsText("this account could write", within(LONGEST_CHECK_MS));
            assertThat(tab.getByText("Superuser: may do everything")).isVisible();
            assertThat(tab.getByText("CREATE ROLE tabletalk_reader LOGIN")).isVisible();
            tab.getByText("Writing inside of a query").click();
            assertThat(tab.getByText("WITH gone AS (DELETE FROM").first()).isVisible();
            TestBrowser.picture(tab, "read-only-check-superuser");

            tab.navigate(PRODUCT.url("/connections"));
            assertThat(card(tab, "Ledger, reader")).containsText("Read-only proven · ");
            assertThat(card(tab, "Ledger")).containsText("account can write");
        }
    }

    @Test
    void checksTheSampleOnAPhone() {
        try (BrowserContext person = PRODUCT.person(390, 844, ColorScheme.DARK)) {
            Page tab = person.newPage();
            tab.navigate(PRODUCT.url("/connections/sample/check"));
            button(tab.locator("main"), "Check read-only").click();
            assertThat(tab.getByText("Both layers held").first())
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(LONGEST_CHECK_MS));
            TestBrowser.picture(tab, "read-only-check-phone");
            WorkspacePage.assertFits(tab);
        }
    }

    private static LocatorAssertions.ContainsTextOptions within(double millis) {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(millis);
    }

    private static Locator card(Page tab, String name) {
        return tab.getByRole(
                AriaRole.LISTITEM, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator button(Locator where, String name) {
        return where.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }
}
