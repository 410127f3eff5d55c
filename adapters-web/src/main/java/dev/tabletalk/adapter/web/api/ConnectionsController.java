package dev.tabletalk.adapter.web.api;

import dev.tabletalk.application.connection.ManageConnectionsUseCase;
import dev.tabletalk.application.proof.CheckReadOnlyUseCase;
import dev.tabletalk.domain.connection.ConnectionCheck;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.proof.ReadOnlyProof;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(ApiConfiguration.BASE + "/dbs")
@Tag(name = "Connections")
final class ConnectionsController {
    private final ManageConnectionsUseCase connections;
    private final CheckReadOnlyUseCase checks;
    private final Clock clock;

    ConnectionsController(ManageConnectionsUseCase connections, CheckReadOnlyUseCase checks, Clock clock) {
        this.connections = connections;
        this.checks = checks;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "All connections, oldest first")
    List<ConnectionJson> list() {
        Map<ConnectionId, ReadOnlyProof> last = checks.last();
        return connections.list().stream()
                .map(connection -> ConnectionJson.of(connection, last.get(connection.id())))
                .toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Saves a connection",
            description = "The id is derived from the name when it is left out; 409 when a given one is taken. SQLite"
                    + " takes a file, servers take host, port, database, username and password. The password goes in"
                    + " and never comes out.")
    ResponseEntity<ConnectionJson> create(@RequestBody ConnectionInput input) {
        ConnectionId id = input.id() == null ? freeId(input.name()) : new ConnectionId(input.id());
        DatabaseConnection created = connections.create(input.create(id, clock.instant()));
        return ResponseEntity.created(URI.create(ApiConfiguration.BASE + "/dbs/" + created.id()))
                .body(json(created));
    }

    private ConnectionJson json(DatabaseConnection connection) {
        return ConnectionJson.of(connection, checks.last(connection.id()).orElse(null));
    }

    private ConnectionId freeId(@Nullable String name) {
        return ConnectionId.derive(
                name == null ? "" : name,
                connections.list().stream().map(DatabaseConnection::id).collect(Collectors.toSet()));
    }

    @GetMapping("/{connectionId}")
    @Operation(summary = "One connection")
    ConnectionJson get(@PathVariable String connectionId) {
        return json(connections.get(ConnectionId.parse(connectionId)));
    }

    @PatchMapping("/{connectionId}")
    @Operation(
            summary = "Changes a connection",
            description = "What is left out or null stays as it is, the password too. Options are replaced as a whole."
                    + " Id and kind never change.")
    ConnectionJson change(@PathVariable String connectionId, @RequestBody ConnectionInput input) {
        return json(connections.update(ConnectionId.parse(connectionId), input::applyTo));
    }

    @DeleteMapping("/{connectionId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Deletes a connection with all its conversations and results")
    void delete(@PathVariable String connectionId) {
        connections.delete(ConnectionId.parse(connectionId));
    }

    @PostMapping("/{connectionId}/test")
    @Operation(summary = "Connects now", description = "502 with the cause when the database cannot be reached.")
    CheckJson test(@PathVariable String connectionId) {
        return switch (connections.test(ConnectionId.parse(connectionId))) {
            case ConnectionCheck.Reachable reachable ->
                new CheckJson(
                        true,
                        reachable.serverVersion(),
                        reachable.canWrite(),
                        reachable.elapsed().toMillis());
            case ConnectionCheck.Unreachable unreachable -> throw new FailureException(unreachable.failure());
        };
    }

    /**
     * What trying a connection showed.
     *
     * @param canWrite whether the account itself could change data; null when that is not known
     */
    record CheckJson(
            boolean ok, String serverVersion, @Nullable Boolean canWrite, long elapsedMs) {}
}
