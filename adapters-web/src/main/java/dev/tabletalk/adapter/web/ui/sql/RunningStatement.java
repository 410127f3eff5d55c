package dev.tabletalk.adapter.web.ui.sql;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.application.sql.StopHandle;
import dev.tabletalk.domain.failure.FailureException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statement of a cell that runs, with the way to cancel it: one at a time. Shown only while there is one. */
final class RunningStatement extends Composite<Div> {
    private final Consumer<Boolean> busy;
    private @Nullable StopHandle underWay;

    /** @param busy told when one begins and when it is over */
    RunningStatement(Consumer<Boolean> busy) {
        this.busy = busy;
        getContent().addClassName("tt-sql-running");
        getContent().add(Parts.text("tt-sql-running-text", "Running"), Parts.quiet("Cancel", this::cancel));
        setVisible(false);
    }

    /** Does nothing while another runs. */
    <T> void run(Function<StopHandle, T> slow, Consumer<T> whenDone, Consumer<FailureException> whenFailed) {
        if (underWay != null) {
            return;
        }
        StopHandle stop = new StopHandle();
        set(stop);
        Background.run(
                this,
                () -> slow.apply(stop),
                done -> {
                    set(null);
                    whenDone.accept(done);
                },
                failed -> {
                    set(null);
                    whenFailed.accept(failed);
                });
    }

    private void set(@Nullable StopHandle stop) {
        underWay = stop;
        setVisible(stop != null);
        busy.accept(stop != null);
    }

    private void cancel() {
        if (underWay != null) {
            underWay.stop();
        }
    }
}
