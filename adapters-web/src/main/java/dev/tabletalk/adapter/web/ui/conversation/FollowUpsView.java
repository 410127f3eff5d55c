package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.domain.conversation.FollowUps;
import java.util.function.Consumer;

/** Questions that could be asked next, each a click away; below the newest answer only. */
final class FollowUpsView extends Composite<Div> {
    private final Consumer<String> ask;
    private FollowUps shown = FollowUps.NONE;
    private boolean newest;

    FollowUpsView(Consumer<String> ask) {
        this.ask = ask;
        getContent().addClassName("tt-follow-ups");
        getContent().getElement().setAttribute("role", "group").setAttribute("aria-label", "Follow-up questions");
        getContent().setVisible(false);
    }

    void show(FollowUps next) {
        shown = next;
        refresh();
    }

    void setNewest(boolean value) {
        newest = value;
        refresh();
    }

    /** Those that are not to be seen cost nothing. */
    private void refresh() {
        getContent().removeAll();
        getContent().setVisible(newest && !shown.isEmpty());
        if (newest) {
            shown.questions().forEach(question -> getContent().add(button(question)));
        }
    }

    private NativeButton button(String question) {
        NativeButton button = new NativeButton(VisibleText.of(question), event -> ask.accept(question));
        button.addClassName("tt-follow-up");
        button.getElement().setAttribute("type", "button");
        return button;
    }
}
