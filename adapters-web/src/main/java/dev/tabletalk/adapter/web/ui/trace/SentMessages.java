package dev.tabletalk.adapter.web.ui.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body of a request, taken apart to be read: whatever is in it is in one of these.
 *
 * @param parameters what is neither a message nor a tool, as JSON
 */
record SentMessages(List<Said> messages, List<Tool> tools, Map<String, String> parameters) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * A message.
     *
     * @param about what it belongs to, such as the call that it answers; empty when to nothing
     * @param text its content
     * @param calls the tools it wished to use
     * @param rest what else is in it, as JSON; empty when nothing is
     */
    record Said(String role, String about, String text, List<Call> calls, String rest) {}

    record Call(String id, String name, String arguments) {}

    /** @param definition as JSON */
    record Tool(String name, String definition) {}

    /** @throws JacksonException when it is no JSON */
    static SentMessages of(String body) {
        JsonNode root = JSON.readTree(body);
        List<Said> messages = new ArrayList<>();
        List<Tool> tools = new ArrayList<>();
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            JsonNode value = field.getValue();
            if (field.getKey().equals("messages") && value.isArray()) {
                value.forEach(message -> messages.add(said(message)));
            } else if (field.getKey().equals("tools") && value.isArray()) {
                value.forEach(tool ->
                        tools.add(new Tool(tool.path("function").path("name").asString("?"), pretty(tool))));
            } else {
                parameters.put(field.getKey(), value.isString() ? value.stringValue() : value.toString());
            }
        }
        return new SentMessages(messages, tools, parameters);
    }

    private static Said said(JsonNode message) {
        String role = message.path("role").asString("?");
        String about = message.path("tool_call_id").asString("");
        StringBuilder text = new StringBuilder();
        List<Call> calls = new ArrayList<>();
        Map<String, JsonNode> rest = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : message.properties()) {
            JsonNode value = field.getValue();
            switch (field.getKey()) {
                case "role", "tool_call_id" -> {}
                case "content" -> text.append(value.isString() ? value.stringValue() : content(value));
                case "tool_calls" ->
                    value.forEach(call -> calls.add(new Call(
                            call.path("id").asString(""),
                            call.path("function").path("name").asString("?"),
                            call.path("function").path("arguments").asString(""))));
                default -> rest.put(field.getKey(), value);
            }
        }
        return new Said(role, about, text.toString(), calls, rest.isEmpty() ? "" : pretty(JSON.valueToTree(rest)));
    }

    private static String content(JsonNode content) {
        return content.isNull() ? "" : pretty(content);
    }

    private static String pretty(JsonNode json) {
        return json.toPrettyString();
    }
}
