package dev.tabletalk.domain.port;

/** A model that answers with text and wishes for tool calls. Safe for any thread. */
public interface LanguageModel {
    /** The name to show, such as "gpt-5" or "Offline model". */
    String name();

    /** Whether this is the built-in rule-based model. */
    boolean isOffline();

    /**
     * Makes one call to the model and blocks until it ended in exactly one way. Never throws for anything the model or the
     * network does. Transient failures are retried only before the first text arrived.
     *
     * @param listener hears each request before it is sent, each piece of text in order, and what was used
     * @param cancellation ends the call at once, the connection to the model included
     */
    ModelReply reply(ModelRequest request, ModelListener listener, Cancellation cancellation);
}
