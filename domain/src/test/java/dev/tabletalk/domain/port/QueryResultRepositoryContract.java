package dev.tabletalk.domain.port;

import static dev.tabletalk.domain.port.StoreContract.assertNotFound;
import static dev.tabletalk.domain.port.StoreContract.connection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What {@link QueryResultRepository} promises. */
public interface QueryResultRepositoryContract extends StoreContract {
    private static QueryResult numbers(int rows) {
        return result(LongStream.range(0, rows)
                .mapToObj(number -> Row.of(number, "row " + number))
                .toList());
    }

    private static QueryResult result(List<Row> rows) {
        return new QueryResult(
                ResultId.create(),
                "SELECT n, n FROM t -- 🛒",
                List.of(
                        new ResultColumn("n", "INTEGER", ResultColumn.Kind.NUMBER),
                        new ResultColumn("n", "TEXT \0", ResultColumn.Kind.TEXT)),
                rows,
                true,
                Duration.ofNanos(1_234_567_890_123L),
                NOW);
    }

    private static ResultPage expected(QueryResult result, int from, int to) {
        return new ResultPage(
                result.id(),
                result.sql(),
                result.columns(),
                from,
                result.rows().subList(from, to),
                result.rowCount(),
                result.truncated(),
                result.elapsed(),
                result.executedAt());
    }

    @Test
    default void givesBackEveryKindOfCellUnchanged() {
        connections().add(connection(SHOP));
        QueryResult result = result(List.of(
                Row.of(null, ""),
                Row.of(true, false),
                Row.of(0L, Long.MIN_VALUE),
                Row.of(Long.MAX_VALUE, -1L),
                Row.of(0.0, -0.0),
                Row.of(1.0, 0.1),
                Row.of(Double.MIN_VALUE, Double.MAX_VALUE),
                Row.of(Double.NaN, 1e21),
                Row.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY),
                Row.of(new BigDecimal("12345678901234567890123456789012345.678"), new BigDecimal("1.00")),
                Row.of(new BigDecimal("1E+30"), new BigDecimal("-0.000")),
                Row.of(new BigInteger("123456789012345678901234567890123456789"), BigInteger.ONE),
                Row.of("NaN", "null"),
                Row.of("1", "true"),
                Row.of("NUL \0 here", "half \uD83D pair \uDE00"),
                Row.of("emoji 👩‍👩‍👧", "2026-01-01T00:00:00Z"),
                Row.of("' \" \\ \u2028 \u001f", "x".repeat(100_000))));
        results().add(SHOP, null, result);
        ResultPage page = results().page(result.id(), 0, 100).orElseThrow();
        assertThat(page).isEqualTo(expected(result, 0, result.rowCount()));
        assertThat(page.rows().get(10).cells()).containsExactly(new BigDecimal("1E+30"), new BigDecimal("-0.000"));
    }

    @Test
    default void knowsTheConnectionOfAResult() {
        connections().add(connection(SHOP));
        QueryResult result = numbers(1);
        results().add(SHOP, null, result);
        assertThat(results().connectionOf(result.id())).contains(SHOP);
        assertThat(results().connectionOf(ResultId.create())).isEmpty();
    }

    @Test
    default void pagesAnywhereInAResult() {
        connections().add(connection(SHOP));
        QueryResult result = numbers(1_000);
        results().add(SHOP, null, result);
        for (int[] range :
                new int[][] {{0, 1_000}, {0, 1}, {99, 102}, {100, 200}, {101, 350}, {250, 251}, {999, 1_000}}) {
            assertThat(results().page(result.id(), range[0], range[1] - range[0]))
                    .as("rows %d to %d", range[0], range[1])
                    .contains(expected(result, range[0], range[1]));
        }
    }

    @Test
    default void aPageBehindTheEndIsEmptyAndStillTellsAboutTheResult() {
        connections().add(connection(SHOP));
        QueryResult result = numbers(150);
        results().add(SHOP, null, result);
        assertThat(results().page(result.id(), 149, Integer.MAX_VALUE)).contains(expected(result, 149, 150));
        assertThat(results().page(result.id(), 0, 0)).contains(expected(result, 0, 0));
        ResultPage behind = results()
                .page(result.id(), Integer.MAX_VALUE, Integer.MAX_VALUE)
                .orElseThrow();
        assertThat(behind.rows()).isEmpty();
        assertThat(behind.rowCount()).isEqualTo(150);
    }

    @Test
    default void keepsAResultWithoutRowsOrColumns() {
        connections().add(connection(SHOP));
        QueryResult noRows = result(List.of());
        QueryResult nothing = new QueryResult(
                ResultId.create(), "SELECT", List.of(), List.of(Row.of(), Row.of()), false, Duration.ZERO, NOW);
        results().add(SHOP, null, noRows);
        results().add(SHOP, null, nothing);
        assertThat(results().page(noRows.id(), 0, 10)).contains(expected(noRows, 0, 0));
        assertThat(results().page(nothing.id(), 0, 10)).contains(expected(nothing, 0, 2));
    }

    @Test
    default void keepsManyWideRows() {
        connections().add(connection(SHOP));
        QueryResult result = result(IntStream.range(0, 300)
                .mapToObj(row -> Row.of(IntStream.range(0, 60)
                        .mapToObj(column -> "cell %d/%d".formatted(row, column))
                        .toArray()))
                .toList());
        results().add(SHOP, null, result);
        assertThat(results().page(result.id(), 120, 140)).contains(expected(result, 120, 260));
    }

    @Test
    default void findsNothingForAnUnknownResult() {
        assertThat(results().page(ResultId.create(), 0, 10)).isEmpty();
    }

    @Test
    default void refusesAResultOfWhatDoesNotExist() {
        assertNotFound(() -> results().add(new ConnectionId("unknown"), null, numbers(1)));
        connections().add(connection(SHOP));
        QueryResult late = numbers(1);
        assertNotFound(() -> results().add(SHOP, ConversationId.create(NOW), late));
        assertThat(results().page(late.id(), 0, 10)).isEmpty();
    }

    @Test
    default void isDeletedWithItsConversation() {
        Conversation conversation = givenConversation();
        QueryResult shown = numbers(250);
        QueryResult unshown = numbers(3);
        results().add(SHOP, conversation.id(), shown);
        results().add(SHOP, null, unshown);
        conversations().delete(conversation.id());
        assertThat(results().page(shown.id(), 0, 10)).isEmpty();
        assertThat(results().page(unshown.id(), 0, 10)).isPresent();
    }

    @Test
    default void isDeletedWithItsConnection() {
        Conversation conversation = givenConversation();
        QueryResult shown = numbers(3);
        QueryResult unshown = numbers(3);
        results().add(SHOP, conversation.id(), shown);
        results().add(SHOP, null, unshown);
        connections().delete(SHOP);
        assertThat(results().page(shown.id(), 0, 10)).isEmpty();
        assertThat(results().page(unshown.id(), 0, 10)).isEmpty();
    }
}
