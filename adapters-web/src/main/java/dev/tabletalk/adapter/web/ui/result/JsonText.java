package dev.tabletalk.adapter.web.ui.result;

import java.io.StringWriter;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** Lays JSON out for reading, without changing a digit of it. */
final class JsonText {
    private static final int LONGEST = 1 << 20;
    private static final int DEEPEST = 100;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .build();

    private JsonText() {}

    /** Whether a text begins and ends as an object or array does. */
    static boolean looksLikeIt(String text) {
        if (text.length() < 2) {
            return false;
        }
        char first = text.charAt(0);
        char last = text.charAt(text.length() - 1);
        return (first == '{' && last == '}') || (first == '[' && last == ']');
    }

    /** The same on several lines; empty when it is no object or array, or too large or too deep to be read by anybody. */
    static Optional<String> pretty(String text) {
        String json = text.strip();
        if (!looksLikeIt(json) || json.length() > LONGEST) {
            return Optional.empty();
        }
        StringWriter laidOut = new StringWriter();
        try (JsonParser parser = JSON.createParser(json);
                JsonGenerator generator = JSON.writerWithDefaultPrettyPrinter().createGenerator(laidOut)) {
            int roots = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (parser.streamReadContext().inRoot() && token.isStructEnd()) {
                    roots++;
                }
                if (token.isNumeric()) {
                    generator.writeNumber(parser.getString()); // as it is written, not as a double has it
                } else {
                    generator.copyCurrentEvent(parser);
                }
            }
            if (roots != 1) {
                return Optional.empty();
            }
        } catch (JacksonException none) {
            return Optional.empty();
        }
        return Optional.of(laidOut.toString());
    }
}
