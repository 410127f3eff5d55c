package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.domain.conversation.Feedback;
import dev.tabletalk.domain.conversation.Feedback.Rating;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Thumbs up or down, with a reason if somebody wants to give one; what was said can be changed and taken back. */
final class FeedbackButtons extends Composite<Div> {
    private final Consumer<@Nullable Feedback> rate;
    private final Button up = Parts.icon("Good answer", "thumb-up", () -> press(Rating.UP));
    private final Button down = Parts.icon("Bad answer", "thumb-down", () -> press(Rating.DOWN));
    private @Nullable Feedback said;

    /** @param rate told of each change by a person; null when it is taken back */
    FeedbackButtons(Consumer<@Nullable Feedback> rate) {
        this.rate = rate;
        getContent().addClassName("tt-feedback");
        getContent().add(up, down);
        show(null);
    }

    void show(@Nullable Feedback feedback) {
        said = feedback;
        mark(up, "Good answer", feedback != null && feedback.rating() == Rating.UP ? feedback : null);
        mark(down, "Bad answer", feedback != null && feedback.rating() == Rating.DOWN ? feedback : null);
    }

    private static void mark(Button button, String name, @Nullable Feedback given) {
        button.getElement().setAttribute("aria-pressed", String.valueOf(given != null));
        String reason = given == null ? null : given.reason();
        button.setTooltipText(reason == null ? name : name + ": " + VisibleText.of(reason));
    }

    private void press(Rating rating) {
        if (said != null && said.rating() == rating) {
            say(null);
        } else {
            say(new Feedback(rating, null));
            askForReason(rating);
        }
    }

    private void say(@Nullable Feedback feedback) {
        show(feedback);
        rate.accept(feedback);
    }

    /** Made when it is needed: most answers get no thumb. */
    private void askForReason(Rating rating) {
        TextArea reason =
                new TextArea(rating == Rating.UP ? "What was good? (optional)" : "What was wrong? (optional)");
        reason.setMaxLength(Feedback.MAX_REASON);
        reason.setValueChangeMode(ValueChangeMode.EAGER);
        reason.setMinRows(2);
        reason.setMaxRows(6);
        reason.setWidthFull();
        Popover popover = new Popover();
        popover.addClassName("tt-reason");
        popover.setTarget(rating == Rating.UP ? up : down);
        popover.setPosition(PopoverPosition.TOP_START);
        popover.setOpenOnClick(false);
        popover.setAriaLabel("Reason");
        Button save = new Button("Save", event -> {
            if (!reason.getValue().isBlank()) {
                say(new Feedback(rating, reason.getValue()));
            }
            popover.close();
        });
        save.addClassName("tt-reason-save");
        popover.add(Parts.box(
                "tt-reason-box", reason, Parts.box("tt-reason-buttons", Parts.quiet("Skip", popover::close), save)));
        popover.addOpenedChangeListener(event -> {
            if (event.isOpened()) {
                reason.getElement().executeJs("requestAnimationFrame(() => requestAnimationFrame(() => this.focus()))");
            } else {
                popover.removeFromParent();
            }
        });
        getContent().add(popover);
        popover.open();
    }
}
