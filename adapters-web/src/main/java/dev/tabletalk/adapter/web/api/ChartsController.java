package dev.tabletalk.adapter.web.api;

import dev.tabletalk.application.chart.ChartsUseCase;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.query.ResultId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
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
@RequestMapping(ApiConfiguration.BASE + "/turns/{turnId}/charts")
@Tag(name = "Charts")
final class ChartsController {
    private static final MediaType SVG = new MediaType("image", "svg+xml", StandardCharsets.UTF_8);

    private final ChartsUseCase charts;

    ChartsController(ChartsUseCase charts) {
        this.charts = charts;
    }

    @GetMapping("/{resultId}")
    @Operation(summary = "The chart that a turn shows of a result", description = "404 when it shows none.")
    ChartJson chart(@PathVariable String turnId, @PathVariable String resultId) {
        TurnId turn = TurnId.parse(turnId);
        ResultId result = ResultId.parse(resultId);
        return ChartJson.of(turn, result, charts.read(turn, result));
    }

    @PutMapping("/{resultId}")
    @Operation(
            summary = "Shows a result as a chart",
            description = "What is left out is chosen to suit the data; {} is the suggested chart. Columns are given by"
                    + " name; a name that repeats has a number, as in \"total (2)\". 400 with the field to blame when it does"
                    + " not suit the result.")
    ChartJson show(@PathVariable String turnId, @PathVariable String resultId, @RequestBody ChartInput input) {
        TurnId turn = TurnId.parse(turnId);
        ResultId result = ResultId.parse(resultId);
        return ChartJson.of(turn, result, charts.save(turn, result, input.request()));
    }

    @DeleteMapping("/{resultId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Shows no chart of a result any more",
            description = "Nothing happens when there is none; PUT shows one again.")
    void remove(@PathVariable String turnId, @PathVariable String resultId) {
        charts.remove(TurnId.parse(turnId), ResultId.parse(resultId));
    }

    @GetMapping("/{resultId}.svg")
    @Operation(summary = "The chart as an SVG document that stands for itself")
    @ApiResponse(
            responseCode = "200",
            description = "The drawing",
            content = @Content(mediaType = "image/svg+xml", schema = @Schema(type = "string")))
    ResponseEntity<byte[]> svg(@PathVariable String turnId, @PathVariable String resultId) {
        byte[] drawing =
                charts.svg(TurnId.parse(turnId), ResultId.parse(resultId)).getBytes(StandardCharsets.UTF_8);
        return ResponseEntity.ok()
                .contentType(SVG)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("chart.svg")
                                .build()
                                .toString())
                .body(drawing);
    }
}
