package dev.tabletalk.adapter.web.ui.workspace;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.Command;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does slow work without holding the session lock, so that no tab of the person freezes. */
public final class Background {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private Background() {}

    /**
     * Runs the work on a thread of its own and hands its result over in the session of the tab. When the component has left
     * the page by then, the result is dropped. A failure is shown as a notice.
     */
    public static <T> void run(Component component, Supplier<T> work, Consumer<T> whenDone) {
        run(component, work, whenDone, Notices::showFailure);
    }

    /** As above, with a say in what happens when the work failed. */
    public static <T> void run(
            Component component, Supplier<T> work, Consumer<T> whenDone, Consumer<FailureException> whenFailed) {
        UI ui = component.getUI().orElseThrow(() -> new IllegalStateException("Not attached: " + component));
        Thread.startVirtualThread(() -> {
            try {
                T result = work.get();
                handOver(ui, component, () -> whenDone.accept(result));
            } catch (FailureException failed) {
                handOver(ui, component, () -> whenFailed.accept(failed));
            } catch (RuntimeException bug) {
                LOG.error("Background work for {} failed", component.getClass().getSimpleName(), bug);
                handOver(ui, component, () -> whenFailed.accept(unexpected()));
            }
        });
    }

    private static FailureException unexpected() {
        return FailureException.of(FailureCode.INTERNAL, "Something went wrong; the server's log has the details.");
    }

    private static void handOver(UI ui, Component component, Command command) {
        inSession(ui, () -> {
            if (component.isAttached()) {
                command.execute();
            }
        });
    }

    /**
     * Runs a command in the session of a tab, soon, from any thread. What it throws goes to the error handler of the session.
     *
     * @return false when the tab is closed
     */
    @SuppressWarnings({"FutureReturnValueIgnored", "UnusedReturnValue"}) // failures go to the error handler
    public static boolean inSession(UI ui, Command command) {
        try {
            ui.access(command);
            return true;
        } catch (UIDetachedException closed) {
            return false;
        }
    }
}
