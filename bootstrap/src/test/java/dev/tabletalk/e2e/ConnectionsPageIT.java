package dev.tabletalk.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.tabletalk.adapter.jdbc.PostgresServer;
import dev.tabletalk.application.conversation.ManageConversationsUseCase;
import dev.tabletalk.domain.connection.ConnectionId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database from its URL to its end: added, mistyped, mended, looked into, marked as production and deleted. */
class ConnectionsPageIT {
    private static final PostgresServer POSTGRES = PostgresServer.get();

    @RegisterExtension
    static final TestProduct PRODUCT = TestProduct.offline();

    @BeforeAll
    static void fill() {
        POSTGRES.addRole("shopper", "s3cret/word");
        POSTGRES.execute("""
                DROP SCHEMA IF EXISTS shelf CASCADE;
                CREATE SCHEMA shelf;
                CREATE TABLE shelf.author (id int PRIMARY KEY, name text NOT NULL);
                CREATE TABLE shelf.book (id int PRIMARY KEY, author_id int NOT NULL REFERENCES shelf.author, title text);
                COMMENT ON TABLE shelf.book IS 'What we lend <img src=x onerror=alert(1)> \u202E';
                INSERT INTO shelf.author VALUES (1, 'Ada');
                INSERT INTO shelf.book VALUES (1, 1, '<b>Notes</b>'), (2, 1, NULL), (3, 1, '');
                GRANT USAGE ON SCHEMA shelf TO shopper;
                GRANT SELECT ON ALL TABLES IN SCHEMA shelf TO shopper""");
    }

    @AfterAll
    static void empty() {
        POSTGRES.execute("DROP SCHEMA shelf CASCADE");
    }

    @Test
    void leadsADatabaseFromItsUrlToItsEnd() {
        try (BrowserContext person = PRODUCT.person()) {
            Page tab = person.newPage();
            List<String> complaints = new ArrayList<>();
            tab.onPageError(complaints::add);
            WorkspacePage page = new WorkspacePage(tab);
            tab.navigate(PRODUCT.url("/connections"));
            addByUrl(tab, page);
            mark(tab, page);
            lookInto(tab, page);
            ask(tab, page);
            delete(tab);
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    private static void addByUrl(Page tab, WorkspacePage page) {
        page.button("Add connection").click();
        Locator url = field(tab, "Connection URL");
        url.fill("postgres://shopper:wrong@127.0.0.1:" + POSTGRES.port()
                + "/postgres?sslmode=prefer&socketFactory=evil.Factory");
        url.press("Enter");
        assertThat(tab.getByText("Left out: socketFactory.")).isVisible();
        assertThat(url).hasValue("");
        assertThat(field(tab, "Port")).hasValue(String.valueOf(POSTGRES.port()));
        TestBrowser.picture(tab, "connection-form");

        page.button("Test connection").click();
        Locator password = tab.getByLabel("Password", new Page.GetByLabelOptions().setExact(true));
        assertThat(password).hasAttribute("aria-invalid", "true");
        assertThat(tab.getByText("The server does not accept this user name and password.")
                        .first())
                .isVisible();
        assertThat(password).hasValue("wrong");
        password.fill("s3cret/word");
        field(tab, "Name").fill("Library");
        field(tab, "Name").press("Enter");
        assertThat(card(tab, "Library")).isVisible();
        assertThat(card(tab, "Library")).containsText("shopper@127.0.0.1");
    }

    private static void mark(Page tab, WorkspacePage page) {
        button(card(tab, "Library"), "Edit").click();
        Locator environment = tab.getByRole(
                AriaRole.COMBOBOX,
                new Page.GetByRoleOptions().setName("Environment").setExact(true));
        environment.fill("production");
        environment.press("Enter");
        page.button("Save").click();
        assertThat(page.button("Save")).isHidden();
        button(card(tab, "Library"), "Test").click();
        assertThat(card(tab, "Library")).containsText("Connected to PostgreSQL");
        assertThat(card(tab, "Library")).containsText("production");
        TestBrowser.picture(tab, "connections");
    }

    private static void lookInto(Page tab, WorkspacePage page) {
        button(card(tab, "Library"), "Tables").click();
        tab.waitForURL(Pattern.compile(".*/db/library/schema$"));
        field(tab, "Search tables").fill("lend");
        assertThat(tab.getByText(Pattern.compile("^1 of \\d+$"))).isVisible();
        tab.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("shelf\\.book")))
                .click();
        Locator table = tab.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("shelf.book"));
        assertThat(table).containsText("What we lend <img src=x onerror=alert(1)> ⟨U+202E⟩");
        page.button("Show sample rows").click();
        assertThat(table.getByText("<b>Notes</b>")).isVisible();
        assertThat(table.getByText("NULL", new Locator.GetByTextOptions().setExact(true)))
                .hasCount(1);
        assertThat(table.locator("img")).hasCount(0);
        TestBrowser.picture(tab, "tables");
        table.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("shelf.author"))
                .click();
        assertThat(tab.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("shelf.author")))
                .containsText("Referenced by");
    }

    private static void ask(Page tab, WorkspacePage page) {
        PRODUCT.bean(ManageConversationsUseCase.class).create(new ConnectionId("library"), null);
        page.button("Ask a question").click();
        assertThat(page.composer()).isVisible();
        assertThat(tab.getByText("You are asking “Library”, production.")).isVisible();
    }

    private static void delete(Page tab) {
        tab.setViewportSize(390, 844);
        tab.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        tab.navigate(PRODUCT.url("/connections"));
        button(card(tab, "Library"), "Delete").click();
        assertThat(tab.getByText("Its one conversation goes with it")).isVisible();
        TestBrowser.picture(tab, "delete-connection");
        Locator delete = tab.getByRole(AriaRole.DIALOG)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Delete").setExact(true));
        Locator name = field(tab, "Type the name to confirm");
        name.fill("library");
        assertThat(delete).isDisabled();
        name.fill("Library");
        assertThat(delete).isEnabled();
        WorkspacePage.assertFits(tab);
        delete.click();
        assertThat(card(tab, "Library")).hasCount(0);
    }

    private static Locator field(Page tab, String label) {
        return tab.getByRole(
                        AriaRole.TEXTBOX,
                        new Page.GetByRoleOptions().setName(label).setExact(true))
                .or(tab.getByRole(
                        AriaRole.SPINBUTTON,
                        new Page.GetByRoleOptions().setName(label).setExact(true)))
                .first();
    }

    private static Locator card(Page tab, String name) {
        return tab.getByRole(
                AriaRole.LISTITEM, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator button(Locator within, String name) {
        return within.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }
}
