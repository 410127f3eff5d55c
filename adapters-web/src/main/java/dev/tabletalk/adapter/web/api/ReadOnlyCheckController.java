package dev.tabletalk.adapter.web.api;

import dev.tabletalk.application.proof.CheckReadOnlyUseCase;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.failure.FailureException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(ApiConfiguration.BASE + "/dbs/{connectionId}/check")
@Tag(name = "Connections")
final class ReadOnlyCheckController {
    private final CheckReadOnlyUseCase checks;

    ReadOnlyCheckController(CheckReadOnlyUseCase checks) {
        this.checks = checks;
    }

    @PostMapping
    @Operation(
            summary = "Proves that the connection is read-only",
            description = "Tries the attacks that are shipped for its kind of database on the guard and on the session,"
                    + " each alone, and asks what the account may do. Takes about a minute at most and changes nothing."
                    + " The verdict is \"incomplete\" where no attacks are shipped yet: SQL Server, ClickHouse, Trino."
                    + " 409 while the connection is being checked already, 502 when the database cannot be reached.")
    ReadOnlyProofJson check(@PathVariable String connectionId) {
        return ReadOnlyProofJson.of(checks.check(ConnectionId.parse(connectionId)));
    }

    @GetMapping
    @Operation(
            summary = "The newest check of the connection",
            description = "404 when it was never checked, or not since its address or account was changed.")
    ReadOnlyProofJson last(@PathVariable String connectionId) {
        return checks.last(ConnectionId.parse(connectionId))
                .map(ReadOnlyProofJson::of)
                .orElseThrow(() -> FailureException.notFound("check of the connection", connectionId));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Stops a check that is running", description = "Does nothing when there is none.")
    void stop(@PathVariable String connectionId) {
        checks.stop(ConnectionId.parse(connectionId));
    }
}
