package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.domain.failure.FailureException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of an archive, value by value: as little of it as possible is held at a time. */
final class ArchiveParser implements AutoCloseable {
    static final int MOST_ITEMS = 200_000;
    static final int LONGEST_NUMBER = 1_000;
    private static final int LONGEST_TEXT = 4 << 20;
    private static final int DEEPEST = 12;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_TEXT)
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            // values are read one after another from one parser
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonParser tokens;

    ArchiveParser(InputStream in) {
        this.tokens = JSON.createParser(in);
    }

    /** Goes to the next token; null at the end of the file. */
    @Nullable
    JsonToken next() {
        return tokens.nextToken();
    }

    boolean isAt(JsonToken token) {
        return tokens.currentToken() == token;
    }

    /** Of the field at which it stands. */
    String name() {
        return tokens.currentName();
    }

    /** Goes to the end of the value at which it stands. */
    void skip() {
        tokens.skipChildren();
    }

    /** The value at which it stands. */
    ArchiveNode tree(String path) {
        JsonNode node = JSON.readTree(tokens);
        return new ArchiveNode(node, path);
    }

    /** The objects of an array of the file. */
    void items(String field, Consumer<ArchiveNode> taker) {
        requireArray(field);
        int index = 0;
        while (next() != JsonToken.END_ARRAY) {
            if (index >= MOST_ITEMS) {
                throw FailureException.tooLarge(field, field + ": More than 200,000 of them are not read.");
            }
            taker.accept(tree(field + "[" + index + "]").object());
            index++;
        }
    }

    void requireArray(String path) {
        if (!isAt(JsonToken.START_ARRAY)) {
            throw FailureException.invalid(path, path + ": It must be an array.");
        }
    }

    @Override
    public void close() {
        tokens.close();
    }
}
