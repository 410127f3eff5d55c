package dev.tabletalk.adapter.web.api;

import dev.tabletalk.application.query.ReadResultsUseCase;
import dev.tabletalk.domain.query.ResultId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Results")
final class ResultsController {
    private final ReadResultsUseCase results;

    ResultsController(ReadResultsUseCase results) {
        this.results = results;
    }

    @GetMapping(ApiConfiguration.BASE + "/results/{resultId}")
    @Operation(summary = "Rows of a stored result, as they were when it ran")
    ResultJson result(
            @PathVariable String resultId,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "1000") int limit) {
        return ResultJson.of(results.page(ResultId.parse(resultId), offset, limit));
    }
}
