package dev.tabletalk.adapter.web.ui.workspace;

import com.vaadin.flow.component.html.Span;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.EnvironmentColor;
import org.jspecify.annotations.Nullable;

/** The environment of a connection, by word, colour and shape; production cannot be overlooked. */
public final class EnvironmentBadge extends Span {
    private final Span word = new Span();

    /** @param connection null for none */
    public EnvironmentBadge(@Nullable DatabaseConnection connection) {
        addClassName("tt-env");
        Span shape = new Span();
        shape.addClassName("tt-env-shape");
        shape.getElement().setAttribute("aria-hidden", "true");
        word.addClassName("tt-env-word");
        add(shape, word);
        show(connection);
    }

    public void show(@Nullable DatabaseConnection connection) {
        String environment = connection == null ? null : connection.environment();
        EnvironmentColor color = connection == null ? null : connection.color();
        setVisible(environment != null);
        if (connection != null && environment != null && color != null) {
            show(environment, color, connection.isProduction());
        }
    }

    /** Shows an environment that no connection has yet. */
    public void show(String environment, EnvironmentColor color, boolean production) {
        word.setText(VisibleText.of(environment));
        getElement().setAttribute("data-color", color.id());
        getElement().setAttribute("title", "Environment: " + VisibleText.of(environment));
        setClassName("tt-env-production", production);
        setVisible(true);
    }
}
