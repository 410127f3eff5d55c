package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.function.Consumer;

/** The field of a question; Enter sends it. */
final class QuestionField {
    private static final String SEND_EVENT = "tt-send";

    private QuestionField() {}

    /** @param draft told of each change of the text by a person */
    static TextArea create(String label, int mostRows, Runnable send, Consumer<String> draft) {
        TextArea text = new TextArea();
        text.addClassName("tt-input");
        text.setAriaLabel(label);
        text.setMinRows(1);
        text.setMaxRows(mostRows);
        text.setManualValidation(true);
        // Each change at once: what Enter sends is what the server already has.
        text.setValueChangeMode(ValueChangeMode.EAGER);
        text.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                text.setInvalid(false);
                draft.accept(event.getValue());
            }
        });
        text.getElement().addEventListener(SEND_EVENT, event -> send.run());
        return text;
    }
}
