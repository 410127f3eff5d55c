package dev.tabletalk.adapter.web.api;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Small JSON helpers that need no mapper. */
public final class Json {
    public static final JsonFactory FACTORY = new JsonFactory();
    private static final int LAST_CONTROL = 0x1F;

    private Json() {}

    /** Whether the text is exactly one JSON object. */
    static boolean isObject(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException malformed) {
            return false;
        }
    }

    /**
     * Appends a JSON string. Half of a surrogate pair, which a model may send when it cuts a character in two, is written as
     * an escape: the reader that joins the pieces gets the character back.
     */
    public static StringBuilder quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c == '\n') {
                json.append("\\n");
            } else if (c <= LAST_CONTROL) {
                escape(json, c);
            } else if (!Character.isSurrogate(c)) {
                json.append(c);
            } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                json.append(c).append(text.charAt(++i));
            } else {
                escape(json, c);
            }
        }
        return json.append('"');
    }

    private static void escape(StringBuilder json, char c) {
        json.append("\\u%04x".formatted((int) c));
    }

    /** What a Java type is called in JSON, with its article. */
    static String describe(@Nullable Class<?> type) {
        if (type == null || Map.class.isAssignableFrom(type)) {
            return "an object";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "an array";
        }
        if (type == String.class) {
            return "a string";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type)) {
            return "a whole number";
        }
        return "an object";
    }
}
