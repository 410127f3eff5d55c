package dev.tabletalk.adapter.web.ui.workspace;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Light, dark or as the system has it; the choice of a person is kept in a cookie, so that the first paint is right. */
public final class ColorSchemes {
    private static final String COOKIE = "tabletalk-colors";

    private ColorSchemes() {}

    /** What the person chose; as the system has it when nothing was. */
    public static ColorScheme.Value chosen(@Nullable VaadinRequest request) {
        Cookie[] cookies = request == null ? null : request.getCookies();
        if (cookies == null) {
            return ColorScheme.Value.SYSTEM;
        }
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .flatMap(cookie -> Arrays.stream(ColorScheme.Value.values())
                        .filter(value -> value.name().equals(cookie.getValue())))
                .findFirst()
                .orElse(ColorScheme.Value.SYSTEM);
    }

    public static void choose(ColorScheme.Value value) {
        UI ui = UI.getCurrentOrThrow();
        ui.getPage().setColorScheme(value);
        ui.getPage()
                .executeJs(
                        "document.cookie = $0 + '=' + $1 + '; path=/; max-age=31536000; SameSite=Lax'",
                        COOKIE,
                        value.name());
    }

    /** Puts the choice into the page before it is sent. */
    public static void apply(IndexHtmlResponse response) {
        ColorScheme.Value value = chosen(response.getVaadinRequest());
        if (value != ColorScheme.Value.SYSTEM) {
            response.getDocument()
                    .getElementsByTag("html")
                    .attr("theme", value.getThemeValue())
                    .attr("style", "color-scheme: " + value.getValue());
        }
    }
}
