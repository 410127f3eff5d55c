package dev.tabletalk.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Headless Chromium. {@code TABLETALK_CHROMIUM} names the program; without it Playwright takes the one it downloads itself.
 * One serves all tests of a JVM, which run on one thread.
 */
final class TestBrowser {
    private static final double PATIENCE_MS = 20_000;

    /**
     * Chromium's new address bar is a page of its own, loaded for each new tab: as much work as a page of ours. Only the last
     * such list counts, so the parts of Playwright's list that matter here stand in it too.
     */
    private static final String WITHOUT = "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,AimEnabled,"
            + "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
            + "HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,"
            + "OptimizationHints,NetworkTimeServiceQuerying,PreconnectToSearch,Translate";

    private static @Nullable TestBrowser started;

    private final Browser browser;
    private final Queue<BrowserContext> idle = new ArrayDeque<>();

    /** Starts it where nobody has; it ends with the JVM. */
    static TestBrowser get() {
        TestBrowser known = started;
        if (known == null) {
            known = new TestBrowser();
            started = known;
        }
        return known;
    }

    private TestBrowser() {
        String program = System.getenv("TABLETALK_CHROMIUM");
        BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking", WITHOUT));
        Playwright.CreateOptions create = new Playwright.CreateOptions();
        if (program != null && !program.isBlank()) {
            options.setExecutablePath(Path.of(program));
            create.setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        }
        Playwright playwright = Playwright.create(create);
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        browser = playwright.chromium().launch(options);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    }

    /** A person with cookies of their own. */
    BrowserContext person() {
        BrowserContext known = idle.poll();
        return known == null ? person(1440, 900, ColorScheme.LIGHT) : known;
    }

    /** Leaves the site and forgets it, but for the files that need not be loaded again by who comes next. */
    void leave(BrowserContext person) {
        for (Page page : person.pages()) {
            if (page.url().startsWith("http")) {
                page.evaluate("localStorage.clear()");
            }
            page.close();
        }
        person.clearCookies();
        idle.add(person);
    }

    BrowserContext person(int width, int height, ColorScheme scheme) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale("en-GB"));
        context.setDefaultTimeout(PATIENCE_MS);
        return context;
    }

    /** A picture of the page, kept below {@code target/screenshots} and, where asked for, in the folder of the README. */
    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
        String folder = System.getenv("TABLETALK_SCREENSHOTS");
        if (folder != null && !folder.isBlank()) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")));
        }
    }

    /** Forgets all persons and what they have loaded, those too whom a failed test has left there. */
    void forgetAll() {
        idle.clear();
        List.copyOf(browser.contexts()).forEach(BrowserContext::close);
    }
}
