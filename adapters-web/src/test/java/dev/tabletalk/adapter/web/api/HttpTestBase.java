package dev.tabletalk.adapter.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.domain.connection.ConnectionId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A real server on a free port, and a fresh workspace for each test. */
@SpringBootTest(
        classes = ApiTestApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "vaadin.productionMode=true")
@Timeout(60)
abstract class HttpTestBase {
    static final HttpClient CLIENT = HttpClient.newHttpClient();
    static final String SHOP = "/dbs/" + TestWorkspace.SHOP;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @LocalServerPort
    int port;

    @Autowired
    CurrentWorkspace current;

    TestWorkspace workspace;

    HttpTestBase() {
        workspace = new TestWorkspace();
    }

    @BeforeEach
    void freshWorkspace() {
        workspace = current.renew();
    }

    String newConversation() {
        return newConversation(TestWorkspace.SHOP);
    }

    String newConversation(ConnectionId connection) {
        return workspace.conversation(connection).toString();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + (path.startsWith("//") ? path.substring(1) : "/api/v1" + path));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(CLIENT.send(request.build(), BodyHandlers.ofString(UTF_8)));
        } catch (IOException e) {
            throw new AssertionError(request.build() + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** @param path below {@code /api/v1}; from the root when it starts with two slashes */
    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String json) {
        return send(
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json, UTF_8)));
    }

    Answer patch(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(json, UTF_8)));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** Asks and reads the whole stream. */
    Answer ask(String conversation, String question) {
        return post("/conversations/" + conversation + "/turns", "{\"content\":\"" + question + "\"}");
    }
}
