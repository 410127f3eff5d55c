package dev.tabletalk.application.takeaway;

import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes rows of results to files, holding some batches of them at most. Safe for any thread; each download blocks its own. */
public interface DownloadRowsUseCase {
    /** How long the reading of all rows may take. */
    Duration LIMIT = Duration.ofHours(1);

    /**
     * Writes the rows that are stored with a result.
     *
     * @throws FailureException NOT_FOUND
     */
    void stored(ResultId result, RowTarget target);

    /**
     * Runs the SQL of a result again, through the guard and without a row limit, and writes every row.
     *
     * @param download a new id
     * @throws FailureException NOT_FOUND, CONFLICT when the id is in use or too many downloads run on the connection,
     *     SQL_REFUSED, QUERY_FAILED, QUERY_TIMEOUT, CANCELLED, DATABASE_UNREACHABLE; the target is not finished then
     */
    void all(ResultId result, DownloadId download, RowTarget target);

    /** How far a download of all rows is; known until some minutes after its end. */
    Optional<DownloadProgress> progress(DownloadId download);

    /** Ends a download and its statement; one that has not begun will not. Does nothing when it is over. */
    void cancel(DownloadId download);

    /**
     * Tells of a download, which may begin later, a few times a second and at its end, on a thread of the download;
     * listeners must be quick.
     *
     * @return closing it ends the telling
     */
    Watch watch(DownloadId download, Consumer<DownloadProgress> listener);

    /** Ends a subscription; closing it twice does nothing. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
