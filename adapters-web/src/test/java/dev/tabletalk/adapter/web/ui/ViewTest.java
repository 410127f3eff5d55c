package dev.tabletalk.adapter.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.UI;
import dev.tabletalk.application.TestWorkspace;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.boot.test.context.SpringBootTest;

/** A test of views, each with a workspace and a browser tab of its own. */
@SpringBootTest(classes = UiTestApplication.class, properties = "vaadin.productionMode=true")
public abstract class ViewTest extends SpringBrowserlessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Made before the tab is opened. */
    protected final TestWorkspace workspace = UiTestApplication.renew();

    /** Waits for what other threads bring to the tab. */
    public static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        catchUp();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience ran out").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            catchUp();
        }
    }

    private static void catchUp() {
        MockVaadin.runUIQueue();
        MockVaadin.clientRoundtrip();
    }

    /** The path of the page that is shown. */
    protected static String path() {
        return UI.getCurrent().getInternals().getActiveViewLocation().getPath();
    }
}
