package dev.tabletalk.adapter.llm;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.ToolArguments;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.port.ModelRequest;
import dev.tabletalk.domain.port.ToolDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts what the domain asks into the words of chat completions, so that every server accepts it. */
final class Prompt {
    /** What OpenAI allows; longer ids and other names are refused with 400. */
    private static final int MAX_ID = 40;

    private static final int MAX_NAME = 64;
    private static final Pattern NOT_IN_NAME = Pattern.compile("[^a-zA-Z0-9_-]");

    private final List<ChatMessage> messages = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private Prompt() {}

    static List<ChatMessage> messages(ModelRequest request) {
        Prompt prompt = new Prompt();
        if (!request.system().isBlank()) {
            prompt.messages.add(SystemMessage.from(request.system()));
        }
        request.messages().forEach(prompt::add);
        return prompt.messages;
    }

    private void add(Message message) {
        switch (message) {
            case Message.UserMessage user -> messages.add(UserMessage.from(user.text()));
            case Message.AssistantMessage assistant -> add(assistant);
        }
    }

    private void add(Message.AssistantMessage assistant) {
        if (assistant.toolCalls().isEmpty()) {
            if (!assistant.text().isEmpty()) {
                messages.add(AiMessage.from(assistant.text()));
            }
            return;
        }
        List<ToolExecutionRequest> calls = new ArrayList<>();
        List<ChatMessage> results = new ArrayList<>();
        for (ToolCall call : assistant.toolCalls()) {
            String id = usableId(call.id(), assistant.id() + "_" + calls.size());
            String tool = usableName(call.tool());
            calls.add(ToolExecutionRequest.builder()
                    .id(id)
                    .name(tool)
                    .arguments(usableArguments(call.arguments()))
                    .build());
            results.add(ToolExecutionResultMessage.from(id, tool, result(call.outcome())));
        }
        messages.add(AiMessage.builder()
                .text(assistant.text().isEmpty() ? null : assistant.text())
                .toolExecutionRequests(calls)
                .build());
        messages.addAll(results);
    }

    private String usableId(String id, String position) {
        String usable = id.isBlank() || id.length() > MAX_ID || ids.contains(id) ? "call_" + position : id;
        ids.add(usable);
        return usable;
    }

    private static String usableName(String tool) {
        String usable = NOT_IN_NAME.matcher(tool).replaceAll("_");
        return usable.isEmpty() ? "unknown" : usable.substring(0, Math.min(usable.length(), MAX_NAME));
    }

    private static String usableArguments(String arguments) {
        return switch (Json.arguments(arguments)) {
            case ToolArguments.Parsed parsed -> arguments.isBlank() ? "{}" : arguments;
            case ToolArguments.Malformed malformed -> "{}";
        };
    }

    private static String result(@Nullable ToolOutcome outcome) {
        return switch (outcome) {
            case null -> "No result: the call was not run.";
            case ToolOutcome.Succeeded done -> done.output().isBlank() ? "No output." : done.output();
            case ToolOutcome.Failed failed -> "Failed (" + failed.failure().code() + "): " + failed.output();
            case ToolOutcome.Refused refused -> "Refused: " + refused.output();
            case ToolOutcome.Cancelled cancelled -> cancelled.output();
        };
    }

    static List<ToolSpecification> tools(List<ToolDefinition> definitions) {
        return definitions.stream().map(Prompt::tool).toList();
    }

    private static ToolSpecification tool(ToolDefinition definition) {
        JsonObjectSchema.Builder parameters = JsonObjectSchema.builder().additionalProperties(false);
        List<String> required = new ArrayList<>();
        for (ToolDefinition.Parameter parameter : definition.parameters()) {
            parameters.addProperty(parameter.name(), schema(parameter));
            if (parameter.required()) {
                required.add(parameter.name());
            }
        }
        return ToolSpecification.builder()
                .name(definition.name())
                .description(definition.description())
                .parameters(parameters.required(required).build())
                .build();
    }

    private static JsonSchemaElement schema(ToolDefinition.Parameter parameter) {
        return switch (parameter.type()) {
            case STRING ->
                JsonStringSchema.builder().description(parameter.description()).build();
            case STRING_LIST ->
                JsonArraySchema.builder()
                        .description(parameter.description())
                        .items(JsonStringSchema.builder().build())
                        .build();
        };
    }
}
