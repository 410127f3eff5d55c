package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.server.VaadinSession;
import java.util.HashMap;
import java.util.Map;

/** What a person has begun to write and not yet sent, by place; lives as long as the session. Needs the session lock. */
final class Drafts {
    private final Map<String, String> texts = new HashMap<>();

    private Drafts() {}

    static Drafts of(VaadinSession session) {
        Drafts drafts = session.getAttribute(Drafts.class);
        if (drafts == null) {
            drafts = new Drafts();
            session.setAttribute(Drafts.class, drafts);
        }
        return drafts;
    }

    String get(String place) {
        return texts.getOrDefault(place, "");
    }

    void put(String place, String text) {
        if (text.isEmpty()) {
            texts.remove(place);
        } else {
            texts.put(place, text);
        }
    }
}
