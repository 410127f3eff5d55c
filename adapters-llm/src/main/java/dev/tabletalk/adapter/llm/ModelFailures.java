package dev.tabletalk.adapter.llm;

import static dev.tabletalk.domain.failure.FailureCode.MODEL_INTERRUPTED;
import static dev.tabletalk.domain.failure.FailureCode.MODEL_PROTOCOL;
import static dev.tabletalk.domain.failure.FailureCode.MODEL_RATE_LIMITED;
import static dev.tabletalk.domain.failure.FailureCode.MODEL_TIMEOUT;
import static dev.tabletalk.domain.failure.FailureCode.MODEL_UNAUTHORIZED;
import static dev.tabletalk.domain.failure.FailureCode.MODEL_UNAVAILABLE;

import dev.tabletalk.domain.failure.Failure;
import java.time.Duration;

/**
 * What people are told when a model call fails.
 *
 * @param server host and port
 * @param hasKey whether an API key was sent
 */
record ModelFailures(String server, String model, boolean hasKey) {
    private static final String KEPT = "What it had said is kept; try again.";

    private String theServer() {
        return "The model server (" + server + ") ";
    }

    Failure unreachable(boolean tooSlow) {
        return new Failure(
                MODEL_UNAVAILABLE,
                theServer() + (tooSlow ? "did not answer in time" : "cannot be reached")
                        + ". Check that it runs, the network, and OPENAI_BASE_URL.");
    }

    Failure notSecure() {
        return new Failure(
                MODEL_UNAVAILABLE,
                "No secure connection to the model server (" + server
                        + ") could be made. Check OPENAI_BASE_URL (http or https?) and the server's certificate.");
    }

    /** @param body of the answer, in lower case */
    Failure refused(int status, String body) {
        if (status == 401 || status == 403) {
            return new Failure(
                    MODEL_UNAUTHORIZED,
                    hasKey
                            ? theServer() + "refused the API key. Check OPENAI_API_KEY and that it may use the model \""
                                    + model + "\"."
                            : theServer() + "asks for an API key. Set OPENAI_API_KEY.");
        }
        if (status == 402 || isOutOfCredit(body)) {
            return new Failure(
                    MODEL_RATE_LIMITED,
                    theServer() + "says that the account has no credit left. Check its plan and billing.");
        }
        if (status == 429) {
            return new Failure(
                    MODEL_RATE_LIMITED, theServer() + "asks us to slow down. Wait a little, then ask again.");
        }
        if (status == 413 || body.contains("context_length") || body.contains("context length")) {
            return new Failure(
                    MODEL_PROTOCOL,
                    "The conversation is too long for the model \"" + model + "\". Start a new conversation.");
        }
        if (status < 400 || status == 404 || status == 405) {
            return new Failure(
                    MODEL_UNAVAILABLE,
                    theServer() + "does not know the model \"" + model + "\" or has no chat completions at this"
                            + " address. Check OPENAI_MODEL, and OPENAI_BASE_URL, which usually ends in /v1.");
        }
        if (status == 408 || status >= 500) {
            return new Failure(
                    MODEL_UNAVAILABLE,
                    theServer() + "has a problem of its own (HTTP " + status + "). Try again later.");
        }
        return new Failure(
                MODEL_PROTOCOL,
                theServer() + "did not accept the request (HTTP " + status + "). Check that the model \"" + model
                        + "\" supports tools and streaming; the log has the details.");
    }

    /** Then waiting does not help, although the status says so. */
    static boolean isOutOfCredit(String body) {
        return body.contains("insufficient_quota");
    }

    Failure notAStream(String contentType) {
        return new Failure(
                MODEL_PROTOCOL,
                "The address of the model (" + server + ") answered with "
                        + (contentType.startsWith("text/html") ? "a web page" : "something else")
                        + " instead of a model's answer. Check OPENAI_BASE_URL, which usually ends in /v1.");
    }

    Failure badChunk() {
        return new Failure(
                MODEL_PROTOCOL,
                theServer() + "sent something that is not a chat completion. Try again; if it happens again, check that"
                        + " the address speaks the OpenAI API.");
    }

    Failure errorInsteadOfAnAnswer() {
        return new Failure(
                MODEL_UNAVAILABLE, theServer() + "answered with an error. Try again; the log has the details.");
    }

    Failure errorWithinTheAnswer() {
        return new Failure(MODEL_INTERRUPTED, theServer() + "broke the answer off with an error. " + KEPT);
    }

    Failure cutOff(boolean begun) {
        return new Failure(
                MODEL_INTERRUPTED,
                theServer() + "ended the answer " + (begun ? "half-way. " + KEPT : "before it began. Try again."));
    }

    Failure tooLong() {
        return new Failure(
                MODEL_INTERRUPTED,
                "The answer was longer than the model's limit and was cut off. Ask for less at once.");
    }

    Failure tooMuch(boolean begun) {
        return new Failure(
                MODEL_INTERRUPTED,
                "The model did not stop talking and was cut off. "
                        + (begun ? "What it had said is kept. Ask for less at once." : "Ask for less at once."));
    }

    Failure filtered() {
        return new Failure(
                MODEL_INTERRUPTED,
                "The provider's content filter blocked the answer. Put the question in other words.");
    }

    Failure silent(Duration limit, boolean begun) {
        return new Failure(
                MODEL_TIMEOUT,
                begun
                        ? "The model fell silent within its answer for " + words(limit) + ". " + KEPT
                        : "The model did not begin to answer within " + words(limit)
                                + ". Try again, or allow it more time (tabletalk.model.timeouts.first-token).");
    }

    Failure overTime(Duration limit) {
        return new Failure(
                MODEL_TIMEOUT,
                "The model did not finish its answer within " + words(limit) + ". Ask for less at once, or try again.");
    }

    private static String words(Duration limit) {
        long seconds = limit.toSeconds();
        if (seconds < 1) {
            return limit.toMillis() + " milliseconds";
        }
        if (seconds % 60 == 0) {
            return seconds == 60 ? "a minute" : seconds / 60 + " minutes";
        }
        return seconds == 1 ? "a second" : seconds + " seconds";
    }
}
