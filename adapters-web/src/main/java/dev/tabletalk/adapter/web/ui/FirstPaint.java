package dev.tabletalk.adapter.web.ui;

import com.vaadin.flow.server.communication.IndexHtmlResponse;
import org.jsoup.nodes.Element;

/** The outline of the page, in the very first answer of the server: it stands until the interface has come. */
final class FirstPaint {
    private static final int ROWS = 6;

    private FirstPaint() {}

    /** Puts it into a page that is about to be sent; {@code base.css} draws and removes it. */
    static void draw(IndexHtmlResponse response) {
        Element outline = response.getDocument()
                .body()
                .appendElement("div")
                .addClass("tt-outline")
                .attr("role", "status");
        outline.appendElement("span").text("Loading Tabletalk");
        Element sidebar = outline.appendElement("div").addClass("tt-outline-sidebar");
        for (int row = 0; row < ROWS; row++) {
            sidebar.appendElement("div");
        }
        Element page = outline.appendElement("div").addClass("tt-outline-page");
        page.appendElement("div");
        page.appendElement("div");
        page.appendElement("noscript").text("Tabletalk needs JavaScript. Switch it on for this address.");
    }
}
