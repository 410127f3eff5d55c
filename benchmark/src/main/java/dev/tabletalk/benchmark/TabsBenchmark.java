package dev.tabletalk.benchmark;

import static dev.tabletalk.benchmark.report.Row.number;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import dev.tabletalk.benchmark.client.Answer;
import dev.tabletalk.benchmark.client.ChatClient;
import dev.tabletalk.benchmark.model.Script;
import dev.tabletalk.benchmark.report.Row;
import dev.tabletalk.benchmark.report.Table;
import dev.tabletalk.benchmark.server.Histogram;
import dev.tabletalk.benchmark.server.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What an open browser tab needs in the server while nothing happens in it. */
record TabsBenchmark(int count) {
    /** Chromium's address bar is a page of its own, loaded for each new tab also where none is seen. */
    private static final String NO_ADDRESS_BAR =
            "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,AimEnabled,Translate,OptimizationHints";

    private static final int TURNS = 10;
    private static final int WARM_UP_TABS = 2;
    private static final double KIB = 1024;
    private static final double PATIENCE_MS = 60_000;
    private static final int CLASSES_SHOWN = 8;

    /** After it a page has fetched all it wants and the server has forgotten how. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    boolean measure(Workbench bench, PrintStream report) throws IOException, InterruptedException {
        ServerProcess server = bench.startProduct();
        String page = "http://127.0.0.1:" + server.port() + "/c/" + conversation(server);
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright.chromium().launch(launch());
                BrowserContext person = browser.newContext()) {
            person.setDefaultTimeout(PATIENCE_MS);
            open(person, page, WARM_UP_TABS);
            Histogram before = rested(server);
            bench.say("Opening " + count + " tabs …");
            open(person, page, count);
            print(report, before, rested(server));
        }
        return true;
    }

    static BrowserType.LaunchOptions launch() {
        BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking", NO_ADDRESS_BAR));
        String program = System.getenv("TABLETALK_CHROMIUM");
        return program == null || program.isBlank() ? options : options.setExecutablePath(Path.of(program));
    }

    private static String conversation(ServerProcess server) throws IOException {
        try (ChatClient client = new ChatClient(server.port())) {
            client.prepare();
            for (int i = 0; i < TURNS; i++) {
                Answer answer = client.ask(new Script(20, 0), soFar -> {});
                if (!answer.isComplete()) {
                    throw new IOException("answered badly: " + answer.ending() + " " + answer.problem());
                }
            }
            return client.conversation();
        }
    }

    private static void open(BrowserContext person, String address, int tabs) {
        for (int i = 0; i < tabs; i++) {
            Page page = person.newPage();
            page.navigate(address);
            page.getByRole(AriaRole.ARTICLE).nth(TURNS - 1).waitFor();
        }
    }

    private static Histogram rested(ServerProcess server) throws IOException, InterruptedException {
        Thread.sleep(QUIET);
        return server.liveHeap();
    }

    private void print(PrintStream out, Histogram before, Histogram after) {
        List<Row> rows = List.of(Row.of(
                "live heap an idle tab, KiB", number((after.bytes() - before.bytes()) / KIB / count), "reported"));
        out.println();
        out.print(new Table(Row.of("measure", "Tabletalk", "asked"), rows).text());
        out.println();
        out.printf(
                "%d tabs of one person on a conversation of %d turns; live heap %s → %s MiB.%n",
                count, TURNS, number(before.bytes() / KIB / KIB), number(after.bytes() / KIB / KIB));
        out.println("What grew most:");
        after.growthSince(before, CLASSES_SHOWN).forEach(line -> out.println("  " + line));
    }
}
