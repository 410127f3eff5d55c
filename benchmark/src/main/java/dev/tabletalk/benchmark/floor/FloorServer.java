package dev.tabletalk.benchmark.floor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The same calls as the program's, with nothing between them and the JDK: commits the question, relays what the model says as
 * AG-UI events, commits the answer, asks for a title and commits it. A process of its own.
 */
public final class FloorServer {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int BACKLOG = 4_096;
    private static final String CHAT = "You answer questions about a database.";
    private static final String TITLE = "Write a title for the conversation that begins with the message of the user.";

    private final FloorStore store;
    private final FloorModel model;

    FloorServer(FloorStore store, FloorModel model) {
        this.store = store;
        this.model = model;
    }

    /** @param arguments the port, the file of the store and the base address of the model */
    public static void main(String[] arguments) throws IOException, SQLException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "4096");
        FloorStore store = new FloorStore(Path.of(arguments[1]));
        HttpServer _ = new FloorServer(store, new FloorModel(arguments[2])).start(Integer.parseInt(arguments[0]));
    }

    HttpServer start(int port) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/api/v1/dbs/", this::addConversation);
        http.createContext("/api/v1/conversations/", this::ask);
        http.start();
        return http;
    }

    private void addConversation(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String id = UUID.randomUUID().toString();
            store.addConversation(id);
            byte[] answer = ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(201, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private void ask(HttpExchange exchange) throws IOException {
        try (exchange) {
            String conversation = exchange.getRequestURI().getPath().split("/", -1)[4];
            String question = JSON.readTree(exchange.getRequestBody().readAllBytes())
                    .path("content")
                    .asString("");
            store.append(conversation, "user", question);
            List<Map<String, String>> messages = store.history(conversation);
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                answer(conversation, question, messages, new EventOutput(out));
            }
        } catch (SQLException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(String conversation, String question, List<Map<String, String>> messages, EventOutput events)
            throws IOException, InterruptedException, SQLException {
        events.send("RUN_STARTED", ",\"threadId\":\"" + conversation + "\"");
        events.send("TEXT_MESSAGE_START", ",\"messageId\":\"1\",\"role\":\"assistant\"");
        String answer = model.answer(
                CHAT,
                messages,
                piece -> events.send(
                        "TEXT_MESSAGE_CONTENT", ",\"messageId\":\"1\",\"delta\":" + JSON.writeValueAsString(piece)));
        store.append(conversation, "assistant", answer);
        events.send("TEXT_MESSAGE_END", ",\"messageId\":\"1\"");
        if (messages.size() == 1) {
            Map<String, String> asked = Map.of("role", "user", "content", question);
            store.title(conversation, model.answer(TITLE, List.of(asked), piece -> {}));
        }
        events.send("RUN_FINISHED", ",\"outcome\":{\"type\":\"success\"}");
    }
}
