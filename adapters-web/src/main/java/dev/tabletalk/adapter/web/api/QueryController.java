package dev.tabletalk.adapter.web.api;

import dev.tabletalk.application.query.RunSqlUseCase;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.query.SqlText;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Query")
final class QueryController {
    private final RunSqlUseCase sql;

    QueryController(RunSqlUseCase sql) {
        this.sql = sql;
    }

    @PostMapping(ApiConfiguration.BASE + "/dbs/{connectionId}/query")
    @Operation(
            summary = "Runs one reading statement without the model and stores its result",
            description =
                    "422 urn:problem:sql-refused when the guard does not let it pass, 400 urn:problem:query-failed for"
                            + " an SQL error, 504 urn:problem:query-timeout, 502 urn:problem:database-unreachable.")
    ResultJson query(@PathVariable String connectionId, @RequestBody QueryInput input) {
        SqlText text = new SqlText(input.sql() == null ? "" : input.sql());
        return ResultJson.of(sql.run(ConnectionId.parse(connectionId), text));
    }

    record QueryInput(@Nullable String sql) {}
}
