package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.tabletalk.adapter.web.ui.conversation.Exchange.State;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.TurnId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A question with what can be done about it: edit it, look at its other versions, or take it back while it waits. */
final class QuestionView extends Composite<Div> {
    private final ExchangeView.Actions actions;
    private final Div bubble = Parts.box("tt-question");
    private final Button edit = Parts.icon("Edit", "pencil", this::startEditing);
    private final Div links = Parts.box("tt-question-links");
    private final Div row = Parts.box("tt-question-row", links, edit, bubble);
    private final VersionSwitch versions;
    private final Span place = Parts.text("tt-muted", "");
    private final Div waiting = Parts.box("tt-waiting", place, Parts.quiet("Withdraw", this::withdraw));
    private @Nullable QuestionEditor editor;
    private @Nullable Exchange shown;

    QuestionView(ExchangeView.Actions actions) {
        this.actions = actions;
        versions = new VersionSwitch(version -> actions.show(version, exchange()));
        bubble.getElement().setAttribute("role", "group").setAttribute("aria-label", "Question");
        edit.addClassName("tt-edit");
        getContent().addClassName("tt-asked");
        getContent().add(row, versions, waiting);
    }

    private Exchange exchange() {
        return Optional.ofNullable(shown).orElseThrow();
    }

    void show(Exchange next) {
        shown = next;
        String text = next.question();
        String said = text == null ? "" : text;
        if (!bubble.getText().equals(said)) {
            bubble.setText(said); // sent anew it would lose what is selected in it
        }
        getContent().setVisible(text != null);
        edit.setVisible(next.isVersion());
        if (next.isVersion() && next.turnId() != null && links.getComponentCount() == 0) {
            links.add(link(actions, next.turnId()));
        }
        waiting.setVisible(next.state() instanceof State.Queued);
        if (next.state() instanceof State.Queued(int ahead)) {
            place.setText(ahead > 1 ? "Waiting behind " + ahead + " other answers" : "Waiting: next");
        }
    }

    VersionSwitch versions() {
        return versions;
    }

    /** Copies the address of a turn. */
    static Button link(ExchangeView.Actions actions, TurnId turn) {
        Button link = Parts.icon("Copy link", "link", () -> {});
        link.addClassName("tt-copy-link");
        String path = WorkspaceNavigation.path(actions.conversation(), turn);
        link.addClickListener(event -> link.getElement()
                .executeJs(
                        "window.tabletalk && window.tabletalk.copy(new URL($0, document.baseURI).href, this, 'Link copied')",
                        path));
        return link;
    }

    private void startEditing() {
        if (editor == null) {
            String kept = drafts().get(draftKey());
            QuestionEditor opened = new QuestionEditor(
                    kept.isEmpty() ? bubble.getText() : kept, this::resend, this::cancel, this::keepDraft);
            editor = opened;
            row.setVisible(false);
            getContent().addComponentAsFirst(opened);
            opened.focus();
        }
    }

    private void resend(MessageText question) {
        actions.askInstead(exchange(), question);
        stopEditing();
    }

    private void cancel() {
        stopEditing();
        edit.focus();
    }

    private void stopEditing() {
        keepDraft("");
        if (editor != null) {
            getContent().remove(editor);
            editor = null;
        }
        row.setVisible(true);
    }

    /** What is half edited outlives that another tab turns to another version. */
    private void keepDraft(String text) {
        drafts().put(draftKey(), text);
    }

    private static Drafts drafts() {
        return Drafts.of(UI.getCurrentOrThrow().getSession());
    }

    private String draftKey() {
        return "edit of " + exchange().key();
    }

    private void withdraw() {
        actions.withdraw(exchange());
    }
}
