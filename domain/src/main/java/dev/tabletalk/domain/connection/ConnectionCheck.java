package dev.tabletalk.domain.connection;

import dev.tabletalk.domain.failure.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What trying a connection showed. */
public sealed interface ConnectionCheck {
    /**
     * A session was opened and answered.
     *
     * @param serverVersion as the database tells it, such as "PostgreSQL 18.1"
     * @param canWrite whether the account itself could change data; null when that is not known
     */
    record Reachable(String serverVersion, @Nullable Boolean canWrite, Duration elapsed) implements ConnectionCheck {}

    record Unreachable(Failure failure) implements ConnectionCheck {}
}
