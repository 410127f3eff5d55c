package dev.tabletalk.adapter.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.query.Row;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends every request of every file in {@code src/test/http}. */
final class HttpFilesIT extends HttpTestBase {
    private static final Path FOLDER = Path.of("src/test/http");

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".http"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereIsOneForEachResource() throws IOException {
        assertThat(files())
                .containsExactly(
                        "ag-ui.http",
                        "charts.http",
                        "connections.http",
                        "conversations.http",
                        "messages.http",
                        "query.http",
                        "results.http",
                        "schema.http",
                        "turns.http");
    }

    @ParameterizedTest
    @MethodSource("files")
    void answersAsTheFileExpects(String name) throws IOException {
        workspace
                .database
                .table("orders", List.of("id"), Row.of(1L))
                .answer(
                        "SELECT name FROM products ORDER BY name",
                        List.of("name"),
                        Row.of("Espresso"),
                        Row.of("Latte"),
                        Row.of("Mocha"))
                .fail("SELECT nothing_like_this FROM products", FailureCode.QUERY_FAILED, "No such column.");
        HttpFile file = HttpFile.parse(Files.readString(FOLDER.resolve(name)));
        Map<String, String> variables = new HashMap<>(file.variables());
        variables.put("baseUrl", "http://127.0.0.1:" + port + "/api/v1");
        variables.put("connectionId", "shop");
        assertThat(file.entries()).isNotEmpty();
        for (HttpFile.Entry entry : file.entries()) {
            Answer answer = send(entry, variables);
            assertThat(answer.status())
                    .as(name + ": " + entry.title() + ": " + answer.body())
                    .isEqualTo(entry.expectedStatus());
            entry.captures().forEach((variable, field) -> {
                String value = answer.at("/" + field);
                assertThat(value).as(field + " in " + answer.body()).isNotEmpty();
                variables.put(variable, value);
            });
        }
    }

    private Answer send(HttpFile.Entry entry, Map<String, String> variables) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(filled(entry.url(), variables)))
                .timeout(Duration.ofSeconds(20))
                .method(entry.method(), BodyPublishers.ofString(filled(entry.body(), variables)));
        entry.headers().forEach((header, value) -> request.header(header, filled(value, variables)));
        return send(request);
    }

    private static String filled(String text, Map<String, String> variables) {
        String filled = text;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            filled = filled.replace("{{" + variable.getKey() + "}}", variable.getValue());
        }
        assertThat(filled).doesNotContain("{{");
        return filled;
    }
}
