package dev.tabletalk.adapter.web.ui.sidebar;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import dev.tabletalk.adapter.web.ui.workspace.Glyph;
import dev.tabletalk.application.agent.AskAgentUseCase.ModelInfo;

/** Tells which model answers, and how to plug in another one. */
final class ModelBadge extends Composite<Div> {
    ModelBadge(ModelInfo model) {
        Span text = new Span(model.offline() ? "Offline model" : model.name());
        text.addClassName("tt-model-name");
        NativeButton badge = new NativeButton();
        badge.addClassName("tt-model");
        badge.setClassName("tt-model-offline", model.offline());
        badge.add(Glyph.SPARK.create(), text);

        Popover popover = new Popover();
        popover.setTarget(badge);
        popover.setPosition(PopoverPosition.TOP_START);
        popover.setAriaLabel("About the model");
        popover.addClassName("tt-popover");
        popover.setWidth("20rem");
        popover.add(model.offline() ? offlineText() : onlineText(model));
        getContent().add(badge, popover);
        getContent().addClassName("tt-model-box");
    }

    private static Div offlineText() {
        Pre settings = new Pre();
        settings.add(new Code("OPENAI_API_KEY=…\nOPENAI_MODEL=…\nOPENAI_BASE_URL=…"));
        return about(
                new H3("Offline model"),
                new Paragraph("Answers come from built-in rules: lists, counts, totals, top ten, trends. No data leaves"
                        + " this machine, and it costs nothing."),
                new Paragraph("For free conversation, plug in a real model: any server that speaks the OpenAI protocol."
                        + " Set these in the environment and start Tabletalk again:"),
                settings);
    }

    private static Div onlineText(ModelInfo model) {
        return about(
                new H3(model.name()),
                new Paragraph("This model answers the questions. It sees them, the names of tables and columns, and the"
                        + " rows that its queries return."));
    }

    private static Div about(com.vaadin.flow.component.Component... parts) {
        Div about = new Div(parts);
        about.addClassName("tt-about");
        return about;
    }
}
