package dev.tabletalk.adapter.web.api;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.Credentials;
import dev.tabletalk.domain.connection.DatabaseAddress;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.connection.EnvironmentColor;
import dev.tabletalk.domain.connection.Secret;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.QueryLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A connection as a client gives it: all of it to create one, the changed parts to change one. */
record ConnectionInput(
        @Nullable String id,
        @Nullable String name,
        @Nullable String kind,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String database,
        @Nullable String username,
        @Nullable String password,
        @Nullable String file,
        @Nullable Map<String, @Nullable String> options,
        @Nullable String environment,
        @Nullable String environmentColor,
        @Nullable LimitsInput limits) {
    record LimitsInput(@Nullable Integer maxRows, @Nullable Integer timeoutSeconds) {}

    DatabaseConnection create(ConnectionId newId, Instant now) {
        DatabaseKind parsedKind = DatabaseKind.parse(required("kind", kind));
        return new DatabaseConnection(
                newId,
                required("name", name),
                parsedKind,
                parsedKind.isFile() ? newFile(parsedKind) : newServer(parsedKind),
                environment,
                color(null),
                limitsOver(QueryLimits.DEFAULT),
                now);
    }

    private DatabaseAddress.File newFile(DatabaseKind parsedKind) {
        refuseServerFields(parsedKind);
        return new DatabaseAddress.File(required("file", file));
    }

    private DatabaseAddress.Server newServer(DatabaseKind parsedKind) {
        refuseFile(parsedKind);
        return new DatabaseAddress.Server(
                required("host", host),
                port == null ? parsedKind.defaultPort() : port,
                required("database", database),
                new Credentials(required("username", username), password == null ? null : new Secret(password)),
                optionsOver(Map.of()));
    }

    /** @throws FailureException INVALID when it tries to change the id or the kind */
    DatabaseConnection applyTo(DatabaseConnection old) {
        if (id != null && !id.equals(old.id().value())) {
            throw FailureException.invalid("id", "The id of a connection never changes. Leave it out.");
        }
        if (kind != null && !kind.equals(old.kind().id())) {
            throw FailureException.invalid("kind", "The kind of a connection never changes. Leave it out.");
        }
        return new DatabaseConnection(
                old.id(),
                name == null ? old.name() : name,
                old.kind(),
                switch (old.address()) {
                    case DatabaseAddress.File address -> changed(address, old.kind());
                    case DatabaseAddress.Server address -> changed(address, old.kind());
                },
                environment == null ? old.environment() : environment,
                color(environment != null && environment.isBlank() ? null : old.environmentColor()),
                limitsOver(old.limits()),
                old.createdAt());
    }

    /** An empty text stands for the colour that the label suggests. */
    private @Nullable EnvironmentColor color(@Nullable EnvironmentColor old) {
        if (environmentColor == null) {
            return old;
        }
        return environmentColor.isEmpty() ? null : EnvironmentColor.parse(environmentColor);
    }

    private DatabaseAddress.File changed(DatabaseAddress.File old, DatabaseKind oldKind) {
        refuseServerFields(oldKind);
        return file == null ? old : new DatabaseAddress.File(file);
    }

    private DatabaseAddress.Server changed(DatabaseAddress.Server old, DatabaseKind oldKind) {
        refuseFile(oldKind);
        return new DatabaseAddress.Server(
                host == null ? old.host() : host,
                port == null ? old.port() : port,
                database == null ? old.database() : database,
                new Credentials(
                        username == null ? old.credentials().username() : username,
                        password == null ? old.credentials().password() : new Secret(password)),
                optionsOver(old.options()));
    }

    private void refuseServerFields(DatabaseKind of) {
        refuse(of, "host", host);
        refuse(of, "port", port);
        refuse(of, "database", database);
        refuse(of, "username", username);
        refuse(of, "password", password);
        refuse(of, "options", options == null || options.isEmpty() ? null : options);
    }

    private void refuseFile(DatabaseKind of) {
        refuse(of, "file", file);
    }

    private static void refuse(DatabaseKind of, String field, @Nullable Object value) {
        if (value != null) {
            throw FailureException.invalid(
                    field, "A " + of.label() + " connection has no " + field + ". Leave it out.");
        }
    }

    private QueryLimits limitsOver(QueryLimits old) {
        if (limits == null) {
            return old;
        }
        return new QueryLimits(
                limits.maxRows == null ? old.maxRows() : limits.maxRows,
                old.maxBytes(),
                limits.timeoutSeconds == null ? old.timeout() : Duration.ofSeconds(limits.timeoutSeconds));
    }

    private Map<String, String> optionsOver(Map<String, String> old) {
        if (options == null) {
            return old;
        }
        Map<String, String> given = new TreeMap<>();
        options.forEach((name, value) -> given.put(name, required("options." + name, value)));
        return given;
    }

    private static String required(String field, @Nullable String value) {
        if (value == null) {
            throw FailureException.invalid(field, "The field " + field + " is missing.");
        }
        return value;
    }
}
