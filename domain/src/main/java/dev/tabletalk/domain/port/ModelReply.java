package dev.tabletalk.domain.port;

import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.ToolArguments;
import dev.tabletalk.domain.failure.Failure;
import java.util.List;

/** The one way in which a model call ended. The text of each is what went to the listener, joined. */
public sealed interface ModelReply {
    String text();

    /** The model said that it is done. With calls it wants their outcomes; without, the text is the answer. */
    record Finished(String text, List<RequestedCall> calls, TokenUsage usage) implements ModelReply {
        public Finished {
            calls = List.copyOf(calls);
        }
    }

    /** It ended without a proper end, after some text or none; nothing it may have called is to be run. */
    record Interrupted(String text, Failure failure) implements ModelReply {}

    /** It could not answer: no connection, refused, rate limited, silent, not the protocol. */
    record Failed(String text, Failure failure) implements ModelReply {}

    /** Cancellation was requested. */
    record Cancelled(String text) implements ModelReply {}

    /**
     * A tool call as it came in the structured field of the API.
     *
     * @param id as the model gave it, perhaps empty or repeated
     * @param arguments verbatim
     */
    record RequestedCall(String id, String tool, String arguments, ToolArguments parsed) {}
}
