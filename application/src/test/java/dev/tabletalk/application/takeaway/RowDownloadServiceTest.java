package dev.tabletalk.application.takeaway;

import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.query.SqlText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class RowDownloadServiceTest {
    private static final String SQL = "SELECT n FROM big";

    private final TestWorkspace workspace = new TestWorkspace();
    private final RowDownloadService downloads = workspace.downloadService;
    private final DownloadId id = DownloadId.create();

    private ResultId result() {
        workspace.database.answer(
                SQL,
                List.of("n"),
                LongStream.rangeClosed(1, 2_500).mapToObj(Row::of).toArray(Row[]::new));
        return workspace.resultService.run(SHOP, new SqlText(SQL)).id();
    }

    @Test
    void givesTheStoredRowsWithoutAskingTheDatabase() {
        ResultId result = result();
        workspace.database.breakDown("gone");
        Taken taken = new Taken();
        downloads.stored(result, taken);
        assertThat(taken.rows).isEqualTo(1_000);
        assertThat(taken.finished).isTrue();
    }

    @Test
    void givesEveryRowAndTellsOfIt() {
        ResultId result = result();
        List<DownloadProgress> told = new ArrayList<>();
        DownloadRowsUseCase.Watch watch = downloads.watch(id, told::add);
        Taken taken = new Taken();
        downloads.all(result, id, taken);
        watch.close();
        assertThat(taken.rows).isEqualTo(2_500);
        assertThat(taken.finished).isTrue();
        assertThat(told.getFirst().state()).isEqualTo(DownloadProgress.State.RUNNING);
        assertThat(told.getLast())
                .usingRecursiveComparison()
                .ignoringFields("elapsed")
                .isEqualTo(new DownloadProgress(DownloadProgress.State.DONE, 2_500, 2_500, Duration.ZERO, null));
        assertThat(told).hasSizeLessThan(6);
    }

    @Test
    void leavesAFileUnfinishedThatBreaksOff() {
        ResultId result = result();
        workspace.database.breakOff(SQL, 1_000, FailureCode.DATABASE_UNREACHABLE, "Lost.");
        Taken taken = new Taken();
        assertThatThrownBy(() -> downloads.all(result, id, taken)).isInstanceOf(FailureException.class);
        assertThat(taken.rows).isEqualTo(1_000);
        assertThat(taken.finished).isFalse();
        assertThat(downloads.progress(id))
                .get()
                .extracting(DownloadProgress::state)
                .isEqualTo(DownloadProgress.State.FAILED);
    }

    @Test
    void endsWhenTheFileCannotBeWritten() {
        ResultId result = result();
        Taken full = new Taken() {
            @Override
            public void rows(List<Row> batch) {
                throw new TargetGoneException(new IllegalStateException("Broken pipe"));
            }
        };
        assertThatThrownBy(() -> downloads.all(result, id, full)).isInstanceOf(TargetGoneException.class);
        assertThat(downloads.progress(id).orElseThrow().failure())
                .extracting("message")
                .isEqualTo("The browser stopped taking the file before it was whole.");
    }

    @Test
    void cancelsOneThatHasNotBegun() {
        ResultId result = result();
        downloads.cancel(id);
        assertThatThrownBy(() -> downloads.all(result, id, new Taken())).isInstanceOf(FailureException.class);
        assertThat(downloads.progress(id))
                .get()
                .extracting(DownloadProgress::state)
                .isEqualTo(DownloadProgress.State.CANCELLED);
    }

    @Test
    void runsOnlyReadsAgain() {
        QueryResult forged = new QueryResult(
                ResultId.create(), "DELETE FROM big", List.of(), List.of(), false, Duration.ZERO, TestWorkspace.START);
        workspace.results.add(SHOP, null, forged);
        assertThatThrownBy(() -> downloads.all(forged.id(), id, new Taken()))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.SQL_REFUSED));
        assertThat(workspace.database.statements()).isEmpty();
    }

    @Test
    void knowsNoResultOfAConnectionThatIsGone() {
        ResultId result = result();
        workspace.connections.delete(new ConnectionId("shop"));
        assertThatThrownBy(() -> downloads.all(result, id, new Taken()))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        gone -> assertThat(gone.failure().code()).isEqualTo(FailureCode.NOT_FOUND));
        assertThat(downloads.progress(id))
                .get()
                .extracting(DownloadProgress::state)
                .isEqualTo(DownloadProgress.State.FAILED);
    }

    /** Counts a byte for each row. */
    private static class Taken implements RowTarget {
        private long rows;
        private boolean finished;

        @Override
        public void columns(List<ResultColumn> columns) {}

        @Override
        public void rows(List<Row> batch) {
            rows += batch.size();
        }

        @Override
        public void finish() {
            finished = true;
        }

        @Override
        public long bytes() {
            return rows;
        }
    }
}
