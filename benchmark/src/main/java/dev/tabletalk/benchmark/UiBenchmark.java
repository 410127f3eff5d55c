package dev.tabletalk.benchmark;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import dev.tabletalk.benchmark.client.Answer;
import dev.tabletalk.benchmark.client.ChatClient;
import dev.tabletalk.benchmark.model.Script;
import dev.tabletalk.benchmark.report.Median;
import dev.tabletalk.benchmark.report.Row;
import dev.tabletalk.benchmark.report.Table;
import dev.tabletalk.benchmark.server.Histogram;
import dev.tabletalk.benchmark.server.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a person waits for in the browser, with browser and server on one machine: a long conversation beside a short one, a wide
 * result that is scrolled, a run of many steps.
 */
record UiBenchmark(int turns, int rounds) {
    private static final int SHORT = 10;
    private static final int TABS = 8;
    private static final int ROWS = 1_000;
    private static final int COLUMNS = 30;
    private static final int QUERIES = 30;
    private static final int MOST_WHEEL_TURNS = 200;
    private static final double WHEEL_PIXELS = 600;
    private static final double PATIENCE_MS = 120_000;
    private static final double MIB = 1024 * 1024;

    private static final double MOST_OPEN_MS = 1_000;
    private static final double MOST_TAB_MIB = 5;
    private static final double MOST_BLANK_MS = 200;
    private static final double MOST_TASK_MS = 200;

    /** After it a page has fetched all it wants and the server has forgotten how. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    /**
     * Notes when the last answer stands complete on the screen, from the beginning of the navigation, and all long tasks. The
     * first frame after the text is there is drawn with it; the one after that tells that it was.
     */
    private static final String WATCH = """
            (() => {
              window.longTasks = [];
              new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) longTasks.push(entry.duration);
              }).observe({ type: 'longtask', buffered: true });
              const look = () => {
                const answer = [...document.querySelectorAll('[role=log] article')].pop();
                const box = answer && answer.getBoundingClientRect();
                if (box && answer.innerText.includes('#20@') && box.bottom > 0 && box.top < innerHeight) {
                  requestAnimationFrame(() => requestAnimationFrame(() => { window.painted = performance.now(); }));
                } else {
                  requestAnimationFrame(look);
                }
              };
              look();
            })();
            """;

    /** Looks at each frame whether a row in view has cells without text, and keeps the longest time that one did. */
    private static final String WATCH_GRID = """
            (grid) => {
              let since = null;
              window.longestBlank = 0;
              window.framesSeen = 0;
              const blank = () => {
                const view = grid.getBoundingClientRect();
                return [...grid.shadowRoot.querySelectorAll('tbody#items tr')].some((row) => {
                  const box = row.getBoundingClientRect();
                  if (row.hidden || box.bottom <= view.top || box.top >= view.bottom) return false;
                  const slot = row.querySelector('td slot');
                  const cell = slot && slot.assignedNodes()[0];
                  return !cell || cell.textContent.trim() === '';
                });
              };
              const look = () => {
                const now = performance.now();
                window.framesSeen++;
                if (blank()) {
                  since = since ?? now;
                  window.longestBlank = Math.max(window.longestBlank, now - since);
                } else {
                  since = null;
                }
                requestAnimationFrame(look);
              };
              look();
            }
            """;

    private static final String AT_END =
            "grid => grid.$.table.scrollTop + grid.$.table.clientHeight >= grid.$.table.scrollHeight - 1";

    /** Opens a conversation by its row in the list, and gives the time until its last answer stands on the screen. */
    private static final String CLICK = """
            (id) => new Promise((resolve) => {
              document.querySelectorAll('[role=log] article').forEach((old) => old.setAttribute('data-old', ''));
              const start = performance.now();
              document.querySelector(`a[href$="/c/${id}"], a[href$="c/${id}"]`).click();
              const look = () => {
                const answer = [...document.querySelectorAll('[role=log] article')].pop();
                const box = answer && !answer.hasAttribute('data-old') && answer.getBoundingClientRect();
                if (box && answer.innerText.includes('#20@') && box.bottom > 0 && box.top < innerHeight) {
                  requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
                } else {
                  requestAnimationFrame(look);
                }
              };
              look();
            })
            """;

