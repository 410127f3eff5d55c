package dev.tabletalk;

import dev.tabletalk.domain.failure.FailureException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says in a sentence why the start failed, where we know the reason ourselves; the rest is left to Spring Boot. */
final class StartFailures implements FailureAnalyzer {
    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailureException ours) {
                return new FailureAnalysis(ours.failure().message(), null, failure);
            }
            if (isOurCheck(cause)) {
                return new FailureAnalysis(cause.getMessage(), null, failure);
            }
        }
        return null;
    }

    /** A check of a setting or of the home folder: its message is written for whoever starts the server. */
    private static boolean isOurCheck(Throwable cause) {
        return (cause instanceof IllegalStateException || cause instanceof IllegalArgumentException)
                && cause.getStackTrace().length > 0
                && cause.getStackTrace()[0].getClassName().startsWith("dev.tabletalk.");
    }
}
