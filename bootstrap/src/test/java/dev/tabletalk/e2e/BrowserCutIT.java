package dev.tabletalk.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import dev.tabletalk.adapter.llm.FakeAnswer;
import dev.tabletalk.adapter.llm.FakeCall;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A person on a bad network watches a long answer. */
@Timeout(180)
class BrowserCutIT {
    private static final int WORDS = 400;
    private static final Duration GAP = Duration.ofMillis(10);
    private static final double LONGEST_RECOVERY_MS = 45_000;

    @RegisterExtension
    static final TestProduct PRODUCT = TestProduct.withModel(BrowserCutIT::answer, "Counting");

    private static final AtomicReference<CountDownLatch> GATE = new AtomicReference<>(new CountDownLatch(0));
    private static TcpProxy network;

    private BrowserContext person;
    private WorkspacePage page;

    @BeforeAll
    static void layTheNetwork() {
        network = new TcpProxy(PRODUCT.port());
    }

    @AfterAll
    static void takeTheNetworkAway() {
        network.close();
    }

    @BeforeEach
    void open() {
        GATE.set(new CountDownLatch(1));
        person = PRODUCT.person();
        page = new WorkspacePage(person.newPage());
        page.page().navigate("http://127.0.0.1:" + network.port() + "/db/sample");
        page.ask("Count");
        page.awaitConversation();
        assertThat(page.answers().last()).containsText("w10 ");
    }

    @AfterEach
    void leave() {
        GATE.get().countDown();
        network.answer();
        PRODUCT.leave(person);
    }

    /** Says half, runs a query, waits for the gate, and says the other half. */
    private static FakeAnswer answer(FakeCall call) {
        if (!call.newestQuestion().equals("Count")) {
            return FakeAnswer.saying("Here I am.");
        }
        return call.toolResults() == 0
                ? words(FakeAnswer.stream(), 0, WORDS / 2)
                        .call("c1", "run_query", "{\"sql\":\"SELECT count(*) AS orders FROM orders\"}")
                        .finish("tool_calls")
                : words(FakeAnswer.stream().await(() -> GATE.get().await()), WORDS / 2, WORDS)
                        .finish("stop");
    }

    private static FakeAnswer words(FakeAnswer answer, int from, int to) {
        FakeAnswer longer = answer;
        for (int i = from; i < to; i++) {
            longer = longer.pause(GAP).piece("w" + i + (i % 25 == 0 ? "\n\n" : " "));
        }
        return longer;
    }

    @Test
    void showsTheWholeAnswerOnceWhenTheConnectionBreaksAgainAndAgain() {
        GATE.get().countDown();
        for (int i = 0; i < 5; i++) {
            network.cut();
            page.page().waitForTimeout(700);
        }
        assertWholeAnswer();
    }

    @Test
    void showsTheWholeAnswerOnceAfterSleepingInItsMiddle() {
        network.refuse();
        page.page().waitForTimeout(3_000);
        network.answer();
        GATE.get().countDown();
        assertWholeAnswer();
    }

    @Test
    void showsTheWholeAnswerOnceWhenItEndedDuringTheSleep() throws IOException {
        network.refuse();
        GATE.get().countDown();
        awaitEndOnTheServer();
        network.answer();
        assertWholeAnswer();
    }

    @Test
    void showsTheWholeAnswerOnceWhenItsEndWasLostOnTheWay() throws IOException {
        network.swallow();
        GATE.get().countDown();
        awaitEndOnTheServer();
        network.wake();
        assertWholeAnswer();
    }

    @Test
    void showsTheWholeAnswerOnceAfterAReloadAndACut() {
        page.page().reload();
        assertThat(page.answers()).hasCount(1);
        network.cut();
        GATE.get().countDown();
        page.page().waitForTimeout(500);
        network.cut();
        assertWholeAnswer();
    }

    @Test
    void bringsBothTabsAndTheDraftBackAfterARestart() {
        GATE.get().countDown();
        page.awaitAnswer();
        Page other = person.newPage();
        other.navigate(page.page().url());
        WorkspacePage second = new WorkspacePage(other);
        assertThat(second.answers().last()).containsText("w" + (WORDS - 1));
        page.composer().fill("Are you there?");
        List<WorkspacePage> tabs = List.of(page, second);
        tabs.forEach(tab -> tab.page().evaluate("window.fromBefore = true"));

        PRODUCT.restart();

        for (WorkspacePage tab : tabs) {
            tab.page().waitForFunction("() => !window.fromBefore");
            assertThat(tab.answers().last()).containsText("w" + (WORDS - 1));
        }
        assertThat(page.composer()).hasValue("Are you there?");
        page.composer().press("Enter");
        assertThat(page.answers().last()).containsText("Here I am.");
        assertThat(second.answers().last()).containsText("Here I am.");
    }

    private void awaitEndOnTheServer() throws IOException {
        Api api = new Api(PRODUCT.port());
        String path = "/conversations/" + page.page().url().replaceAll(".*/c/", "");
        while (Api.json(api.get(path)).at("/running").asBoolean()) {
            page.page().waitForTimeout(100);
        }
    }

    private void assertWholeAnswer() {
        Locator answer = page.answers().last();
        assertThat(answer).containsText("w" + (WORDS - 1), new ContainsTextOptions().setTimeout(LONGEST_RECOVERY_MS));
        page.awaitAnswer();
        assertThat(page.answers()).hasCount(1);
        String all = IntStream.range(0, WORDS).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
        // the page may be put right after the end was shown
        for (int look = 0; look < 50 && !words(answer).equals(all); look++) {
            page.page().waitForTimeout(100);
        }
        Assertions.assertThat(words(answer)).isEqualTo(all);
        page.ask("Are you there?");
        assertThat(page.answers().last()).containsText("Here I am.");
        page.awaitAnswer();
    }

    private static String words(Locator answer) {
        return answer.innerText()
                .lines()
                .flatMap(line -> Arrays.stream(line.split(" ", -1)))
                .filter(word -> word.matches("w\\d+"))
                .collect(Collectors.joining(" "));
    }
}
