package dev.tabletalk.adapter.web.ui.sidebar;

import com.vaadin.flow.component.html.Span;
import dev.tabletalk.domain.connection.ConnectionCheck;

/** A dot that tells whether a database can be reached. */
final class HealthMark extends Span {
    HealthMark() {
        addClassName("tt-health");
        getElement().setAttribute("role", "img");
        showUnknown();
    }

    void showUnknown() {
        show("unknown", "Checking the connection");
    }

    void show(ConnectionCheck check) {
        switch (check) {
            case ConnectionCheck.Reachable reachable -> show("good", "Connected to " + reachable.serverVersion());
            case ConnectionCheck.Unreachable unreachable ->
                show("bad", "Not reachable: " + unreachable.failure().message());
        }
    }

    private void show(String state, String text) {
        getElement().setAttribute("data-state", state);
        getElement().setAttribute("aria-label", text);
        getElement().setAttribute("title", text);
    }
}
