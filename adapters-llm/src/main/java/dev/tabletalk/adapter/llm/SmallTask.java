package dev.tabletalk.adapter.llm;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.port.ModelListener;
import dev.tabletalk.domain.port.ModelReply;
import java.time.Duration;
import java.util.regex.Pattern;

/** Something a model behind an endpoint does beside the answers: one message, no tools, one text within 20 seconds. */
final class SmallTask {
    /** A little less than the 20 seconds that the contracts allow. */
    private static final Duration PATIENCE = Duration.ofSeconds(19);
    /** Local reasoning models think aloud between these tags. */
    private static final Pattern THOUGHTS = Pattern.compile("(?s)<think>.*?(</think>|\\z)");

    private final OpenAiEndpoint endpoint;
    private final String model;
    private final Limits limits;
    private final String instructions;
    private final String unfinished;

    /** @param unfinished the sentence for a person when the call was interrupted */
    SmallTask(OpenAiEndpoint endpoint, String model, Limits limits, String instructions, String unfinished) {
        this.endpoint = endpoint;
        this.model = model;
        this.limits = limits.atMost(PATIENCE);
        this.instructions = instructions;
        this.unfinished = unfinished;
    }

    /**
     * What the model says, without what it thought aloud.
     *
     * @throws FailureException when it does not finish
     */
    String ask(String message, ModelListener listener) {
        ChatRequest request = ChatRequest.builder()
                .modelName(model)
                .messages(SystemMessage.from(instructions), UserMessage.from(message))
                .build();
        return switch (endpoint.call(request, listener, new Cancellation(), limits)) {
            case ModelReply.Finished finished ->
                THOUGHTS.matcher(finished.text()).replaceAll("");
            case ModelReply.Interrupted interrupted -> throw new FailureException(interrupted.failure());
            case ModelReply.Failed failed -> throw new FailureException(failed.failure());
            // Only when the thread was interrupted: nobody else can cancel this call.
            case ModelReply.Cancelled cancelled -> throw FailureException.of(FailureCode.MODEL_INTERRUPTED, unfinished);
        };
    }
}
