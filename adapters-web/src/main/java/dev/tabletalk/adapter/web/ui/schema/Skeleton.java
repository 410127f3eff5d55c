package dev.tabletalk.adapter.web.ui.schema;

import com.vaadin.flow.component.html.Div;

/** Keeps the place of what is being loaded. */
final class Skeleton extends Div {
    Skeleton(int lines) {
        addClassName("tt-skeleton");
        getElement().setAttribute("role", "status").setAttribute("aria-label", "Loading");
        for (int i = 0; i < lines; i++) {
            add(new Div());
        }
    }
}
