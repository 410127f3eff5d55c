package dev.tabletalk.benchmark.client;

import dev.tabletalk.benchmark.model.Script;
import java.io.IOException;
import java.util.function.Consumer;

/** A client with a connection of its own; one question at a time. */
public interface Asker extends AutoCloseable {
    /** Does what comes before a question, so that it is no part of what is measured. */
    void prepare() throws IOException;

    /**
     * Asks and reads the answer to its end.
     *
     * @param onToken is shown the answer so far, after each token
     */
    Answer ask(Script script, Consumer<Answer> onToken) throws IOException;

    /** Leaves, also in the middle of an answer; from any thread. */
    @Override
    void close();
}
