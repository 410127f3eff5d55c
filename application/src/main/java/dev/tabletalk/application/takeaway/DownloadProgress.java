package dev.tabletalk.application.takeaway;

import dev.tabletalk.domain.failure.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a download is.
 *
 * @param rows passed on so far
 * @param bytes written so far
 * @param failure why it is not whole; only when FAILED or CANCELLED
 */
public record DownloadProgress(
        State state,
        long rows,
        long bytes,
        Duration elapsed,
        @Nullable Failure failure) {
    /** Where a download stands. */
    public enum State {
        RUNNING,
        /** The whole file was written. */
        DONE,
        FAILED,
        CANCELLED;

        public boolean isOver() {
            return this != RUNNING;
        }
    }
}
