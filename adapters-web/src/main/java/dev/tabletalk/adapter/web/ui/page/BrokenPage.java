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
import dev.tabletalk.domain.failure.FailureException;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shown when a page could not be opened; stands alone, as the layout may be what failed. */
final class BrokenPage extends Composite<Main> implements HasErrorParameter<Exception> {
    private static final Logger LOG = LoggerFactory.getLogger(BrokenPage.class);

    private final Paragraph reason = new Paragraph();

    BrokenPage() {
        Button again = new Button(
                "Try again",
                event -> event.getSource().getUI().ifPresent(ui -> ui.getPage().reload()));
        again.addThemeVariants(ButtonVariant.PRIMARY);
        getContent().addClassNames("tt-page", "tt-message-page");
        getContent().add(new H2("This page could not be opened"), reason, again);
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        if (parameter.getException() instanceof FailureException failed) {
            reason.setText(failed.failure().message());
        } else {
            LOG.error("Could not open {}", event.getLocation().getPath(), parameter.getException());
            reason.setText("Something went wrong on our side.");
        }
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
}
