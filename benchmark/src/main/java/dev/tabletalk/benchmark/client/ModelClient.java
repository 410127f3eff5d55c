package dev.tabletalk.benchmark.client;

import dev.tabletalk.benchmark.http.HttpConnection;
import dev.tabletalk.benchmark.http.HttpConnection.Response;
import dev.tabletalk.benchmark.model.Script;
import java.io.IOException;
import java.util.function.Consumer;

/** Asks the model itself, with no server in between: shows how much of a figure is the benchmark's own. */
public final class ModelClient implements Asker {
    private final HttpConnection connection;

    public ModelClient(int port) {
        this.connection = new HttpConnection(port);
    }

    @Override
    public void prepare() throws IOException {
        connection.open();
    }

    @Override
    public Answer ask(Script script, Consumer<Answer> onToken) throws IOException {
        String body = "{\"model\":\"fake\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\""
                + script.question() + "\"}]}";
        Answer answer = new Answer(script.tokens(), System.nanoTime());
        Response response = connection.send("POST", "/v1/chat/completions", "text/event-stream", body);
        new AnswerReader(answer, onToken).readModel(response.body());
        return answer;
    }

    @Override
    public void close() {
        connection.close();
    }
}
