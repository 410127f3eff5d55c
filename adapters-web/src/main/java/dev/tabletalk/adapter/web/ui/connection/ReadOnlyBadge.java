package dev.tabletalk.adapter.web.ui.connection;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import dev.tabletalk.adapter.web.ui.workspace.Glyph;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.adapter.web.ui.workspace.WorkspaceNavigation;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.proof.ReadOnlyProof;

/** Whether a connection was proven to be read-only, and when; leads to the report. */
@StyleSheet(ReadOnlyCheckPage.STYLE)
final class ReadOnlyBadge extends Composite<Anchor> {
    ReadOnlyBadge(Workspace workspace, ConnectionId id) {
        getContent().addClassName("tt-proof-badge");
        getContent().setHref(WorkspaceNavigation.checkPath(id));
        workspace
                .checks()
                .last(id)
                .ifPresentOrElse(
                        proof -> show(proof, workspace), () -> show("none", Glyph.SHIELD, "Read-only not checked"));
    }

    /** What leads to the check from elsewhere. */
    static Button button(ConnectionId id) {
        return new Button(
                "Check read-only", event -> WorkspaceNavigation.current().openCheck(id));
    }

    private void show(ReadOnlyProof proof, Workspace workspace) {
        show(
                ProofWords.state(proof),
                ProofWords.glyph(proof),
                ProofWords.brief(proof) + " · "
                        + ProofWords.day(proof.checkedAt(), workspace.clock().getZone()));
    }

    private void show(String state, Glyph glyph, String text) {
        getContent().getElement().setAttribute("data-state", state);
        getContent().add(glyph.create(), new Span(text));
    }
}
