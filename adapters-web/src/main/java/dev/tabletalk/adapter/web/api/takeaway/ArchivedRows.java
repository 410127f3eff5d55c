package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.QueryLimits;
import dev.tabletalk.domain.query.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** The rows of a result, cell by cell: many small ones would be large as a tree. */
final class ArchivedRows {
    private static final int MOST_OF_RESULT = 16 << 20;

    private ArchivedRows() {}

    static List<Row> read(ArchiveParser parser, String path) {
        parser.requireArray(path);
        List<Row> rows = new ArrayList<>();
        long size = 0;
        while (parser.next() != JsonToken.END_ARRAY) {
            String place = path + "[" + rows.size() + "]";
            if (rows.size() >= QueryLimits.MOST_ROWS) {
                throw FailureException.tooLarge(path, path + ": There are more than 10,000.");
            }
            parser.requireArray(place);
            List<@Nullable Object> cells = new ArrayList<>();
            while (parser.next() != JsonToken.END_ARRAY) {
                Object cell = cell(parser.tree(place + "[" + cells.size() + "]"));
                cells.add(cell);
                size += cell instanceof String text ? text.length() : Long.BYTES;
                if (size > MOST_OF_RESULT) {
                    throw FailureException.tooLarge(path, path + ": They are larger than 16 MiB.");
                }
            }
            rows.add(new Row(cells));
        }
        return rows;
    }

    private static @Nullable Object cell(ArchiveNode node) {
        JsonNode json = node.json();
        return switch (json.getNodeType()) {
            case NULL -> null;
            case BOOLEAN -> json.booleanValue();
            case STRING -> json.stringValue();
            case NUMBER -> {
                if (json.isIntegralNumber() && !json.canConvertToLong()) {
                    throw node.wrong("A number of more than 64 bits must be an object {\"integer\": \"…\"}.");
                }
                yield json.isIntegralNumber() ? (Object) json.longValue() : (Object) json.doubleValue();
            }
            case OBJECT -> rare(node);
            case ARRAY, BINARY, MISSING, POJO -> throw node.wrong("It must be a cell.");
        };
    }

    private static Object rare(ArchiveNode node) {
        for (String kind : List.of(ArchiveFormat.INTEGER, ArchiveFormat.DECIMAL, ArchiveFormat.DOUBLE)) {
            ArchiveNode number = node.optional(kind);
            if (number != null && node.json().size() == 1) {
                try {
                    return number(kind, number);
                } catch (NumberFormatException malformed) {
                    throw number.wrong("It must be a number.");
                }
            }
        }
        throw node.wrong("It must be a cell: {\"integer\": \"…\"}, {\"decimal\": \"…\"} or {\"double\": \"…\"}.");
    }

    private static Object number(String kind, ArchiveNode node) {
        String text = node.text();
        if (text.length() > ArchiveParser.LONGEST_NUMBER) {
            throw node.wrong("It is too long.");
        }
        return switch (kind) {
            case ArchiveFormat.INTEGER -> new BigInteger(text);
            case ArchiveFormat.DECIMAL -> new BigDecimal(text);
            default -> Double.valueOf(text);
        };
    }
}
