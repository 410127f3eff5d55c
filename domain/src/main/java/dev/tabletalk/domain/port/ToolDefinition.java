package dev.tabletalk.domain.port;

import java.util.List;

/** A tool as it is described to a model. */
public record ToolDefinition(String name, String description, List<Parameter> parameters) {
    public ToolDefinition {
        parameters = List.copyOf(parameters);
    }

    public record Parameter(String name, Type type, String description, boolean required) {}

    public enum Type {
        STRING,
        STRING_LIST
    }
}
