package dev.tabletalk.application.connection;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.schema.DatabaseSchema;
import java.util.List;

/** Looks into the tables of a database. Safe for any thread. */
public interface ReadSchemaUseCase {
    /**
     * The tables and views that mention the text in their name, columns or comments, ordered by name.
     *
     * @param search empty for all
     * @throws FailureException NOT_FOUND, DATABASE_UNREACHABLE
     */
    DatabaseSchema schema(ConnectionId id, String search);

    /** Forgets what is known of the tables and reads them all anew; throws as {@link #schema}. */
    DatabaseSchema refresh(ConnectionId id);

    /** Up to four questions that make sense for this database, most interesting first; none when it cannot be read. */
    List<String> suggestedQuestions(ConnectionId id);
}
