package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.proof.ReadOnlyProof;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What this module keeps as JSON inside a column, and only it reads. */
final class StoreJson {
    private static final Logger LOG = LoggerFactory.getLogger(StoreJson.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String INTEGER = "integer";
    private static final String DECIMAL = "decimal";
    private static final String DOUBLE = "double";

    private StoreJson() {}

    static String ofTexts(List<String> texts) {
        return JSON.writeValueAsString(texts);
    }

    static String ofNumbers(List<Long> numbers) {
        return JSON.writeValueAsString(numbers);
    }

    static String ofPairs(Map<String, String> pairs) {
        return JSON.writeValueAsString(pairs);
    }

    static List<String> texts(String json) {
        return JSON.readValue(json, new TypeReference<List<String>>() {});
    }

    static Map<String, String> options(String json) {
        return JSON.readValue(json, new TypeReference<LinkedHashMap<String, String>>() {});
    }

    static String ofProof(ReadOnlyProof proof) {
        return JSON.writeValueAsString(proof);
    }

    /** Empty when an earlier version wrote it otherwise: then the connection has to be checked again. */
    static Optional<ReadOnlyProof> proof(String json) {
        try {
            return Optional.of(JSON.readValue(json, ReadOnlyProof.class));
        } catch (JacksonException other) {
            LOG.info("A stored proof is not understood", other);
            return Optional.empty();
        }
    }

    static String ofChart(Chart chart) {
        return JSON.writeValueAsString(chart);
    }

    /** Empty when an earlier version wrote it otherwise: a chart can be made again. */
    static Optional<Chart> chart(String json) {
        try {
            return Optional.of(JSON.readValue(json, Chart.class));
        } catch (JacksonException other) {
            LOG.info("A stored chart is not understood", other);
            return Optional.empty();
        }
    }

    static String ofColumns(List<ResultColumn> columns) {
        return JSON.writeValueAsString(columns);
    }

    static List<ResultColumn> columns(String json) {
        return JSON.readValue(json, new TypeReference<List<ResultColumn>>() {});
    }

    /** Rows as arrays. A number without a point is a Long, one with a point a Double, everything rarer an object. */
    static String ofRows(List<Row> rows) {
        return JSON.writeValueAsString(rows.stream()
                .map(row -> row.cells().stream().map(StoreJson::ofCell).toList())
                .toList());
    }

    private static @Nullable Object ofCell(@Nullable Object cell) {
        return switch (cell) {
            case null -> null;
            case Double number when !Double.isFinite(number) -> Map.of(DOUBLE, number.toString());
            case BigInteger number -> Map.of(INTEGER, number.toString());
            case BigDecimal number -> Map.of(DECIMAL, number.toString());
            default -> cell;
        };
    }

    static List<Row> rows(String json) {
        List<Row> rows = new ArrayList<>();
        for (JsonNode row : JSON.readTree(json)) {
            rows.add(Row.of(row.valueStream().map(StoreJson::cell).toArray()));
        }
        return rows;
    }

    private static @Nullable Object cell(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL -> null;
            case BOOLEAN -> node.booleanValue();
            case STRING -> node.stringValue();
            case NUMBER -> node.isIntegralNumber() ? (Object) node.longValue() : (Object) node.doubleValue();
            case OBJECT -> rareCell(node);
            case ARRAY, BINARY, MISSING, POJO -> throw new IllegalStateException("No cell: " + node);
        };
    }

    private static Object rareCell(JsonNode node) {
        if (node.has(INTEGER)) {
            return new BigInteger(node.get(INTEGER).stringValue());
        }
        return node.has(DECIMAL)
                ? new BigDecimal(node.get(DECIMAL).stringValue())
                : (Object) Double.valueOf(node.get(DOUBLE).stringValue());
    }
}
