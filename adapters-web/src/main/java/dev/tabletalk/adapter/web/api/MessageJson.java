package dev.tabletalk.adapter.web.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnVersions;
import dev.tabletalk.domain.failure.Failure;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something said in a conversation.
 *
 * @param turnId null when it was appended from outside
 * @param role user or assistant
 * @param toolCalls null when there are none
 * @param status completed, stopped, failed or interrupted
 * @param versions null when its question has only one
 * @param error why it is failed or interrupted; otherwise null
 */
record MessageJson(
        long id,
        String conversationId,
        @Nullable String turnId,
        String role,
        String content,
        @Nullable List<ToolCallJson> toolCalls,
        String status,
        @Nullable ErrorJson error,
        @Nullable VersionsJson versions,
        Instant createdAt) {
    static MessageJson of(Message message) {
        return of(message, null);
    }

    static MessageJson of(Message message, @Nullable TurnVersions versions) {
        String turnId = message.turnId() == null ? null : message.turnId().toString();
        return switch (message) {
            case Message.UserMessage said ->
                new MessageJson(
                        said.id().value(),
                        said.conversationId().toString(),
                        turnId,
                        "user",
                        said.text(),
                        null,
                        "completed",
                        null,
                        versions == null ? null : VersionsJson.of(versions),
                        said.createdAt());
            case Message.AssistantMessage said ->
                new MessageJson(
                        said.id().value(),
                        said.conversationId().toString(),
                        turnId,
                        "assistant",
                        said.text(),
                        said.toolCalls().isEmpty()
                                ? null
                                : said.toolCalls().stream()
                                        .map(ToolCallJson::of)
                                        .toList(),
                        said.status().name().toLowerCase(Locale.ROOT),
                        said.failure() == null ? null : ErrorJson.of(said.failure()),
                        null,
                        said.createdAt());
        };
    }

    /**
     * Where a question stands among its versions.
     *
     * @param number counts from 1
     */
    record VersionsJson(
            int number,
            int count,
            @Nullable String previousTurnId,
            @Nullable String nextTurnId) {
        static VersionsJson of(TurnVersions versions) {
            return new VersionsJson(
                    versions.number(), versions.count(), text(versions.previous()), text(versions.next()));
        }

        private static @Nullable String text(@Nullable TurnId id) {
            return id == null ? null : id.toString();
        }
    }

    /** @param code as in the type of a problem, such as model-timeout */
    record ErrorJson(String code, String message) {
        static ErrorJson of(Failure failure) {
            return new ErrorJson(FailureProblem.nameOf(failure.code()), failure.message());
        }
    }

    /**
     * A use of a tool.
     *
     * @param input the arguments as they were given; {@code {"_malformed": "…"}} when they were no JSON object
     * @param status running, completed, error, refused or cancelled
     * @param output what the agent was told; null while it runs
     * @param resultId the stored rows, when there are some
     */
    record ToolCallJson(
            String id,
            String tool,
            @JsonRawValue @Schema(types = "object") String input,
            String status,
            @Nullable String output,
            @Nullable String resultId,
            @Nullable Long durationMs) {
        static ToolCallJson of(ToolCall call) {
            ToolOutcome outcome = call.outcome();
            return new ToolCallJson(
                    call.id(),
                    call.tool(),
                    Json.isObject(call.arguments()) ? call.arguments() : malformed(call.arguments()),
                    outcome == null ? "running" : statusOf(outcome),
                    outcome == null ? null : outcome.output(),
                    outcome instanceof ToolOutcome.Succeeded ok && ok.result() != null
                            ? ok.result().id().toString()
                            : null,
                    outcome == null ? null : outcome.elapsed().toMillis());
        }

        static String statusOf(ToolOutcome outcome) {
            return switch (outcome) {
                case ToolOutcome.Succeeded done -> "completed";
                case ToolOutcome.Failed failed -> "error";
                case ToolOutcome.Refused refused -> "refused";
                case ToolOutcome.Cancelled cancelled -> "cancelled";
            };
        }

        private static String malformed(String arguments) {
            return Json.quote(new StringBuilder("{\"_malformed\":"), arguments)
                    .append('}')
                    .toString();
        }
    }
}
