package dev.tabletalk.application.agent.tool;

import dev.tabletalk.domain.failure.FailureException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of a call, read with clear answers for what does not fit. */
record ToolInput(Map<String, @Nullable Object> values) {
    /** @throws FailureException INVALID when it is missing, empty or not a text */
    String text(String name) {
        if (values.get(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw FailureException.invalid(name, "The argument \"" + name + "\" must be a non-empty text.");
    }

    String textOr(String name, String missing) {
        return values.get(name) instanceof String text ? text : missing;
    }

    /** Whether there is anything of that name. */
    boolean has(String name) {
        Object value = values.get(name);
        return value != null && !value.equals("") && !value.equals(List.of());
    }

    /** A list of texts; a single text counts as a list of one. */
    List<String> texts(String name) {
        Object value = values.get(name);
        if (value instanceof String text && !text.isBlank()) {
            return List.of(text);
        }
        if (value instanceof List<?> list
                && !list.isEmpty()
                && list.stream().allMatch(item -> item instanceof String text && !text.isBlank())) {
            return list.stream().map(String.class::cast).toList();
        }
        throw FailureException.invalid(name, "The argument \"" + name + "\" must be a list of names.");
    }
}
