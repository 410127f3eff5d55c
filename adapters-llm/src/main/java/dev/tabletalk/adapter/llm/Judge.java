package dev.tabletalk.adapter.llm;

import static dev.tabletalk.domain.failure.FailureCode.MODEL_INTERRUPTED;
import static dev.tabletalk.domain.failure.FailureCode.MODEL_PROTOCOL;
import static dev.tabletalk.domain.failure.FailureCode.MODEL_RATE_LIMITED;
import static dev.tabletalk.domain.failure.FailureCode.MODEL_TIMEOUT;
import static dev.tabletalk.domain.failure.FailureCode.MODEL_UNAUTHORIZED;
import static dev.tabletalk.domain.failure.FailureCode.MODEL_UNAVAILABLE;

import dev.langchain4j.model.output.FinishReason;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.port.ModelReply;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Decides in which one way a try ended, and what people are told about it.
 *
 * @param server host and port, to be shown
 * @param hasKey whether an API key was sent
 */
record Judge(String server, String model, boolean hasKey) {
    Attempt judge(Ending ending, ReplyCollector said) {
        return switch (ending) {
            case Ending.Cancelled cancelled -> done(new ModelReply.Cancelled(said.text()));
            case Ending.ListenerFailed failed -> throw failed.cause();
            case Ending.Refused refused -> refused(refused, said);
            case Ending.NotAStream other -> notAStream(other, said);
            case Ending.BadChunk bad ->
                failed(
                        said,
                        new Failure(
                                MODEL_PROTOCOL,
                                "The model server (" + server + ") sent something that is not a chat completion. Try"
                                        + " again; if it happens again, check that the address speaks the OpenAI API."),
                        false,
                        "unreadable event: " + bad.cause());
            case Ending.ErrorInStream error -> errorInStream(error, said);
            case Ending.Closed closed -> atTheEnd(said, cutOff(said, "the stream ended without a finish reason"));
            case Ending.Lost lost -> atTheEnd(said, lost(lost.cause(), said));
            case Ending.Silent silent -> atTheEnd(said, silent(silent.limit(), said));
            case Ending.OverTime over ->
                atTheEnd(
                        said,
                        failed(
                                said,
                                new Failure(
                                        MODEL_TIMEOUT,
                                        "The model did not finish its answer within " + words(over.limit())
                                                + ". Ask for less at once, or try again."),
                                false,
                                "time limit of the whole call"));
        };
    }

    /** However the stream ended: once the model has said why it stopped, the answer is complete. */
    private Attempt atTheEnd(ReplyCollector said, Attempt otherwise) {
        FinishReason reason = said.finishReason();
        if (reason == null) {
            return otherwise;
        }
        return switch (reason) {
            case STOP, TOOL_EXECUTION -> done(new ModelReply.Finished(said.text(), said.calls(), said.usage()));
            case LENGTH ->
                attempt(
                        new ModelReply.Interrupted(
                                said.text(),
                                new Failure(
                                        MODEL_INTERRUPTED,
                                        "The answer was longer than the model's limit and was cut off. Ask for less at"
                                                + " once.")),
                        "finish_reason length");
            case CONTENT_FILTER ->
                attempt(
                        new ModelReply.Failed(
                                said.text(),
                                new Failure(
                                        MODEL_INTERRUPTED,
                                        "The provider's content filter blocked the answer. Put the question in other"
                                                + " words.")),
                        "finish_reason content_filter");
            case OTHER -> otherwise;
        };
    }

    private Attempt cutOff(ReplyCollector said, String detail) {
        Failure failure = new Failure(
                MODEL_INTERRUPTED,
                "The model server (" + server + ") ended the answer "
                        + (said.hasBegun()
                                ? "half-way. What it had said is kept; try again."
                                : "before it began. Try again."));
        return new Attempt(new ModelReply.Interrupted(said.text(), failure), !said.hasBegun(), null, detail);
    }

    private Attempt lost(Throwable cause, ReplyCollector said) {
        if (said.isOpen()) {
            return cutOff(said, "connection lost: " + cause);
        }
        if (cause instanceof SSLException) {
            return failed(
                    said,
                    new Failure(
                            MODEL_UNAVAILABLE,
                            "No secure connection to the model server (" + server + ") could be made. Check"
                                    + " OPENAI_BASE_URL (http or https?) and the server's certificate."),
                    false,
                    cause.toString());
        }
        String what = cause instanceof HttpConnectTimeoutException ? "did not answer in time" : "cannot be reached";
        return failed(
                said,
                new Failure(
                        MODEL_UNAVAILABLE,
                        "The model server (" + server + ") " + what
                                + ". Check that it runs, the network, and OPENAI_BASE_URL."),
                true,
                cause.toString());
    }

