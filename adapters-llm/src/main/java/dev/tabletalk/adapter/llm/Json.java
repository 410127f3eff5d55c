package dev.tabletalk.adapter.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tabletalk.domain.conversation.ToolArguments;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** The one JSON mapper of this module and what it is used for. */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private Json() {}

    /** Blank counts as no arguments: that is how many servers call a tool without parameters. */
    static ToolArguments arguments(String json) {
        if (json.isBlank()) {
            return new ToolArguments.Parsed(new LinkedHashMap<>());
        }
        try {
            LinkedHashMap<String, @Nullable Object> values = MAPPER.readValue(json, OBJECT);
            return values == null ? notAnObject() : new ToolArguments.Parsed(values);
        } catch (JsonProcessingException e) {
            return e.getLocation() == null || json.stripLeading().charAt(0) != '{'
                    ? notAnObject()
                    : new ToolArguments.Malformed("The arguments are not valid JSON, from character "
                            + e.getLocation().getCharOffset() + " on. Send one JSON object.");
        }
    }

    private static ToolArguments notAnObject() {
        return new ToolArguments.Malformed("The arguments are not a JSON object. Send one JSON object.");
    }

    /** The array that a text is, with nothing around it; null when it is none. */
    static @Nullable JsonNode array(String json) {
        try {
            JsonNode read = MAPPER.readTree(json);
            return read.isArray() ? read : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** The error object of a chunk or an error body, or null when there is none in it. */
    static @Nullable JsonNode error(String json) {
        try {
            JsonNode error = MAPPER.readTree(json).get("error");
            return error == null || error.isNull() ? null : error;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
