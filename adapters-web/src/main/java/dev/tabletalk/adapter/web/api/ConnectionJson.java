package dev.tabletalk.adapter.web.api;

import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.EnvironmentColor;
import dev.tabletalk.domain.proof.ReadOnlyProof;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection as it is shown; there is no password in it.
 *
 * @param environmentColor chosen, or else what the environment suggests; null without an environment
 * @param readOnly always true: Tabletalk only reads
 * @param canWrite whether the account itself could change data; null when that is not known
 * @param lastCheck null when it was never checked, or not since its address or account was changed
 */
record ConnectionJson(
        String id,
        String name,
        String kind,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String database,
        @Nullable String username,
        @Nullable String file,
        Map<String, String> options,
        @Nullable String environment,
        @Nullable String environmentColor,
        Limits limits,
        boolean readOnly,
        @Nullable Boolean canWrite,
        Instant createdAt,
        @Nullable LastCheck lastCheck) {
    record Limits(int maxRows, long timeoutSeconds) {}

    /**
     * The newest check that it is read-only.
     *
     * @param verdict as in the report of the check
     */
    record LastCheck(String verdict, Instant checkedAt) {
        static LastCheck of(ReadOnlyProof proof) {
            return new LastCheck(ReadOnlyProofJson.verdict(proof), proof.checkedAt());
        }
    }

    private static @Nullable String color(DatabaseConnection connection) {
        EnvironmentColor color = connection.color();
        return color == null ? null : color.id();
    }

    static ConnectionJson of(DatabaseConnection connection, @Nullable ReadOnlyProof last) {
        LastCheck lastCheck = last == null ? null : LastCheck.of(last);
        Limits limits = new Limits(
                connection.limits().maxRows(), connection.limits().timeout().toSeconds());
        return switch (connection.address()) {
            case DatabaseAddress.File(String path) ->
                new ConnectionJson(
                        connection.id().value(),
                        connection.name(),
                        connection.kind().id(),
                        null,
                        null,
                        null,
                        null,
                        path,
                        Map.of(),
                        connection.environment(),
                        color(connection),
                        limits,
                        true,
                        null,
                        connection.createdAt(),
                        lastCheck);
            case DatabaseAddress.Server server ->
                new ConnectionJson(
                        connection.id().value(),
                        connection.name(),
                        connection.kind().id(),
                        server.host(),
                        server.port(),
                        server.database(),
                        server.credentials().username(),
                        null,
                        server.options(),
                        connection.environment(),
                        color(connection),
                        limits,
                        true,
                        null,
                        connection.createdAt(),
                        lastCheck);
        };
    }
}
