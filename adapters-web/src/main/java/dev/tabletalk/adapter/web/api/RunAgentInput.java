package dev.tabletalk.adapter.web.api;

import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureException;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an AG-UI client sends to start a run, as far as it matters here.
 *
 * @param threadId the conversation; a UUID, made by the client for a new one
 * @param runId given back as it is in the events
 * @param messages only the newest user message counts: the conversation itself is known here
 */
record RunAgentInput(
        @Nullable String threadId,
        @Nullable String runId,

        @ArraySchema(schema = @Schema(implementation = AgUiMessage.class)) @Nullable
        List<@Nullable AgUiMessage> messages) {
    /** @param content a text, or an array of parts of which those with type text count */
    record AgUiMessage(
            @Nullable String id,
            @Nullable String role,
            @Schema(implementation = Object.class) @Nullable JsonNode content) {}

    ConversationId conversation() {
        if (threadId == null) {
            throw FailureException.invalid("threadId", "The field threadId is missing.");
        }
        try {
            return ConversationId.parse(threadId);
        } catch (FailureException noUuid) {
            throw FailureException.invalid(
                    "threadId", "The threadId must be a UUID: it is the id of the conversation.");
        }
    }

    String checkedRunId() {
        if (runId == null) {
            throw FailureException.invalid("runId", "The field runId is missing.");
        }
        return runId;
    }

    MessageText question() {
        AgUiMessage newest = messages == null
                ? null
                : messages.reversed().stream()
                        .filter(message -> message != null && "user".equals(message.role))
                        .findFirst()
                        .orElse(null);
        if (newest == null) {
            throw FailureException.invalid("messages", "There is no message with the role user to answer.");
        }
        try {
            return new MessageText(text(newest.content));
        } catch (FailureException wrong) {
            Failure failure = wrong.failure();
            throw new FailureException(new Failure(failure.code(), failure.message(), "messages"), wrong);
        }
    }

    private static String text(@Nullable JsonNode content) {
        if (content == null) {
            return "";
        }
        if (content.isString()) {
            return content.stringValue();
        }
        return content.valueStream()
                .filter(part -> "text".equals(part.path("type").stringValue("")))
                .map(part -> part.path("text").stringValue(""))
                .collect(Collectors.joining("\n"));
    }
}
