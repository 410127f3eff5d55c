package dev.tabletalk.adapter.web.api;

import dev.tabletalk.application.sql.EditSqlUseCase;
import dev.tabletalk.application.sql.StopHandle;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.SqlText;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(ApiConfiguration.BASE)
@Tag(name = "Edited SQL")
final class SqlVersionsController {
    private final EditSqlUseCase sql;

    SqlVersionsController(EditSqlUseCase sql) {
        this.sql = sql;
    }

    @GetMapping("/turns/{turnId}/calls/{callId}/versions")
    @Operation(
            summary = "What people made of a query of an answer",
            description =
                    "In the order of their numbers, from 2 on: version 1 is the call itself. 404 when the turn has no"
                            + " such finished run_query call.")
    SqlVersionJson.Versions versions(@PathVariable String turnId, @PathVariable String callId) {
        return new SqlVersionJson.Versions(sql.versions(cell(turnId, callId)).stream()
                .map(SqlVersionJson::of)
                .toList());
    }

    @PostMapping("/turns/{turnId}/calls/{callId}/versions")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Runs a statement in the place of a query of an answer",
            description =
                    "Without the model, in the database of the conversation. What comes of it is kept as a version, also"
                            + " when it is refused or fails: that is its status, not an error of this call. 409 when there are 100"
                            + " versions already.")
    SqlVersionJson run(@PathVariable String turnId, @PathVariable String callId, @RequestBody SqlInput input) {
        return SqlVersionJson.of(sql.run(cell(turnId, callId), input.text(), new StopHandle()));
    }

    @PostMapping("/dbs/{connectionId}/explain")
    @Operation(
            summary = "How the database would run a statement",
            description =
                    "The plan in the database's own form, which is not stored. Only for statements that would be run:"
                            + " errors are those of query. 409 for SQL Server, which has no statement for it.")
    PlanJson explain(@PathVariable String connectionId, @RequestBody SqlInput input) {
        return PlanJson.of(sql.explain(ConnectionId.parse(connectionId), input.text(), new StopHandle()));
    }

    @GetMapping("/results/{resultId}/diff")
    @Operation(
            summary = "What changed since another result",
            description =
                    "Rows added, rows gone and cells changed from the result of the parameter against to this one.")
    ResultDiffJson diff(@PathVariable String resultId, @RequestParam String against) {
        return ResultDiffJson.of(sql.diff(ResultId.parse(against), ResultId.parse(resultId)));
    }

    private static QueryCell cell(String turnId, String callId) {
        return new QueryCell(TurnId.parse(turnId), callId);
    }

    record SqlInput(@Nullable String sql) {
        private SqlText text() {
            return new SqlText(sql == null ? "" : sql);
        }
    }
}
