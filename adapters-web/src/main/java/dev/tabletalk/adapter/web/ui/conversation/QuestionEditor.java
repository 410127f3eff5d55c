package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.failure.FailureException;
import java.util.function.Consumer;

/** Where a question is edited that was asked already. A text that cannot be sent stays, with the reason. */
final class QuestionEditor extends Composite<Div> {
    private static final String CANCEL_EVENT = "tt-cancel";
    private static final int MOST_ROWS = 16;

    private final Consumer<MessageText> question;
    private final TextArea text;

    /**
     * @param question takes what is sent; may throw {@link FailureException}
     * @param draft told of each change of the text
     */
    QuestionEditor(String first, Consumer<MessageText> question, Runnable cancelled, Consumer<String> draft) {
        this.question = question;
        text = QuestionField.create("Edit question", MOST_ROWS, this::submit, draft);
        text.addClassName("tt-edit-input");
        text.setValue(first);
        text.getElement().addEventListener(CANCEL_EVENT, event -> cancelled.run());
        Button resend = new Button("Resend", event -> submit());
        resend.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.SMALL);
        getContent().addClassName("tt-editor");
        getContent().add(text, Parts.box("tt-editor-buttons", Parts.quiet("Cancel", cancelled), resend));
    }

    void submit() {
        try {
            question.accept(new MessageText(text.getValue()));
        } catch (FailureException refused) {
            text.setErrorMessage(refused.failure().message());
            text.setInvalid(true);
            text.focus();
        }
    }

    /** At the end of the text. */
    void focus() {
        text.getElement()
                .executeJs(
                        "setTimeout(() => { this.focus(); const end = this.value.length; this.inputElement.setSelectionRange(end, end); })");
    }
}
