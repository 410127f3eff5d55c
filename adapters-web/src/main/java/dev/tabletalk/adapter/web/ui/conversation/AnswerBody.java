package dev.tabletalk.adapter.web.ui.conversation;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import dev.tabletalk.adapter.web.ui.conversation.Exchange.Part;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.TurnId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The texts and tool calls of an answer in their order; what has not changed is left alone. */
final class AnswerBody extends Composite<Div> {
    private final Workspace workspace;
    private final @Nullable TurnId turnId;
    private final List<Component> shown = new ArrayList<>();

    /** @param turnId null for an answer from outside */
    AnswerBody(Workspace workspace, @Nullable TurnId turnId) {
        this.workspace = workspace;
        this.turnId = turnId;
        getContent().addClassName("tt-answer-body");
    }

    /** What takes one place on the page. */
    private sealed interface Segment {
        record Words(String markdown) implements Segment {}

        record Steps(List<ToolCall> calls) implements Segment {}
    }

    /** @return about how many characters were sent to the browser */
    int show(List<Part> parts) {
        List<Segment> segments = segments(parts);
        int sent = 0;
        for (int i = 0; i < segments.size(); i++) {
            sent += switch (segments.get(i)) {
                case Segment.Words(String markdown) -> prose(i).show(markdown);
                case Segment.Steps(List<ToolCall> calls) -> {
                    step(i, calls).show(calls);
                    yield 0;
                }
            };
        }
        cutTo(segments.size());
        return sent;
    }

    /** Whether its end tells by itself that something goes on: words, or a step that runs. */
    boolean showsProgress() {
        return !shown.isEmpty()
                && (shown.getLast() instanceof Prose || (shown.getLast() instanceof ToolStep step && step.isRunning()));
    }

    private Prose prose(int index) {
        if (index < shown.size() && shown.get(index) instanceof Prose prose) {
            return prose;
        }
        return place(index, new Prose());
    }

    private ToolStep step(int index, List<ToolCall> calls) {
        if (index < shown.size() && shown.get(index) instanceof ToolStep step && step.shows(calls)) {
            return step;
        }
        return place(index, new ToolStep(workspace, turnId));
    }

    private <C extends Component> C place(int index, C component) {
        cutTo(index);
        shown.add(component);
        getContent().add(component);
        return component;
    }

    private void cutTo(int size) {
        while (shown.size() > size) {
            getContent().remove(shown.removeLast());
        }
    }

    private static List<Segment> segments(List<Part> parts) {
        List<Segment> segments = new ArrayList<>();
        List<ToolCall> exploring = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.Use(ToolCall call) && ToolWords.explores(call)) {
                exploring.add(call);
                continue;
            }
            flush(exploring, segments);
            switch (part) {
                case Part.Prose(String markdown) -> segments.add(new Segment.Words(markdown));
                case Part.Use(ToolCall call) -> segments.add(new Segment.Steps(List.of(call)));
            }
        }
        flush(exploring, segments);
        return segments;
    }

    private static void flush(List<ToolCall> exploring, List<Segment> segments) {
        if (!exploring.isEmpty()) {
            segments.add(new Segment.Steps(List.copyOf(exploring)));
            exploring.clear();
        }
    }
}
