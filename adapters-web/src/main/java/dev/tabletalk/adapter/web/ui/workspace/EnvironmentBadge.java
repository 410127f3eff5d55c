package dev.tabletalk.adapter.web.ui.workspace;

import com.vaadin.flow.component.html.Span;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The environment of a connection; production cannot be overlooked. */
public final class EnvironmentBadge extends Span {
    public EnvironmentBadge(@Nullable String environment) {
        addClassName("tt-env");
        show(environment);
    }

    public void show(@Nullable String environment) {
        setText(environment == null ? "" : environment);
        setVisible(environment != null);
        setClassName(
                "tt-env-production",
                environment != null && environment.toLowerCase(Locale.ROOT).startsWith("prod"));
    }
}
