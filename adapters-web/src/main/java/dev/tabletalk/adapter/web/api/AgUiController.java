package dev.tabletalk.adapter.web.api;

import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.application.agent.AskAgentUseCase;
import dev.tabletalk.application.conversation.ManageConversationsUseCase;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.MessageText;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "AG-UI")
final class AgUiController {
    // An AG-UI client stops a run by closing its request, which shows only when something is written.
    private static final Duration KEEP_ALIVE = Duration.ofMillis(500);

    private final ManageConversationsUseCase conversations;
    private final AskAgentUseCase agent;

    AgUiController(ManageConversationsUseCase conversations, AskAgentUseCase agent) {
        this.conversations = conversations;
        this.agent = agent;
    }

    @PostMapping(ApiConfiguration.BASE + "/dbs/{connectionId}/ag-ui")
    @Operation(
            summary = "The agent for AG-UI clients",
            description = "Takes a RunAgentInput, such as HttpAgent of @ag-ui/client sends it. The threadId is the"
                    + " conversation, which is made when there is none with this UUID (409 when it belongs to another"
                    + " connection). The newest user message is the question; the messages before it are those of the"
                    + " conversation, whatever the client sends. Tools of the client, context, state and forwardedProps"
                    + " are ignored. Closing the request stops the run.")
    @ApiResponse(
            responseCode = "200",
            description = "The events of AG-UI 1.0",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    void run(@PathVariable String connectionId, @RequestBody RunAgentInput input, HttpServletResponse response) {
        ConnectionId connection = ConnectionId.parse(connectionId);
        ConversationId conversation = input.conversation();
        String runId = input.checkedRunId();
        MessageText question = input.question();
        conversations.open(connection, conversation);
        AgentRun run = agent.ask(conversation, question);
        EventWriter writer =
                new EventWriter(conversation.toString(), runId, run.turnId().toString(), false);
        switch (EventStream.follow(run, 0, writer, KEEP_ALIVE, response)) {
            case COMPLETE -> {}
            case DISCONNECTED -> run.stop();
        }
    }
}