    private Attempt silent(Duration limit, ReplyCollector said) {
        Failure failure = new Failure(
                MODEL_TIMEOUT,
                said.hasBegun()
                        ? "The model fell silent within its answer for " + words(limit)
                                + ". What it had said is kept; try again."
                        : "The model did not begin to answer within " + words(limit)
                                + ". Try again, or allow it more time (tabletalk.model.timeouts.first-token).");
        return failed(said, failure, false, "silent for " + limit);
    }

    private Attempt errorInStream(Ending.ErrorInStream error, ReplyCollector said) {
        String detail = "error in the stream: " + error.detail();
        if (said.hasBegun()) {
            Failure failure = new Failure(
                    MODEL_INTERRUPTED,
                    "The model server (" + server + ") broke the answer off with an error. What it had said is kept;"
                            + " try again.");
            return attempt(new ModelReply.Interrupted(said.text(), failure), detail);
        }
        if (error.status() == 0) {
            return failed(
                    said,
                    new Failure(
                            MODEL_UNAVAILABLE,
                            "The model server (" + server + ") answered with an error. Try again; the server's log"
                                    + " has the details."),
                    false,
                    detail);
        }
        Attempt asStatus = refused(new Ending.Refused(error.status(), null, error.detail()), said);
        return new Attempt(asStatus.reply(), asStatus.worthRepeating(), null, detail);
    }

    private Attempt refused(Ending.Refused refused, ReplyCollector said) {
        int status = refused.status();
        String body = refused.body().toLowerCase(Locale.ROOT);
        boolean noQuota = body.contains("insufficient_quota");
        boolean transientStatus = status == 408 || (status == 429 && !noQuota) || status >= 500;
        return new Attempt(
                new ModelReply.Failed(said.text(), refusal(status, body, noQuota)),
                transientStatus,
                refused.retryAfter(),
                "HTTP " + status + ": " + refused.body());
    }

    private Failure refusal(int status, String body, boolean noQuota) {
        String who = "The model server (" + server + ") ";
        if (status == 401 || status == 403) {
            return new Failure(
                    MODEL_UNAUTHORIZED,
                    hasKey
                            ? who + "refused the API key. Check OPENAI_API_KEY and that it may use the model \"" + model
                                    + "\"."
                            : who + "asks for an API key. Set OPENAI_API_KEY.");
        }
        if (status == 402 || noQuota) {
            return new Failure(
                    MODEL_RATE_LIMITED, who + "says that the account has no credit left. Check its plan and billing.");
        }
        if (status == 429) {
            return new Failure(MODEL_RATE_LIMITED, who + "asks us to slow down. Wait a little, then ask again.");
        }
        if (status == 413 || body.contains("context_length") || body.contains("context length")) {
            return new Failure(
                    MODEL_PROTOCOL,
                    "The conversation is too long for the model \"" + model + "\". Start a new conversation.");
        }
        if (status < 400 || status == 404 || status == 405) {
            return new Failure(
                    MODEL_UNAVAILABLE,
                    who + "does not know the model \"" + model + "\" or has no chat completions at this address."
                            + " Check OPENAI_MODEL, and OPENAI_BASE_URL, which usually ends in /v1.");
        }
        if (status == 408 || status >= 500) {
            return new Failure(
                    MODEL_UNAVAILABLE, who + "has a problem of its own (HTTP " + status + "). Try again later.");
        }
        return new Failure(
                MODEL_PROTOCOL,
                who + "did not accept the request (HTTP " + status + "). Check that the model \"" + model
                        + "\" supports tools and streaming; the log has the details.");
    }

    private Attempt notAStream(Ending.NotAStream other, ReplyCollector said) {
        String what = other.contentType().startsWith("text/html") ? "a web page" : "something else";
        return failed(
                said,
                new Failure(
                        MODEL_PROTOCOL,
                        "The address of the model (" + server + ") answered with " + what
                                + " instead of a model's answer. Check OPENAI_BASE_URL, which usually ends in /v1."),
                false,
                "HTTP 2xx with content type \"" + other.contentType() + "\": " + other.body());
    }

    /** Failed when nothing came before it, else interrupted. */
    private static Attempt failed(ReplyCollector said, Failure failure, boolean worthRepeating, String detail) {
        return said.hasBegun()
                ? attempt(new ModelReply.Interrupted(said.text(), failure), detail)
                : new Attempt(new ModelReply.Failed(said.text(), failure), worthRepeating, null, detail);
    }

    private static Attempt done(ModelReply reply) {
        return new Attempt(reply, false, null, null);
    }

    private static Attempt attempt(ModelReply reply, @Nullable String detail) {
        return new Attempt(reply, false, null, detail);
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
