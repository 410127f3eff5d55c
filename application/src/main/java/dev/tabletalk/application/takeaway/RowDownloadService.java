package dev.tabletalk.application.takeaway;

import dev.tabletalk.application.query.GuardedDatabase;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.ConnectionRepository;
import dev.tabletalk.domain.port.QueryResultRepository;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.SqlText;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads rows from the store or from their database again. */
public final class RowDownloadService implements DownloadRowsUseCase {
    private static final int ROWS_AT_ONCE = 500;

    private final ConnectionRepository connections;
    private final QueryResultRepository results;
    private final GuardedDatabase database;
    private final Downloads downloads = new Downloads();

    public RowDownloadService(
            ConnectionRepository connections, QueryResultRepository results, GuardedDatabase database) {
        this.connections = connections;
        this.results = results;
        this.database = database;
    }

    @Override
    public void stored(ResultId result, RowTarget target) {
        ResultPage page = page(result, 0, ROWS_AT_ONCE);
        target.columns(page.columns());
        while (!page.rows().isEmpty()) {
            target.rows(page.rows());
            page = page(result, page.offset() + page.rows().size(), ROWS_AT_ONCE);
        }
        target.finish();
    }

    @Override
    public void all(ResultId result, DownloadId download, RowTarget target) {
        Downloads.Download running = downloads.get(download);
        running.run(target, sink -> {
            SqlText sql = new SqlText(page(result, 0, 0).sql());
            database.stream(connection(result), sql, sink, LIMIT, running.cancellation());
        });
    }

    private ResultPage page(ResultId id, int offset, int limit) {
        return results.page(id, offset, limit).orElseThrow(() -> FailureException.notFound("result", id));
    }

    private DatabaseConnection connection(ResultId result) {
        ConnectionId id = results.connectionOf(result).orElseThrow(() -> FailureException.notFound("result", result));
        return connections.find(id).orElseThrow(() -> FailureException.notFound("connection", id));
    }

    @Override
    public Optional<DownloadProgress> progress(DownloadId download) {
        return downloads.find(download).flatMap(Downloads.Download::progress);
    }

    @Override
    public void cancel(DownloadId download) {
        downloads.get(download).cancellation().request();
    }

    @Override
    public Watch watch(DownloadId download, Consumer<DownloadProgress> listener) {
        return downloads.get(download).watch(listener);
    }
}
