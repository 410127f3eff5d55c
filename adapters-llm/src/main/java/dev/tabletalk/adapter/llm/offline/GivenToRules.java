package dev.tabletalk.adapter.llm.offline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.port.ModelRequest;
import dev.tabletalk.domain.port.ToolDefinition;
import dev.tabletalk.domain.trace.SentRequest;

/** Tells what the rules were given, in the words in which it would be sent to a model; none of it leaves this process. */
final class GivenToRules {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROLE = "role";
    private static final String CONTENT = "content";
    private static final String TYPE = "type";
    private static final String FUNCTION = "function";

    private GivenToRules() {}

    static SentRequest of(ModelRequest request) {
        ObjectNode body = body();
        ArrayNode messages = body.putArray("messages");
        if (!request.system().isBlank()) {
            messages.addObject().put(ROLE, "system").put(CONTENT, request.system());
        }
        request.messages().forEach(message -> add(messages, message));
        if (!request.tools().isEmpty()) {
            ArrayNode tools = body.putArray("tools");
            request.tools().forEach(tool -> add(tools, tool));
        }
        body.put("dialect", request.dialect().name())
                .put("today", request.today().toString());
        if (request.edited() != null) {
            body.put("edited", request.edited().sql().value());
        }
        return sent(body);
    }

    static SentRequest title(String question) {
        ObjectNode body = body();
        body.putArray("messages").addObject().put(ROLE, "user").put(CONTENT, question);
        return sent(body);
    }

    /** @param about what else the rules looked at */
    static SentRequest followUps(String question, String about) {
        ObjectNode body = body();
        ArrayNode messages = body.putArray("messages");
        messages.addObject().put(ROLE, "system").put(CONTENT, about);
        messages.addObject().put(ROLE, "user").put(CONTENT, question);
        return sent(body);
    }

    private static ObjectNode body() {
        return JSON.createObjectNode().put("model", OfflineModel.NAME);
    }

    private static SentRequest sent(ObjectNode body) {
        try {
            return new SentRequest(OfflineModel.NAME, null, JSON.writeValueAsString(body));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree of texts can always be written as JSON.", impossible);
        }
    }

    private static void add(ArrayNode messages, Message message) {
        switch (message) {
            case Message.UserMessage user ->
                messages.addObject().put(ROLE, "user").put(CONTENT, user.text());
            case Message.AssistantMessage said -> {
                ObjectNode spoken = messages.addObject().put(ROLE, "assistant").put(CONTENT, said.text());
                if (!said.toolCalls().isEmpty()) {
                    ArrayNode calls = spoken.putArray("tool_calls");
                    said.toolCalls().forEach(call -> add(calls, call));
                }
                said.toolCalls().stream()
                        .filter(call -> call.outcome() != null)
                        .forEach(call -> messages.addObject()
                                .put(ROLE, "tool")
                                .put("tool_call_id", call.id())
                                .put(
                                        CONTENT,
                                        call.outcome() == null
                                                ? ""
                                                : call.outcome().output()));
            }
        }
    }

    private static void add(ArrayNode calls, ToolCall call) {
        calls.addObject()
                .put("id", call.id())
                .put(TYPE, FUNCTION)
                .putObject(FUNCTION)
                .put("name", call.tool())
                .put("arguments", call.arguments());
    }

    private static void add(ArrayNode tools, ToolDefinition tool) {
        ObjectNode parameters = tools.addObject()
                .put(TYPE, FUNCTION)
                .putObject(FUNCTION)
                .put("name", tool.name())
                .put("description", tool.description())
                .putObject("parameters");
        tool.parameters().forEach(parameter -> parameters.put(parameter.name(), parameter.description()));
    }
}
