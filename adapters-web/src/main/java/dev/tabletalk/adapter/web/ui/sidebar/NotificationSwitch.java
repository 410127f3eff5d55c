package dev.tabletalk.adapter.web.ui.sidebar;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.NativeButton;
import dev.tabletalk.adapter.web.ui.workspace.Glyph;
import dev.tabletalk.adapter.web.ui.workspace.LiveUpdates;
import dev.tabletalk.adapter.web.ui.workspace.Notices;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;
import dev.tabletalk.application.conversation.ConversationEvent;
import dev.tabletalk.domain.conversation.ConversationId;
import java.util.List;

/**
 * Switches the browser's notifications of answers on and off, and sends them. The browser keeps the choice, one for all its
 * tabs, and shows a notification only to a person who does not see that conversation already.
 */
final class NotificationSwitch extends Composite<NativeButton> {
    private static final String SCRIPT = "context://tabletalk/notifications.js";
    private static final String CHOICE_EVENT = "tt-choice";
    private static final String OPEN_EVENT = "tt-open";
    private static final String TEXT = "Notify me when an answer is ready";

    private final transient AnswersToTell answers;
    private boolean on;

    NotificationSwitch(Workspace workspace) {
        answers = new AnswersToTell(workspace);
        NativeButton button = getContent();
        button.addClassName("tt-bell");
        button.add(Glyph.BELL.create());
        button.setAriaLabel(TEXT);
        button.setTitle(TEXT);
        show(false);
        button.getElement()
                .addEventListener(CHOICE_EVENT, event -> chosen(event.getEventDetail(String.class)))
                .addEventDetail();
        button.getElement()
                .addEventListener(
                        OPEN_EVENT,
                        event -> WorkspaceNavigation.current()
                                .open(ConversationId.parse(event.getEventDetail(String.class))))
                .addEventDetail();
        LiveUpdates.bind(this, workspace.conversations(), this::hear);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        event.getUI().getPage().addJsModule(SCRIPT);
        getElement().executeJs("window.tabletalk?.notifications && window.tabletalk.notifications(this)");
    }

    /** @param state on, off, or why it stays off: refused by the person or the browser, unsupported */
    private void chosen(String state) {
        show(state.equals("on"));
        switch (state) {
            case "refused" ->
                Notices.show("The browser blocks notifications of this page. Allow them in its settings, then switch"
                        + " this on again.");
            case "unsupported" -> Notices.show("This browser cannot show notifications for this address.");
            default -> {}
        }
    }

    private void show(boolean pressed) {
        on = pressed;
        getElement().setAttribute("aria-pressed", String.valueOf(pressed));
    }

    private void hear(List<ConversationEvent> events) {
        if (on) {
            answers.among(events)
                    .forEach(answer -> getElement()
                            .executeJs(
                                    "window.tabletalk.notify(this, $0, $1, $2)",
                                    answer.id().toString(),
                                    answer.failed() ? "Answer failed" : "Answer ready",
                                    answer.title()));
        }
    }
}
