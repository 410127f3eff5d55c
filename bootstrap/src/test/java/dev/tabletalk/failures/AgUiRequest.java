package dev.tabletalk.failures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.e2e.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A run asked for by an AG-UI client; closing it closes the socket, as a client does that aborts. */
record AgUiRequest(Socket socket, BufferedReader response) implements AutoCloseable {
    static AgUiRequest send(TestServer server, String connection, String thread, String question) throws IOException {
        URI address = URI.create(server.url("/api/v1/dbs/" + connection + "/ag-ui"));
        byte[] body = """
                {"threadId": "%s", "runId": "run-1", "state": {}, "tools": [], "context": [], "forwardedProps": {},
                 "messages": [{"id": "m1", "role": "user", "content": "%s"}]}""".formatted(thread, question).getBytes(StandardCharsets.UTF_8);
        Socket socket = new Socket(InetAddress.ofLiteral(address.getHost()), address.getPort());
        socket.getOutputStream()
                .write(("POST " + address.getPath() + " HTTP/1.1\r\nHost: " + address.getAuthority()
                                + "\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\nContent-Length: "
                                + body.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
        return new AgUiRequest(
                socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)));
    }

    /** Reads up to an event of a type. */
    void awaitEvent(String type) throws IOException {
        String line = response.readLine();
        while (line != null && !line.contains("\"" + type + "\"")) {
            line = response.readLine();
        }
        assertThat(line).as("an event " + type).isNotNull();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
