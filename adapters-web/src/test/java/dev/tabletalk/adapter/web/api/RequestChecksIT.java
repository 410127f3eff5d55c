package dev.tabletalk.adapter.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** The checks in front of all calls and pages, through real requests. */
final class RequestChecksIT extends HttpTestBase {
    @Test
    void refusesForeignHostNames() throws IOException {
        for (String path : new String[] {"/api/v1/dbs", "/", "/v3/api-docs"}) {
            String answer =
                    raw("GET " + path + " HTTP/1.1\r\nHost: evil.example:" + port + "\r\nConnection: close\r\n\r\n");
            assertThat(answer)
                    .startsWith("HTTP/1.1 421")
                    .contains("application/problem+json", "urn:problem:wrong-host");
        }
        assertThat(raw("GET /api/v1/dbs HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(raw("GET /api/v1/dbs HTTP/1.1\r\nHost: [::1]:" + port + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void refusesChangesByPagesOfOtherSites() {
        String[][] foreign = {
            {"Origin", "https://evil.example"},
            {"Origin", "null"},
            {"Origin", "http://127.0.0.1:1"},
            {"Origin", "http://127.0.0.1.evil.example:" + port},
            {"Sec-Fetch-Site", "cross-site"},
            {"Sec-Fetch-Site", "same-site"}
        };
        for (String[] header : foreign) {
            send(request(SHOP + "/conversations").header(header[0], header[1]).POST(BodyPublishers.ofString("{}")))
                    .expectProblem(403, "cross-site");
            send(request(SHOP).header(header[0], header[1]).DELETE()).expectProblem(403, "cross-site");
            send(request("/dbs").header(header[0], header[1]).GET()).expect(200);
        }
        assertThat(get(SHOP + "/conversations").at("/total")).isEqualTo("0");
    }

    @Test
    void letsItsOwnPagesChangeThings() {
        send(request(SHOP + "/conversations")
                        .header("Content-Type", "application/json")
                        .header("Origin", "http://127.0.0.1:" + port)
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(BodyPublishers.ofString("{}")))
                .expect(201);
    }

    @Test
    void refusesForeignPagesAPushChannel() throws IOException {
        String answer = raw("GET /VAADIN/push HTTP/1.1\r\nHost: localhost:" + port
                + "\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\nOrigin: http://evil.example\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 403");
    }

    @Test
    void refusesBodiesThatAreTooLarge() throws IOException {
        String conversation = "/conversations/" + newConversation() + "/messages";
        String body = "{\"role\":\"user\",\"content\":\"Hi\",\"filler\":\"" + "x".repeat(3 << 20) + "\"}";
        post(conversation, body).expectProblem(413, "too-large");
        send(request(conversation)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(UTF_8)))))
                .expectProblem(413, "too-large");
        assertThat(get(conversation.replace("/messages", "")).at("/messages")).isEqualTo("[]");
        post(conversation, body.replaceFirst("x{1500000}", "")).expect(201);
    }

    @Test
    void tellsBrowsersWhatPagesMayDo() {
        Answer page = get("//swagger-ui/index.html").expect(200);
        assertThat(page.header("Content-Security-Policy"))
                .contains(
                        "img-src 'self' data:",
                        "media-src 'none'",
                        "form-action 'self'",
                        "frame-src 'none'",
                        "frame-ancestors 'none'");
        assertThat(get("/dbs").header("Content-Security-Policy")).startsWith("default-src 'none'");
        for (Answer answer : new Answer[] {page, get("/dbs"), get("/dbs/nowhere")}) {
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        }
        assertThat(get("/dbs").header("Cache-Control")).isEqualTo("no-store");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readNBytes(2_000), UTF_8);
        }
    }
}
