package dev.tabletalk.adapter.llm;

import dev.langchain4j.model.output.FinishReason;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.port.ModelReply;
import java.net.http.HttpConnectTimeoutException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Decides in which one way a try ended, and whether another one makes sense. */
record Judge(ModelFailures failures) {
    /** @throws RuntimeException what the listener threw */
    Attempt judge(Ending ending, ReplyCollector said) {
        return switch (ending) {
            case Ending.Cancelled cancelled -> Attempt.done(new ModelReply.Cancelled(said.text()));
            case Ending.ListenerFailed failed -> throw failed.cause();
            case Ending.Refused refused -> refused(refused, said);
            case Ending.NotAStream other ->
                failed(
                        said,
                        failures.notAStream(other.contentType()),
                        "a success of type \"" + other.contentType() + "\": " + other.body());
            case Ending.BadChunk bad -> failed(said, failures.badChunk(), "unreadable event: " + bad.cause());
            case Ending.ErrorInStream error -> errorInStream(error, said);
            case Ending.Closed closed -> atTheEnd(said, cutOff(said, "the stream ended without a finish reason"));
            case Ending.Lost lost -> atTheEnd(said, lost(lost.cause(), said));
            case Ending.Silent silent ->
                atTheEnd(
                        said,
                        failed(said, failures.silent(silent.limit(), said.hasBegun()), "silent for " + silent.limit()));
            case Ending.TooMuch tooMuch -> failed(said, failures.tooMuch(said.hasBegun()), tooMuch.detail());
            case Ending.OverTime over ->
                atTheEnd(said, failed(said, failures.overTime(over.limit()), "time limit of the whole call"));
        };
    }

    /** However the stream ended: once the model has said why it stopped, the answer is complete. */
    private Attempt atTheEnd(ReplyCollector said, Attempt otherwise) {
        FinishReason reason = said.finishReason();
        return switch (reason) {
            case STOP, TOOL_EXECUTION -> Attempt.done(new ModelReply.Finished(said.text(), said.calls(), said.usage()));
            case LENGTH ->
                Attempt.failed(new ModelReply.Interrupted(said.text(), failures.tooLong()), "finish reason: length");
            case CONTENT_FILTER ->
                Attempt.failed(new ModelReply.Failed(said.text(), failures.filtered()), "finish reason: filtered");
            case OTHER -> otherwise;
            case null -> otherwise;
        };
    }

    private Attempt cutOff(ReplyCollector said, String detail) {
        Attempt attempt =
                Attempt.failed(new ModelReply.Interrupted(said.text(), failures.cutOff(said.hasBegun())), detail);
        return said.hasBegun() ? attempt : attempt.repeatable(null);
    }

    private Attempt lost(Throwable cause, ReplyCollector said) {
        if (said.isOpen()) {
            return cutOff(said, "connection lost: " + cause);
        }
        if (cause instanceof SSLException) {
            return failed(said, failures.notSecure(), cause.toString());
        }
        Failure failure = failures.unreachable(cause instanceof HttpConnectTimeoutException);
        return failed(said, failure, cause.toString()).repeatable(null);
    }

    private Attempt refused(Ending.Refused refused, ReplyCollector said) {
        int status = refused.status();
        String body = refused.body().toLowerCase(Locale.ROOT);
        Attempt attempt = failed(said, failures.refused(status, body), "HTTP " + status + ": " + refused.body());
        boolean passing = status == 408 || (status == 429 && !ModelFailures.isOutOfCredit(body)) || status >= 500;
        return passing ? attempt.repeatable(refused.retryAfter()) : attempt;
    }

    private Attempt errorInStream(Ending.ErrorInStream error, ReplyCollector said) {
        if (said.hasBegun()) {
            return failed(said, failures.errorWithinTheAnswer(), "error in the stream: " + error.detail());
        }
        return error.status() == 0
                ? failed(said, failures.errorInsteadOfAnAnswer(), "error in the stream: " + error.detail())
                : refused(new Ending.Refused(error.status(), null, error.detail()), said);
    }

    /** Failed when nothing came before it, else interrupted. */
    private static Attempt failed(ReplyCollector said, Failure failure, String detail) {
        return Attempt.failed(
                said.hasBegun()
                        ? new ModelReply.Interrupted(said.text(), failure)
                        : new ModelReply.Failed(said.text(), failure),
                detail);
    }
}
