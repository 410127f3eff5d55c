package dev.tabletalk.e2e;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.Assertions;

/** Deque's checks for accessibility, run within a page. */
final class Axe {
    private static final String SCRIPT = script();

    private static final String CHECK = """
            async () => {
              const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
              const moving = () => document.getAnimations()
                .filter((a) => a.playState === 'running' && a.effect.getComputedTiming().iterations !== Infinity);
              await frame(); // what a change of the page's size or colours sets in motion has begun then
              for (let some = moving(); some.length > 0; some = moving()) {
                await Promise.allSettled(some.map((a) => a.finished));
                await frame();
              }
              const found = await axe.run(document, { resultTypes: ['violations'] });
              return found.violations
                .filter((violation) => ['serious', 'critical'].includes(violation.impact))
                .flatMap((violation) => violation.nodes.slice(0, 5).map((node) =>
                  `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary}`));
            }
            """;

    private Axe() {}

    private static String script() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            if (in == null) {
                throw new IllegalStateException("axe.min.js is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails for each serious or critical issue. */
    static void check(Page page, String what) {
        if (!(boolean) page.evaluate("typeof axe === 'object'")) {
            page.evaluate(SCRIPT);
        }
        @SuppressWarnings("unchecked") // an array of strings, by the script
        List<String> issues = (List<String>) page.evaluate(CHECK);
        Assertions.assertThat(issues).as("axe on %s", what).isEmpty();
    }
}
