package dev.tabletalk.adapter.web.api;

import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.application.agent.AskAgentUseCase;
import dev.tabletalk.application.conversation.ReadConversationsUseCase;
import dev.tabletalk.application.conversation.VersionsUseCase;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(ApiConfiguration.BASE)
@Tag(name = "Turns")
final class TurnsController {
    private final AskAgentUseCase agent;
    private final VersionsUseCase versions;
    private final ReadConversationsUseCase conversations;

    TurnsController(AskAgentUseCase agent, VersionsUseCase versions, ReadConversationsUseCase conversations) {
        this.agent = agent;
        this.versions = versions;
        this.conversations = conversations;
    }

    @PostMapping("/conversations/{id}/turns")
    @Operation(
            summary = "Asks the agent",
            description =
                    "Answers with the AG-UI 1.0 events of the run as they happen, or with Accept: application/json"
                            + " at once with 202 and the turn's id. The run belongs to the server: it goes on when the client"
                            + " goes; Content-Location says where to follow it. A question asked while another is being answered"
                            + " waits for its turn. content has 1 to 32,000 characters (413 beyond). With insteadOf the answer"
                            + " becomes another version of that turn; without content the same question is asked again.")
    @ApiResponse(
            responseCode = "200",
            description = "The events",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    @ApiResponse(
            responseCode = "202",
            description = "The question is being answered",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = TurnJson.class)))
    @Nullable
    ResponseEntity<TurnJson> ask(
            @PathVariable String id,
            @RequestBody Question input,
            @Parameter(hidden = true) @RequestHeader(name = "Accept", required = false) @Nullable List<String> accept,
            HttpServletResponse response)
            throws HttpMediaTypeNotAcceptableException {
        boolean stream = wantsStream(accept);
        ConversationId conversationId = ConversationId.parse(id);
        AgentRun run = ask(conversationId, input);
        if (stream) {
            EventStream.follow(run, 0, writer(run, 0), EventStream.KEEP_ALIVE, response);
            return null;
        }
        return ResponseEntity.accepted()
                .location(URI.create(ApiConfiguration.BASE + "/turns/" + run.turnId() + "/events"))
                .body(new TurnJson(run.turnId().toString()));
    }

    private AgentRun ask(ConversationId id, Question input) {
        MessageText question = input.checked();
        if (input.insteadOf() == null) {
            return agent.ask(id, Objects.requireNonNull(question));
        }
        TurnId version = TurnId.parse(input.insteadOf());
        if (!agent.find(version).conversationId().equals(id)) {
            throw FailureException.invalid("insteadOf", "The turn belongs to another conversation.");
        }
        return agent.askInstead(version, question);
    }

    /** The one of the two answers that the client would rather have; the stream when it does not mind. */
    private static boolean wantsStream(@Nullable List<String> accept) throws HttpMediaTypeNotAcceptableException {
        if (accept == null || accept.isEmpty()) {
            return true;
        }
        List<MediaType> accepted;
        try {
            accepted = new ArrayList<>(MediaType.parseMediaTypes(accept));
        } catch (InvalidMediaTypeException malformed) {
            throw new HttpMediaTypeNotAcceptableException("The Accept header could not be read.");
        }
        MimeTypeUtils.sortBySpecificity(accepted);
        for (MediaType type : accepted) {
            if (type.includes(MediaType.TEXT_EVENT_STREAM)) {
                return true;
            }
            if (type.includes(MediaType.APPLICATION_JSON)) {
                return false;
            }
        }
        throw new HttpMediaTypeNotAcceptableException(List.of(MediaType.TEXT_EVENT_STREAM, MediaType.APPLICATION_JSON));
    }

    @GetMapping("/turns/{turnId}/events")
    @Operation(
            summary = "Follows or replays a turn",
            description =
                    "With Last-Event-ID (or the parameter lastEventId) only what came after that event, also years later:"
                            + " event numbers grow by the length of the text with a text and by one otherwise, so a text goes on where"
                            + " it was left. 204 when nothing will come any more, which tells an EventSource not to connect again; 410"
                            + " urn:problem:events-gone when the turn has no event of that number (any more). Without it the whole"
                            + " turn.")
    @ApiResponse(
            responseCode = "200",
            description = "The events",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    void events(
            @PathVariable String turnId,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventIdHeader,
            @RequestParam(required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws InterruptedException {
        long seen = EventStream.lastEventId(lastEventIdHeader == null ? lastEventId : lastEventIdHeader);
        AgentRun run = agent.find(TurnId.parse(turnId));
        if (seen > run.newestEvent()) {
            throw new EventsGoneException(run.turnId(), seen);
        }
        if (seen > 0
                && run.status().isOver()
                && run.eventsAfter(seen, Duration.ZERO).isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        EventStream.follow(run, seen, writer(run, seen), EventStream.KEEP_ALIVE, response);
    }

    @DeleteMapping("/turns/{turnId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Stops a turn", description = "What was said is kept. Does nothing when it is over.")
    void stop(@PathVariable String turnId) {
        agent.find(TurnId.parse(turnId)).stop();
    }

    @PostMapping("/turns/{turnId}/branch")
    @Operation(
            summary = "Makes a new conversation of everything up to a turn",
            description = "Messages, calls and results are copied. 409 while the turn is not over.")
    @ApiResponse(
            responseCode = "201",
            description = "The new conversation",
            content = @Content(schema = @Schema(implementation = ConversationJson.class)))
    ResponseEntity<ConversationJson> branch(@PathVariable String turnId) {
        ConversationId id = versions.branch(TurnId.parse(turnId)).id();
        return ResponseEntity.created(URI.create(ApiConfiguration.BASE + "/conversations/" + id))
                .body(ConversationJson.of(conversations.get(id), false));
    }

    private static EventWriter writer(AgentRun run, long seen) {
        String turn = run.turnId().toString();
        return new EventWriter(run.conversationId().toString(), turn, turn, seen > 0);
    }

    /**
     * A question.
     *
     * @param insteadOf id of the turn whose place the answer takes as a new version; null to follow what is shown
     * @param content may be left out with insteadOf: then the same question is asked again
     */
    record Question(@Nullable String content, @Nullable String insteadOf) {
        private @Nullable MessageText checked() {
            if (content == null && insteadOf == null) {
                throw FailureException.invalid("content", "The field content is missing.");
            }
            return content == null ? null : new MessageText(content);
        }
    }

    record TurnJson(String turnId) {}
}
