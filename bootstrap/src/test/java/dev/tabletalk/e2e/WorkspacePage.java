package dev.tabletalk.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** The page as a person knows it: by roles and names. */
record WorkspacePage(Page page) {
    Locator sidebar() {
        return page.getByRole(AriaRole.REGION, named("Conversations"));
    }

    Locator entry(String title) {
        return sidebar().getByText(title, new Locator.GetByTextOptions().setExact(true));
    }

    Locator link(String title) {
        return sidebar().getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(title));
    }

    /** What the row of a conversation tells of its state. */
    Locator mark(String title, String label) {
        return link(title)
                .getByRole(
                        AriaRole.IMG,
                        new Locator.GetByRoleOptions().setName(label).setExact(true));
    }

    Locator messages() {
        return page.getByRole(AriaRole.LOG, named("Messages"));
    }

    Locator answers() {
        return messages().getByRole(AriaRole.ARTICLE);
    }

    Locator composer() {
        return page.getByRole(AriaRole.TEXTBOX, named("Message").setExact(true));
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, named(name).setExact(true));
    }

    void startNew() {
        button("New conversation").click();
        page.waitForURL(Pattern.compile(".*/db/[a-z0-9-]+$"));
    }

    void ask(String question) {
        composer().fill(question);
        composer().press("Enter");
    }

    /** Waits until the newest answer is there and nothing runs any more. */
    void awaitAnswer() {
        assertThat(answers().last()).hasAttribute("aria-busy", "false");
        assertThat(button("Send")).isVisible();
        assertThat(button("Stop")).not().isVisible();
    }

    /** The page needs no scrolling sideways. */
    static void assertFits(Page page) {
        page.waitForFunction("document.documentElement.scrollWidth <= document.documentElement.clientWidth");
    }

    void awaitConversation() {
        page.waitForURL(Pattern.compile(".*/c/[0-9a-f-]{36}$"));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
