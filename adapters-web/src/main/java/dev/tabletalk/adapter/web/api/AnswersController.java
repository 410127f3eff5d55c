package dev.tabletalk.adapter.web.api;

import dev.tabletalk.application.conversation.AnswerNotesUseCase;
import dev.tabletalk.application.trace.ReadTraceUseCase;
import dev.tabletalk.domain.conversation.AnswerNote;
import dev.tabletalk.domain.conversation.Feedback;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(ApiConfiguration.BASE + "/turns/{turnId}")
@Tag(name = "Turns")
final class AnswersController {
    private final AnswerNotesUseCase notes;
    private final ReadTraceUseCase traces;

    AnswersController(AnswerNotesUseCase notes, ReadTraceUseCase traces) {
        this.notes = notes;
        this.traces = traces;
    }

    @GetMapping
    @Operation(summary = "How an answer was made, what is thought of it, and what could be asked next")
    AnswerJson answer(@PathVariable String turnId) {
        TurnId id = TurnId.parse(turnId);
        AnswerNote note = notes.notes(List.of(id)).get(id);
        if (note == null) {
            throw FailureException.notFound("turn", turnId);
        }
        return AnswerJson.of(id, note);
    }

    @GetMapping("/trace")
    @Operation(
            summary = "The steps of a turn with their times, tokens and rows",
            description =
                    "Waiting, calls to models and uses of tools. The request of each call can be read in the very words.")
    TraceJson trace(@PathVariable String turnId) {
        return TraceJson.of(traces.trace(TurnId.parse(turnId)));
    }

    @GetMapping("/trace/{call}/request")
    @Operation(
            summary = "What was sent to a model, byte for byte",
            description = "The body of the request; headers and keys are not kept. 204 when nothing was sent.")
    @ApiResponse(
            responseCode = "200",
            description = "The body as it was sent",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")))
    ResponseEntity<byte[]> request(@PathVariable String turnId, @PathVariable int call) {
        String body = traces.request(TurnId.parse(turnId), call);
        return body.isEmpty()
                ? ResponseEntity.noContent().build()
                : ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(body.getBytes(StandardCharsets.UTF_8));
    }

    @PutMapping("/feedback")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Says what a person thinks of an answer",
            description = "rating is up or down; reason has at most 1,000 characters. Takes the place of what was said"
                    + " before. 409 while the answer is not complete.")
    void rate(@PathVariable String turnId, @RequestBody AnswerJson.FeedbackJson input) {
        notes.rate(TurnId.parse(turnId), new Feedback(rating(input.rating()), input.reason()));
    }

    private static Feedback.Rating rating(@Nullable String text) {
        return switch (text) {
            case "up" -> Feedback.Rating.UP;
            case "down" -> Feedback.Rating.DOWN;
            case null, default -> throw FailureException.invalid("rating", "The rating must be up or down.");
        };
    }

    @DeleteMapping("/feedback")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Takes back what was said of an answer")
    void takeBack(@PathVariable String turnId) {
        notes.rate(TurnId.parse(turnId), null);
    }
}