    boolean measure(Workbench bench, PrintStream report) throws IOException, InterruptedException {
        ServerProcess server = bench.startProduct();
        bench.say("Making a conversation of " + turns + " turns …");
        String longOne = conversation(server, turns, new Script(20, 0));
        String shortOne = conversation(server, SHORT, new Script(20, 0));
        String wide = conversation(server, 1, new Script(20, 0, "", 1, COLUMNS));
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright.chromium().launch(TabsBenchmark.launch());
                BrowserContext person =
                        browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 900))) {
            person.setDefaultTimeout(PATIENCE_MS);
            person.addInitScript(WATCH);
            List<Double> clicks = new ArrayList<>();
            List<Double> longOpens = new ArrayList<>();
            List<Double> shortOpens = new ArrayList<>();
            List<Double> blanks = new ArrayList<>();
            List<Double> tasks = new ArrayList<>();
            open(person, server, shortOne);
            open(person, server, longOne);
            for (int round = 1; round <= rounds; round++) {
                bench.say("Round " + round + " of " + rounds + " …");
                clicks.add(click(person, server, shortOne, longOne));
                longOpens.add(open(person, server, longOne));
                shortOpens.add(open(person, server, shortOne));
                blanks.add(scroll(person, server, wide));
                tasks.add(stream(person, server));
            }
            bench.say("Opening " + TABS + " tabs …");
            double tab = tab(person, server, longOne);
            print(report, clicks, longOpens, shortOpens, tab, blanks, tasks);
        }
        return true;
    }

    private static String conversation(ServerProcess server, int turns, Script script) throws IOException {
        try (ChatClient client = new ChatClient(server.port())) {
            client.prepare();
            for (int i = 0; i < turns; i++) {
                Answer answer = client.ask(script, soFar -> {});
                if (!answer.isComplete()) {
                    throw new IOException("answered badly: " + answer.ending() + " " + answer.problem());
                }
            }
            return client.conversation();
        }
    }

    private static double open(BrowserContext person, ServerProcess server, String conversation) {
        try (Page page = person.newPage()) {
            return open(page, server, conversation);
        }
    }

    /** @return milliseconds until its last message was painted */
    private static double open(Page page, ServerProcess server, String conversation) {
        page.navigate("http://127.0.0.1:" + server.port() + "/c/" + conversation);
        page.waitForFunction("window.painted");
        return ((Number) page.evaluate("window.painted")).doubleValue();
    }

    /** @return milliseconds until the last message of a conversation chosen in the list was painted */
    private static double click(BrowserContext person, ServerProcess server, String from, String to) {
        try (Page page = person.newPage()) {
            open(page, server, from);
            page.locator("a[href$='c/" + to + "']").waitFor();
            return ((Number) page.evaluate(CLICK, to)).doubleValue();
        }
    }

    /** @return the longest time that a row in view was blank, in milliseconds */
    private static double scroll(BrowserContext person, ServerProcess server, String conversation) {
        try (Page page = person.newPage()) {
            open(page, server, conversation);
            Locator grid = page.locator("vaadin-grid").last();
            grid.getByText("row 1 of column 3").first().waitFor();
            grid.evaluate(WATCH_GRID);
            grid.hover();
            for (int i = 0; i < MOST_WHEEL_TURNS && !(boolean) grid.evaluate(AT_END); i++) {
                page.mouse().wheel(0, WHEEL_PIXELS);
                page.waitForTimeout(50);
            }
            grid.getByText("row " + ROWS + " of column 3").first().waitFor();
            return ((Number) page.evaluate("window.longestBlank")).doubleValue();
        }
    }

    /** @return the longest task of the page while the steps came, in milliseconds; 0 when none took over 50 */
    private static double stream(BrowserContext person, ServerProcess server) {
        try (Page page = person.newPage()) {
            page.navigate("http://127.0.0.1:" + server.port() + "/db/sample");
            Locator composer = page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Message"));
            composer.fill(new Script(20, 0, "", QUERIES, 3).question());
            page.evaluate("window.longTasks = []");
            composer.press("Enter");
            page.waitForFunction("window.painted");
            return ((Number) page.evaluate("Math.max(0, ...window.longTasks)")).doubleValue();
        }
    }

    /** @return mebibytes of live heap that one more tab needs */
    private static double tab(BrowserContext person, ServerProcess server, String conversation)
            throws IOException, InterruptedException {
        List<Page> pages = new ArrayList<>();
        long before = rested(server).bytes();
        for (int i = 0; i < TABS; i++) {
            Page page = person.newPage();
            open(page, server, conversation);
            pages.add(page);
        }
        long after = rested(server).bytes();
        pages.forEach(Page::close);
        return (after - before) / MIB / TABS;
    }

    private static Histogram rested(ServerProcess server) throws IOException, InterruptedException {
        Thread.sleep(QUIET);
        return server.liveHeap();
    }

    private void print(
            PrintStream out,
            List<Double> clicks,
            List<Double> longOpens,
            List<Double> shortOpens,
            double tab,
            List<Double> blanks,
            List<Double> tasks) {
        List<Row> rows = List.of(
                row(
                        "conversation of " + turns + " turns, opened in the list to its last message painted, ms",
                        clicks,
                        MOST_OPEN_MS),
                Row.of("the same by loading its page, ms", Row.number(Median.of(longOpens)), all(longOpens), "–", "–"),
                Row.of(
                        "one of " + SHORT + " turns by loading its page, ms",
                        Row.number(Median.of(shortOpens)),
                        all(shortOpens),
                        "beside it",
                        "–"),
                row("live heap of the server a tab on the long one, MiB", List.of(tab), MOST_TAB_MIB),
                row("longest time a row in view was blank, 1,000 × 30 scrolled, ms", blanks, MOST_BLANK_MS),
                row("longest task in the page while 30 calls came, ms", tasks, MOST_TASK_MS));
        out.println();
        out.print(new Table(Row.of("measure", "median", "rounds", "asked", ""), rows).text());
    }

    private static Row row(String measure, List<Double> figures, double most) {
        double median = Median.of(figures);
        return Row.of(measure, Row.number(median), all(figures), "≤ " + Row.number(most), Row.verdict(median <= most));
    }

    private static String all(List<Double> figures) {
        return String.join(" ", figures.stream().map(Row::number).toList());
    }
}
