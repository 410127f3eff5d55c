package dev.tabletalk.adapter.web.ui.page;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;

/** Sends people to their last place. */
@Route("")
final class RootPage extends Composite<Div> implements BeforeEnterObserver {
    private final Workspace workspace;

    RootPage(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        workspace.connections().list().stream()
                .findFirst()
                .ifPresent(connection -> event.forwardTo(WorkspaceNavigation.path(connection.id())));
    }
}
