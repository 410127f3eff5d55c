package dev.tabletalk.adapter.web.ui.workspace;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinSession;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.ConversationId;
import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last places of a person: in the session, and beyond it in a cookie. It needs a current session, as listeners
 * have.
 */
public final class PlaceMemory {
    private static final String COOKIE = "tabletalk-places";

    private PlaceMemory() {}

    public static LastPlaces places() {
        LastPlaces known = VaadinSession.getCurrent().getAttribute(LastPlaces.class);
        return known == null ? fromCookie().map(LastPlaces::parse).orElse(LastPlaces.NONE) : known;
    }

    public static void visit(ConnectionId connection, @Nullable ConversationId conversation) {
        LastPlaces known = places();
        LastPlaces visited = known.visit(connection, conversation);
        VaadinSession.getCurrent().setAttribute(LastPlaces.class, visited);
        if (!visited.equals(known)) {
            UI.getCurrentOrThrow()
                    .getPage()
                    .executeJs(
                            "document.cookie = $0 + '=' + $1 + '; path=/; max-age=31536000; SameSite=Lax'",
                            COOKIE,
                            visited.text());
        }
    }

    private static Optional<String> fromCookie() {
        VaadinRequest request = VaadinRequest.getCurrent();
        Cookie[] cookies = request == null ? null : request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .map(Cookie::getValue)
                        .findFirst();
    }
}
