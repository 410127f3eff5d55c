package dev.tabletalk.application.query;

import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.Arrangement;
import dev.tabletalk.domain.query.Arrangement.SortKey;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.query.RowOrder;
import dev.tabletalk.domain.query.SqlText;
import dev.tabletalk.domain.schema.TableName;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ResultServiceTest {
    private final TestWorkspace workspace = new TestWorkspace();
    private final ResultService service = workspace.resultService;

    @Test
    void keepsTheRowsOfARead() {
        workspace.database.answer("SELECT 1", List.of("n"), Row.of(1L), Row.of(2L));
        QueryResult result = service.run(SHOP, new SqlText("SELECT 1"));
        assertThat(service.page(result.id(), 1, 10).rows()).containsExactly(Row.of(2L));
    }

    @Test
    void ordersTheRowsOfASnapshotThoughTheDatabaseIsGone() {
        workspace.database.answer(
                "SELECT 1", List.of("n", "t"), Row.of(10L, "b"), Row.of(null, "c"), Row.of(9L, "a"), Row.of(11L, "a"));
        ResultId id = service.run(SHOP, new SqlText("SELECT 1")).id();
        workspace.database.breakDown("It is gone.");
        RowOrder order = service.order(id, new Arrangement(List.of(new SortKey(0, true)), "a", Map.of()));
        assertThat(order.places(0, 10)).containsExactly(3, 2);
        assertThat(service.rows(id, order.places(0, 10))).containsExactly(Row.of(11L, "a"), Row.of(9L, "a"));
        assertThat(service.rows(id, List.of())).isEmpty();
        assertFailure(FailureCode.NOT_FOUND, () -> service.order(ResultId.create(), Arrangement.NONE));
        assertFailure(
                FailureCode.INVALID,
                () -> service.order(id, new Arrangement(List.of(new SortKey(2, false)), "", Map.of())));
    }

    @Test
    void readsSampleRowsAndStoresNothing() {
        workspace.database.table("fruit", List.of("id"), Row.of(1L));
        QueryResult sample = service.sample(SHOP, new TableName(null, "fruit"));
        assertThat(sample.rows()).containsExactly(Row.of(1L));
        assertThat(workspace.database.statements()).containsExactly("SELECT * FROM \"fruit\" LIMIT 50");
        assertFailure(FailureCode.NOT_FOUND, () -> service.page(sample.id(), 0, 10));
    }

    @Test
    void refusesAWriteBeforeTheDatabaseHearsOfIt() {
        assertFailure(FailureCode.SQL_REFUSED, () -> service.run(SHOP, new SqlText("DROP TABLE orders")));
        assertThat(workspace.database.statements()).isEmpty();
    }

    @Test
    void saysWhatIsNotThere() {
        assertFailure(FailureCode.NOT_FOUND, () -> service.run(new ConnectionId("nowhere"), new SqlText("SELECT 1")));
        assertFailure(FailureCode.NOT_FOUND, () -> service.page(ResultId.create(), 0, 10));
        assertFailure(FailureCode.INVALID, () -> service.page(ResultId.create(), -1, 10));
        assertFailure(FailureCode.INVALID, () -> service.page(ResultId.create(), 0, 10_001));
    }

    private static void assertFailure(FailureCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        failed -> assertThat(failed.failure().code()).isEqualTo(code));
    }
}
