package dev.tabletalk.adapter.llm;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What ended one exchange with the model server; only the first of them counts. */
sealed interface Ending {
    /** The server closed the stream in an orderly way, with or without having said that it was done. */
    record Closed() implements Ending {}

    record Cancelled() implements Ending {}

    /** No byte came for this long. */
    record Silent(Duration limit) implements Ending {}

    /** The whole call took longer than it may. */
    record OverTime(Duration limit) implements Ending {}

    /** The model said, or the server sent, more than one reply may hold. */
    record TooMuch(String detail) implements Ending {}

    /** The connection could not be made, or broke. */
    record Lost(Throwable cause) implements Ending {}

    /** @param retryAfter how long the server asks us to wait, when it does */
    record Refused(int status, @Nullable Duration retryAfter, String body) implements Ending {}

    /** A success whose body is something else than an event stream. */
    record NotAStream(String contentType, String body) implements Ending {}

    /** An event that is not a chat completion chunk. */
    record BadChunk(Throwable cause) implements Ending {}

    /**
     * An error object in place of a chunk.
     *
     * @param status the HTTP status it stands for; 0 when it does not say
     */
    record ErrorInStream(int status, String detail) implements Ending {}

    /** Whoever listened to the text threw; not the model's fault. */
    record ListenerFailed(RuntimeException cause) implements Ending {}
}
