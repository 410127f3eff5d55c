package dev.tabletalk.adapter.llm;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Finds the error object that some servers send in the middle of a stream that began as a success. */
final class ModelErrors {
    private ModelErrors() {}

    /** @param event the name of the event, perhaps empty */
    static Ending.@Nullable ErrorInStream in(String event, String data) {
        boolean named = event.equals("error");
        // Within a text of the model the quotes are escaped, so this is rarely true for an ordinary chunk.
        if (!named && !data.contains("\"error\"")) {
            return null;
        }
        JsonNode error = Json.error(data);
        if (error == null) {
            return named ? new Ending.ErrorInStream(0, data) : null;
        }
        return new Ending.ErrorInStream(status(error), error.toString());
    }

    private static int status(JsonNode error) {
        for (String field : new String[] {"code", "status", "status_code"}) {
            int number = error.path(field).asInt();
            if (number >= 400 && number < 600) {
                return number;
            }
        }
        return switch (error.path("type").asText() + " " + error.path("code").asText()) {
            case String text when text.contains("rate_limit") || text.contains("insufficient_quota") -> 429;
            case String text when text.contains("overloaded") || text.contains("server_error") -> 503;
            case String text when text.contains("authentication") || text.contains("invalid_api_key") -> 401;
            case String text when text.contains("invalid_request") || text.contains("context_length") -> 400;
            case String text -> 0;
        };
    }
}
