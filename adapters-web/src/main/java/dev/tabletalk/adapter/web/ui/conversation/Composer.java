package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import dev.tabletalk.adapter.web.ui.workspace.Glyph;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.failure.FailureException;
import java.util.function.Consumer;

/** Where a question is written. Enter sends it; a text that cannot be sent stays, with the reason. */
final class Composer extends Composite<Div> {
    private static final int MOST_ROWS = 10;

    private final Consumer<MessageText> question;
    private final TextArea text;
    private final Button send;
    private final Button stop;

    /**
     * @param question takes what is sent; may throw {@link FailureException}
     * @param stopped told when the running answer is to be stopped
     * @param draft told of each change of the text
     */
    Composer(Consumer<MessageText> question, Runnable stopped, Consumer<String> draft) {
        this.question = question;
        text = QuestionField.create("Message", MOST_ROWS, this::submit, draft);
        send = round("Send", Glyph.ARROW_UP, this::submit);
        send.addThemeVariants(ButtonVariant.PRIMARY);
        stop = round("Stop", Glyph.STOP, stopped);
        stop.addClassName("tt-stop");
        getContent().addClassName("tt-composer");
        getContent().add(text, send, stop);
        setRunning(false);
    }

    private static Button round(String label, Glyph icon, Runnable action) {
        Button button = new Button(icon.create(), event -> action.run());
        button.addClassName("tt-round");
        button.setAriaLabel(label);
        button.setTooltipText(label);
        return button;
    }

    /** Sends what is written. */
    void submit() {
        if (text.isEmpty() && stop.isVisible()) {
            return; // the second Enter of a quick pair
        }
        try {
            question.accept(new MessageText(text.getValue()));
            text.setInvalid(false);
            text.clear();
        } catch (FailureException refused) {
            showProblem(refused.failure().message());
        }
        focus();
    }

    void showProblem(String message) {
        text.setErrorMessage(message);
        text.setInvalid(true);
    }

    void setRunning(boolean running) {
        send.setVisible(!running);
        stop.setVisible(running);
        text.setPlaceholder(running ? "Ask the next question; it waits its turn" : "Ask a question");
    }

    void setText(String draft) {
        text.setValue(draft);
        text.setInvalid(false);
    }

    /** Not where that would open a keyboard on the screen. */
    void focus() {
        text.getElement()
                .executeJs("if (!matchMedia('(pointer: coarse)').matches) { setTimeout(() => this.focus()); }");
    }
}
