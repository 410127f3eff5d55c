package dev.tabletalk.adapter.web.ui.trace;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import dev.tabletalk.adapter.web.ui.trace.SentMessages.Call;
import dev.tabletalk.adapter.web.ui.trace.SentMessages.Said;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/** The request that a model got, message by message, with the exact text to take away. */
final class RequestView extends Composite<Div> {
    /**
     * @param stays whether it never left this server
     * @param fileName of the download, without its ending
     */
    RequestView(String body, boolean stays, String fileName) {
        getContent().addClassName("tt-saw");
        Div head = Parts.box(
                "tt-saw-head",
                new H4("What the model saw"),
                Parts.box("tt-saw-actions", copy(body), download(body, fileName)));
        getContent().add(head);
        int bytes = body.getBytes(StandardCharsets.UTF_8).length;
        getContent()
                .add(Parts.text(
                        "tt-muted",
                        stays
                                ? "Nothing left this server: this is what the rules were given."
                                : String.format(
                                        Locale.ROOT,
                                        "These are all %,d bytes that were sent, in order. The key and other headers are not kept.",
                                        bytes)));
        try {
            fill(SentMessages.of(body));
        } catch (JacksonException noJson) {
            getContent().add(pre(body));
        }
    }

    private static Button copy(String body) {
        Button copy = Parts.quiet("Copy", () -> {});
        copy.setAriaLabel("Copy the request");
        copy.addClickListener(event -> copy.getElement()
                .executeJs("window.tabletalk && window.tabletalk.copy($0, this, 'Request copied')", body));
        return copy;
    }

    private static Anchor download(String body, String fileName) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Anchor download = new Anchor(
                DownloadHandler.fromInputStream(event -> new DownloadResponse(
                        new ByteArrayInputStream(bytes), fileName + ".json", "application/json", bytes.length)),
                "Download JSON");
        download.addClassName("tt-saw-download");
        return download;
    }

    private void fill(SentMessages sent) {
        if (!sent.parameters().isEmpty()) {
            getContent()
                    .add(Parts.text(
                            "tt-saw-parameters",
                            VisibleText.of(sent.parameters().entrySet().stream()
                                    .map(parameter -> parameter.getKey() + ": " + parameter.getValue())
                                    .collect(Collectors.joining(" · ")))));
        }
        sent.messages().forEach(message -> getContent().add(message(message)));
        if (!sent.tools().isEmpty()) {
            Div all = new Div();
            sent.tools().forEach(tool -> all.add(Parts.code(VisibleText.of(tool.name()), tool.definition())));
            String count = sent.tools().size() == 1
                    ? "1 tool it may use"
                    : sent.tools().size() + " tools it may use";
            Details tools = new Details(
                    new Span(count + ": "
                            + VisibleText.of(sent.tools().stream()
                                    .map(SentMessages.Tool::name)
                                    .collect(Collectors.joining(", ")))),
                    all);
            tools.addClassName("tt-saw-tools");
            getContent().add(tools);
        }
    }

    private static Component message(Said said) {
        Div box = Parts.box("tt-saw-message");
        box.getElement().setAttribute("data-role", said.role());
        Span role = Parts.text("tt-saw-role", VisibleText.of(roleWords(said.role())));
        box.add(Parts.box(
                "tt-saw-who",
                role,
                Parts.text("tt-muted", said.about().isEmpty() ? "" : "to " + VisibleText.of(said.about()))));
        if (!said.text().isEmpty()) {
            box.add(pre(said.text()));
        }
        for (Call call : said.calls()) {
            box.add(Parts.box(
                    "tt-saw-call",
                    Parts.text("tt-saw-tool", VisibleText.of(call.name())),
                    Parts.text("tt-muted", VisibleText.of(call.id()))));
            box.add(new ToolArguments(call.arguments()));
        }
        if (!said.rest().isEmpty()) {
            box.add(pre(said.rest()));
        }
        return box;
    }

    private static String roleWords(String role) {
        return switch (role) {
            case "system", "developer" -> "Instructions";
            case "user" -> "User";
            case "assistant" -> "Model";
            case "tool" -> "Tool result";
            default -> role;
        };
    }

    private static Pre pre(String text) {
        Pre pre = new Pre(VisibleText.lines(text));
        pre.getElement().setAttribute("tabindex", "0");
        return pre;
    }
}
