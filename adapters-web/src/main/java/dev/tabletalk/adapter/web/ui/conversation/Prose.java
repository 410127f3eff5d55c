package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import dev.tabletalk.adapter.web.markdown.SafeMarkdown;
import java.util.ArrayList;
import java.util.List;

/** Rendered Markdown that may grow: what is settled is not sent again. */
final class Prose extends Composite<Div> {
    private final List<String> blocks = new ArrayList<>();
    private final List<Div> shown = new ArrayList<>();
    private String markdown = "";

    Prose() {
        getContent().addClassName("tt-prose");
    }

    /** @return how many characters were sent to the browser */
    int show(String text) {
        if (text.equals(markdown)) {
            return 0;
        }
        markdown = text;
        int sent = 0;
        List<String> next = SafeMarkdown.blocks(text);
        for (int i = 0; i < next.size(); i++) {
            String html = next.get(i);
            if (i == shown.size()) {
                Div block = new Div();
                block.addClassName("tt-block");
                shown.add(block);
                blocks.add("");
                getContent().add(block);
            }
            if (!html.equals(blocks.get(i))) {
                blocks.set(i, html);
                shown.get(i).getElement().setProperty("innerHTML", html);
                sent += html.length();
            }
        }
        while (shown.size() > next.size()) {
            blocks.removeLast();
            getContent().remove(shown.removeLast());
        }
        return sent;
    }
}
