package dev.tabletalk.adapter.web.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.dom.Element;
import java.util.ArrayList;
import java.util.List;

/** What can be read of a component, a line a text; HTML as it is. */
public final class PageText {
    private PageText() {}

    public static String of(Component component) {
        List<String> lines = new ArrayList<>();
        collect(component.getElement(), lines);
        return String.join("\n", lines);
    }

    private static void collect(Element element, List<String> lines) {
        if (element.isTextNode()) {
            if (!element.getText().isBlank()) {
                lines.add(element.getText());
            }
            return;
        }
        if (!element.isVisible() || "status".equals(element.getAttribute("role"))) {
            return;
        }
        String html = element.getProperty("innerHTML");
        if (html != null) {
            lines.add(html.strip());
        }
        element.getChildren().forEach(child -> collect(child, lines));
    }
}
