package dev.tabletalk.adapter.web.ui.workspace;

import com.vaadin.flow.component.html.Span;
import java.util.Locale;

/** The line icons of base.css. They take the colour and the size of the text around them. */
public enum Glyph {
    ARCHIVE,
    ARROW_LEFT,
    ARROW_UP,
    BELL,
    CHECK,
    CHEVRONS,
    CLOSE,
    DATABASE,
    DOWNLOAD,
    EYE,
    KEY,
    KEYBOARD,
    MONITOR,
    MOON,
    MORE,
    PENCIL,
    PIN,
    PLUG,
    PLUS,
    REFRESH,
    RESTORE,
    SEARCH,
    SHIELD,
    SIDEBAR,
    SPARK,
    STOP,
    SUN,
    TABLE,
    TRASH,
    UPLOAD,
    WARNING;

    /** A new icon; screen readers pass over it. */
    public Span create() {
        Span icon = new Span();
        icon.addClassNames("tt-icon", styleName());
        icon.getElement().setAttribute("aria-hidden", "true");
        return icon;
    }

    /** The class that gives an element with the class {@code tt-icon} its shape. */
    public String styleName() {
        return "tt-icon-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
