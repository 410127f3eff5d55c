package dev.tabletalk.adapter.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the server answered. */
record Answer(HttpResponse<String> response) {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    String body() {
        return response.body();
    }

    JsonNode json() {
        return MAPPER.readTree(response.body());
    }

    /** A value by its JSON pointer, as text; arrays and objects as JSON, empty when it is not there. */
    String at(String pointer) {
        return text(json().at(pointer));
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode()) {
            return "";
        }
        return value.isString() ? value.stringValue() : value.toString();
    }

    /** The values of a field in an array. */
    List<String> all(String array, String field) {
        return StreamSupport.stream(json().at(array).spliterator(), false)
                .map(item -> text(item.path(field)))
                .toList();
    }

    Answer expect(int status) {
        assertThat(status()).as(response.request() + " answered " + body()).isEqualTo(status);
        return this;
    }

    /** A complete problem+json of this status and type. */
    Answer expectProblem(int status, String type) {
        expect(status);
        assertThat(header("Content-Type")).startsWith("application/problem+json");
        assertThat(at("/type")).isEqualTo("urn:problem:" + type);
        assertThat(at("/status")).isEqualTo(Integer.toString(status));
        assertThat(at("/title")).isNotBlank();
        assertThat(at("/detail")).isNotBlank();
        return this;
    }

    /** The same, with one field to blame. */
    Answer expectField(int status, String type, String field) {
        expectProblem(status, type);
        assertThat(all("/errors", "field")).as(body()).containsExactly(field);
        assertThat(at("/errors/0/message")).isNotBlank();
        return this;
    }

    Answer expectInvalid(String field) {
        return expectField(400, "invalid", field);
    }
}
