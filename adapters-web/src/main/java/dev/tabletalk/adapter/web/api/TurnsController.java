package dev.tabletalk.adapter.web.api;

import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.application.agent.AskAgentUseCase;
import dev.tabletalk.application.agent.NumberedEvent;
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
import java.util.Optional;
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

    TurnsController(AskAgentUseCase agent) {
        this.agent = agent;
    }

    @PostMapping("/conversations/{id}/turns")
    @Operation(
            summary = "Asks the agent",
            description =
                    "Answers with the AG-UI 1.0 events of the run as they happen, or with Accept: application/json"
                            + " at once with 202 and the turn's id. The run belongs to the server: it goes on when the client"
                            + " goes; Content-Location says where to follow it. A question asked while another is being answered"
                            + " waits for its turn. content has 1 to 32,000 characters (413 beyond).")
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
        AgentRun run = agent.ask(conversationId, input.checked());
        if (stream) {
            EventStream.follow(run, 0, writer(run.conversationId(), run.turnId(), 0), EventStream.KEEP_ALIVE, response);
            return null;
        }
        return ResponseEntity.accepted()
                .location(URI.create(ApiConfiguration.BASE + "/turns/" + run.turnId() + "/events"))
                .body(new TurnJson(run.turnId().toString()));
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
            description = "With Last-Event-ID (or the parameter lastEventId) only what came after that event; 204 when"
                    + " nothing will come any more, which tells an EventSource not to connect again; 410"
                    + " urn:problem:events-gone when the run ended too long ago for its event numbers to be known. Without"
                    + " it the whole turn, also years later.")
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
        TurnId id = TurnId.parse(turnId);
        long asked = EventStream.lastEventId(lastEventIdHeader == null ? lastEventId : lastEventIdHeader);
        Optional<AgentRun> found = agent.find(id);
        if (found.isEmpty()) {
            EventWriter writer = writer(agent.conversationOf(id), id, 0);
            if (asked > 0) {
                throw new EventsGoneException(id);
            }
            EventStream.replay(agent.replay(id), turnId, writer, response);
            return;
        }
        AgentRun run = found.get();
        long seen = asked == 0 ? 0 : Math.min(asked, newest(run));
        if (seen > 0
                && run.status().isOver()
                && run.eventsAfter(seen, Duration.ZERO).isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        EventStream.follow(run, seen, writer(run.conversationId(), id, seen), EventStream.KEEP_ALIVE, response);
    }

    private static long newest(AgentRun run) throws InterruptedException {
        List<NumberedEvent> events = run.eventsAfter(0, Duration.ZERO);
        return events.isEmpty() ? 0 : events.getLast().number();
    }

    @DeleteMapping("/turns/{turnId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Stops a turn", description = "What was said is kept. Does nothing when it is over.")
    void stop(@PathVariable String turnId) {
        TurnId id = TurnId.parse(turnId);
        Optional<AgentRun> run = agent.find(id);
        if (run.isEmpty()) {
            ConversationId _ = agent.conversationOf(id);
            return;
        }
        run.get().stop();
    }

    private static EventWriter writer(ConversationId conversation, TurnId turn, long seen) {
        return new EventWriter(conversation.toString(), turn.toString(), turn.toString(), seen > 0);
    }

    record Question(@Nullable String content) {
        private MessageText checked() {
            if (content == null) {
                throw FailureException.invalid("content", "The field content is missing.");
            }
            return new MessageText(content);
        }
    }

    record TurnJson(String turnId) {}
}
