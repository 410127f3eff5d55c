package dev.tabletalk.benchmark.client;

import dev.tabletalk.benchmark.http.HttpConnection;
import dev.tabletalk.benchmark.http.HttpConnection.Response;
import dev.tabletalk.benchmark.model.Script;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Speaks the REST interface of the program, which the floor has, too. */
public final class ChatClient implements Asker {
    private static final String BASE = "/api/v1";
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final Pattern TURN = Pattern.compile("/turns/([^/]+)/events");

    private final HttpConnection connection;
    private String conversation = "";

    public ChatClient(int port) {
        this.connection = new HttpConnection(port);
    }

    /** Begins a new conversation, to which the next questions belong. */
    @Override
    public void prepare() throws IOException {
        Response response = connection.send("POST", BASE + "/dbs/sample/conversations", "application/json", "{}");
        String text = response.text();
        Matcher id = ID.matcher(text);
        if (response.head().status() != 201 || !id.find()) {
            throw new IOException("no conversation: " + response.head().status() + " " + text);
        }
        conversation = id.group(1);
    }

    public String conversation() {
        return conversation;
    }

    @Override
    public Answer ask(Script script, Consumer<Answer> onToken) throws IOException {
        String path = BASE + "/conversations/" + conversation + "/turns";
        String body = "{\"content\":\"" + script.question() + "\"}";
        connection.open();
        Answer answer = new Answer(script.tokens(), System.nanoTime());
        Response response = connection.send("POST", path, "text/event-stream", body);
        if (response.head().status() != 200) {
            answer.ended(Answer.Ending.ERROR, response.head().status() + " " + response.text());
            return answer;
        }
        Matcher turn = TURN.matcher(response.head().header("content-location"));
        if (turn.find()) {
            answer.turn(turn.group(1));
        }
        new AnswerReader(answer, onToken).readRun(response.body());
        return answer;
    }

    /** Stops a turn, as the Stop button does. */
    public void stop(String turn) throws IOException {
        Response response = connection.send("DELETE", BASE + "/turns/" + turn, "application/json", "");
        String text = response.text();
        if (response.head().status() != 204) {
            throw new IOException("not stopped: " + response.head().status() + " " + text);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
