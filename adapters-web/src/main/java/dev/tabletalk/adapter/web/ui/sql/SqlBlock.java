package dev.tabletalk.adapter.web.ui.sql;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.dom.Element;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;

/** A statement in colours. Its pieces are texts, never HTML; what hides or turns text is shown. */
public final class SqlBlock extends Composite<Pre> {
    /** So many coloured pieces are made; what follows is plain, so that no statement can burden a page. */
    private static final int MOST_SPANS = 2_500;

    public SqlBlock(String sql) {
        getContent().addClassName("tt-sql-text");
        getContent().getElement().setAttribute("tabindex", "0").setAttribute("aria-label", "SQL");
        show(sql);
    }

    private void show(String sql) {
        Element pre = getContent().getElement();
        StringBuilder plain = new StringBuilder();
        int spans = 0;
        for (SqlToken token : SqlTokens.of(sql).list()) {
            String style = spans < MOST_SPANS ? style(token) : "";
            if (style.isEmpty()) {
                plain.append(token.text());
            } else {
                flush(plain, pre);
                Element span = new Element("span");
                span.setAttribute("class", style);
                span.setText(VisibleText.lines(token.text()));
                pre.appendChild(span);
                spans++;
            }
        }
        flush(plain, pre);
    }

    private static void flush(StringBuilder plain, Element pre) {
        if (!plain.isEmpty()) {
            pre.appendChild(Element.createText(VisibleText.lines(plain.toString())));
            plain.setLength(0);
        }
    }

    private static String style(SqlToken token) {
        return switch (token.kind()) {
            case KEYWORD -> "tt-sql-k";
            case STRING -> "tt-sql-s";
            case NUMBER -> "tt-sql-n";
            case QUOTED -> "tt-sql-q";
            case LINE_COMMENT, BLOCK_COMMENT -> "tt-sql-c";
            case NAME, SPACE, SYMBOL -> "";
        };
    }
}
