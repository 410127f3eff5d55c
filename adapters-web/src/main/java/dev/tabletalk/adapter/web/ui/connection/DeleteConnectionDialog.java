package dev.tabletalk.adapter.web.ui.connection;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.tabletalk.adapter.web.ui.workspace.Background;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.domain.connection.DatabaseConnection;
import java.util.Locale;

/** Asks for the name before a connection is deleted with all its conversations. */
final class DeleteConnectionDialog extends Dialog {
    DeleteConnectionDialog(Workspace workspace, DatabaseConnection connection, Runnable whenDeleted) {
        setHeaderTitle("Delete “" + connection.name() + "”?");
        setWidth("28rem");
        addClassName("tt-dialog");
        TextField name = new TextField("Type the name to confirm");
        name.setPlaceholder(connection.name());
        name.setWidthFull();
        name.setAutofocus(true);
        Button delete = new Button("Delete");
        delete.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        delete.setEnabled(false);
        name.setValueChangeMode(ValueChangeMode.EAGER);
        name.addValueChangeListener(
                event -> delete.setEnabled(event.getValue().strip().equals(connection.name())));
        delete.addClickListener(event -> {
            delete.setEnabled(false);
            Background.run(
                    this,
                    () -> {
                        workspace.connections().delete(connection.id());
                        return connection;
                    },
                    deleted -> {
                        close();
                        whenDeleted.run();
                    },
                    failed -> {
                        delete.setEnabled(true);
                        name.setErrorMessage(failed.failure().message());
                        name.setInvalid(true);
                    });
        });
        VerticalLayout content = new VerticalLayout(
                new Paragraph(consequence(workspace.connections().countConversations(connection.id()))
                        + " The database itself is not touched. This cannot be undone."),
                name);
        content.setPadding(false);
        add(content);
        Button cancel = new Button("Cancel", event -> close());
        cancel.addThemeVariants(ButtonVariant.TERTIARY);
        getFooter().add(cancel, delete);
    }

    private static String consequence(long conversations) {
        if (conversations == 0) {
            return "It has no conversations.";
        }
        return (conversations == 1
                        ? "Its one conversation goes with it, with all messages and results."
                        : String.format(
                                Locale.ROOT,
                                "Its %,d conversations go with it, with all messages and results.",
                                conversations))
                + " Answers that are being written are stopped.";
    }
}
