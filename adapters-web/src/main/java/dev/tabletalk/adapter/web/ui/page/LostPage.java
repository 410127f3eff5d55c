package dev.tabletalk.adapter.web.ui.page;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import dev.tabletalk.adapter.web.ui.workspace.TitledPage;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;
import jakarta.servlet.http.HttpServletResponse;

/** Shown for an address that leads nowhere. */
@ParentLayout(MainLayout.class)
final class LostPage extends Composite<Main> implements HasErrorParameter<NotFoundException>, TitledPage {
    private final Paragraph reason = new Paragraph();

    LostPage() {
        Button home = new Button(
                "Go to the conversations",
                event -> WorkspaceNavigation.current().openRoot());
        home.addThemeVariants(ButtonVariant.PRIMARY);
        getContent().addClassNames("tt-page", "tt-message-page");
        getContent().add(new H2("Nothing here"), reason, home);
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        boolean ours =
                parameter.hasCustomMessage() && parameter.getCaughtException().getMessage() == null;
        reason.setText(ours ? parameter.getCustomMessage() : "There is no such page.");
        return HttpServletResponse.SC_NOT_FOUND;
    }

    @Override
    public String heading() {
        return "Not found";
    }
}
