package dev.tabletalk.adapter.web.ui.trace;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.UnorderedList;
import dev.tabletalk.adapter.web.ui.sql.SqlBlock;
import dev.tabletalk.adapter.web.ui.sql.SqlLayout;
import dev.tabletalk.adapter.web.ui.workspace.Parts;
import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a tool was given, as a person reads it: statements in lines and colours, names as a list. The exact text is a click away. */
public final class ToolArguments extends Composite<Div> {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_NAMES = 200;

    private final String exact;
    private final Div exactBox = Parts.box("tt-arguments-text");
    private final NativeButton toggle = new NativeButton("Exact text");

    /** @param arguments as the model wrote them; shown as they are when they are no JSON object */
    public ToolArguments(String arguments) {
        exact = arguments;
        getContent().addClassName("tt-arguments");
        JsonNode read = object(arguments);
        if (read == null) {
            if (!arguments.isBlank()) {
                getContent().add(Parts.code("Arguments", arguments));
            }
            return;
        }
        fill(read);
        toggle.addClassName("tt-arguments-toggle");
        toggle.getElement().setAttribute("type", "button");
        toggle.addClickListener(event -> setOpen(!exactBox.isVisible()));
        setOpen(false);
        getContent().add(toggle, exactBox);
    }

    private static @Nullable JsonNode object(String arguments) {
        try {
            JsonNode read = JSON.readTree(arguments);
            return read.isObject() ? read : null;
        } catch (JacksonException noJson) {
            return null;
        }
    }

    private void setOpen(boolean open) {
        toggle.getElement().setAttribute("aria-expanded", String.valueOf(open));
        exactBox.setVisible(open);
        if (open && exactBox.getComponentCount() == 0) {
            exactBox.add(Parts.code("As the model wrote it", exact));
        }
    }

    private void fill(JsonNode arguments) {
        DescriptionList list = new DescriptionList();
        list.addClassName("tt-trace-list");
        for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
            JsonNode value = argument.getValue();
            if (argument.getKey().equals("sql") && value.isString()) {
                getContent().add(statement(value.stringValue()));
            } else {
                list.add(
                        new DescriptionList.Term(VisibleText.of(words(argument.getKey()))),
                        new DescriptionList.Description(value(value)));
            }
        }
        if (list.getChildren().findAny().isPresent()) {
            getContent().add(list);
        } else if (arguments.isEmpty()) {
            getContent().add(Parts.text("tt-muted", "It needs to be told nothing."));
        }
    }

    private static Div statement(String sql) {
        return Parts.box("tt-arguments-sql", new SqlBlock(SqlLayout.of(sql)));
    }

    /** The names of our own tools' arguments as words. */
    private static String words(String name) {
        return switch (name) {
            case "names" -> "Tables";
            case "resultId" -> "Result";
            default -> name.isEmpty() ? "(no name)" : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        };
    }

    private static Component value(JsonNode value) {
        List<String> names = new ArrayList<>();
        if (value.isArray() && !value.isEmpty()) {
            value.forEach(one -> names.add(text(one)));
        } else {
            return Parts.text("tt-arguments-value", value.isArray() ? "none" : VisibleText.lines(text(value)));
        }
        UnorderedList list = new UnorderedList();
        list.addClassName("tt-arguments-names");
        names.stream().limit(MOST_NAMES).forEach(name -> list.add(new ListItem(VisibleText.of(name))));
        if (names.size() > MOST_NAMES) {
            list.add(new ListItem("and " + (names.size() - MOST_NAMES) + " more"));
        }
        return list;
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.isNull() ? "none" : value.toString();
    }
}
