package dev.tabletalk.domain.connection;

import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.QueryLimits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A database people may ask about. Its id and kind never change.
 *
 * @param name for people, 1 to {@value #MAX_NAME} characters
 * @param environment a short label such as "production"; null when none was given
 * @param environmentColor the colour a person chose for it; null for the one that the label suggests
 */
public record DatabaseConnection(
        ConnectionId id,
        String name,
        DatabaseKind kind,
        DatabaseAddress address,
        @Nullable String environment,
        @Nullable EnvironmentColor environmentColor,
        QueryLimits limits,
        Instant createdAt) {
    public static final int MAX_NAME = 100;
    public static final int MAX_ENVIRONMENT = 40;

    public DatabaseConnection {
        name = name.strip();
        if (name.isEmpty() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw FailureException.invalid("name", "The name must have 1 to 100 printable characters.");
        }
        environment = environment == null || environment.isBlank() ? null : environment.strip();
        if (environment != null
                && (environment.length() > MAX_ENVIRONMENT
                        || environment.chars().anyMatch(Character::isISOControl))) {
            throw FailureException.invalid("environment", "The environment must have at most 40 printable characters.");
        }
        if (environment == null && environmentColor != null) {
            throw FailureException.invalid(
                    "environmentColor", "A colour needs an environment that it stands for, such as production.");
        }
        boolean fits = switch (address) {
            case DatabaseAddress.File file -> kind.isFile();
            case DatabaseAddress.Server server -> !kind.isFile();
        };
        if (!fits) {
            throw FailureException.invalid(
                    kind.isFile() ? "file" : "host",
                    kind.label() + (kind.isFile() ? " needs a file, not a host." : " needs a host, not a file."));
        }
    }

    /** One whose environment has the colour that its label suggests. */
    public DatabaseConnection(
            ConnectionId id,
            String name,
            DatabaseKind kind,
            DatabaseAddress address,
            @Nullable String environment,
            QueryLimits limits,
            Instant createdAt) {
        this(id, name, kind, address, environment, null, limits, createdAt);
    }

    /** The colour to show, chosen or suggested; null without an environment. */
    public @Nullable EnvironmentColor color() {
        if (environment == null) {
            return null;
        }
        return environmentColor == null ? EnvironmentColor.suggestedFor(environment) : environmentColor;
    }

    /** Whether people should think twice here: it is red, or its label says production. */
    public boolean isProduction() {
        return environment != null
                && (color() == EnvironmentColor.RED
                        || EnvironmentColor.suggestedFor(environment) == EnvironmentColor.RED);
    }
}
