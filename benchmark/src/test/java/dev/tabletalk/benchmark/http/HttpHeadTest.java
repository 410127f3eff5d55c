package dev.tabletalk.benchmark.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HttpHeadTest {
    @Test
    void tellsTheStatusOfAResponseAndThePathOfARequest() throws IOException {
        assertThat(head("HTTP/1.1 204 No Content\r\n\r\n").status()).isEqualTo(204);
        assertThat(head("POST /v1/chat HTTP/1.1\r\n\r\n").path()).isEqualTo("/v1/chat");
    }

    @Test
    void findsHeadersInAnyCase() throws IOException {
        assertThat(head("HTTP/1.1 200 OK\r\nConnection: Close\r\n\r\n").isLast())
                .isTrue();
    }

    @Test
    void isNullAtTheEndOfTheConnection() throws IOException {
        assertThat(HttpHead.read(stream(""))).isNull();
    }

    @Test
    void readsABodyOfAKnownLengthAndLeavesTheRest() throws IOException {
        InputStream in = stream("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef");
        assertThat(body(in)).isEqualTo("abc");
        assertThat(in.readAllBytes()).asString().isEqualTo("def");
    }

    @Test
    void readsABodyInChunksAndLeavesTheRest() throws IOException {
        InputStream in = stream("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3\r\nabc\r\nA;note=1\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\nnext");
        assertThat(body(in)).isEqualTo("abc0123456789");
        assertThat(in.readAllBytes()).asString().isEqualTo("next");
    }

    @Test
    void failsWhenAChunkIsCutOff() {
        InputStream in = stream("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc");
        assertThatThrownBy(() -> body(in)).isInstanceOf(EOFException.class);
    }

    private static String body(InputStream in) throws IOException {
        HttpHead head = Objects.requireNonNull(HttpHead.read(in));
        return new String(head.body(in).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static HttpHead head(String text) throws IOException {
        return Objects.requireNonNull(HttpHead.read(stream(text)));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
