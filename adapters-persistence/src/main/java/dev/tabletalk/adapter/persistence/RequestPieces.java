package dev.tabletalk.adapter.persistence;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Cuts the body of a request where bodies of one conversation differ: around each message and around the list of tools. The
 * pieces, joined, are the body again, whatever it is. A comma goes with the message behind it, so that a message makes the same
 * piece whether it is the last one or not.
 */
final class RequestPieces {
    private static final JsonFactory JSON = new JsonFactory();

    private final String body;
    private final List<Integer> cuts = new ArrayList<>();

    private RequestPieces(String body) {
        this.body = body;
    }

    static List<String> of(String body) {
        RequestPieces pieces = new RequestPieces(body);
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            pieces.look(parser);
        } catch (JacksonException noJson) {
            pieces.cuts.clear();
        }
        return pieces.cut();
    }

    private void look(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            int start = offset(parser.currentTokenLocation().getCharOffset());
            if (value == JsonToken.START_ARRAY && name.equals("messages")) {
                cuts.add(start + 1);
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    boolean object = parser.currentToken() == JsonToken.START_OBJECT;
                    parser.skipChildren();
                    if (object) {
                        cuts.add(offset(parser.currentLocation().getCharOffset()));
                    }
                }
            } else if (value == JsonToken.START_ARRAY && name.equals("tools")) {
                cuts.add(start);
                parser.skipChildren();
                cuts.add(offset(parser.currentLocation().getCharOffset()));
            } else {
                parser.skipChildren();
            }
        }
    }

    private static int offset(long characters) {
        return Math.toIntExact(characters);
    }

    private List<String> cut() {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            if (cut > from) {
                pieces.add(body.substring(from, cut));
                from = cut;
            }
        }
        if (from < body.length()) {
            pieces.add(body.substring(from));
        }
        return pieces;
    }
}
