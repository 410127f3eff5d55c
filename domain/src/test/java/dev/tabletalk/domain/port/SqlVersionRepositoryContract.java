package dev.tabletalk.domain.port;

import static dev.tabletalk.domain.port.StoreContract.NOW;
import static dev.tabletalk.domain.port.StoreContract.assertNotFound;
import static dev.tabletalk.domain.port.StoreContract.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.NewestVersions;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.SqlVersion;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultSummary;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.query.SqlText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of edited SQL must do. */
public interface SqlVersionRepositoryContract extends StoreContract {
    private static ToolOutcome.Succeeded succeeded() {
        return new ToolOutcome.Succeeded(
                "1 row\nn\n9", new ResultSummary(ResultId.create(), 1, true), Duration.ofNanos(1_234_567));
    }

    private QueryCell givenCell(String call) {
        ConversationId id = givenConversation().id();
        return new QueryCell(givenAnswered(id, null, "One?", "One.").id(), call);
    }

    @Test
    default void keepsEveryKindOfOutcomeInOrder() {
        QueryCell cell = givenCell("c1");
        List<ToolOutcome> outcomes = List.of(
                succeeded(),
                new ToolOutcome.Succeeded("nothing", null, Duration.ZERO),
                new ToolOutcome.Failed(
                        new Failure(FailureCode.QUERY_FAILED, "No such column:\u0000 \"x\" 😀", "sql"),
                        Duration.ofMillis(7)),
                new ToolOutcome.Refused("DELETE is not a read.", Duration.ofMillis(8)),
                new ToolOutcome.Cancelled(Duration.ofSeconds(9)));
        for (ToolOutcome outcome : outcomes) {
            sqlVersions().append(cell, new SqlText("SELECT '" + outcome + "'\n-- é😀"), outcome, NOW);
        }
        assertThat(sqlVersions().list(cell))
                .usingRecursiveComparison()
                .isEqualTo(IntStream.range(0, outcomes.size())
                        .mapToObj(i -> new SqlVersion(
                                i + 2, new SqlText("SELECT '" + outcomes.get(i) + "'\n-- é😀"), outcomes.get(i), NOW))
                        .toList());
    }

    @Test
    default void tellsTheNewestVersionOfEachCell() {
        QueryCell one = givenCell("c1");
        QueryCell sibling = new QueryCell(one.turnId(), "c2");
        QueryCell elsewhere = givenCell("c1");
        sqlVersions().append(one, new SqlText("a"), succeeded(), NOW);
        SqlVersion newest = sqlVersions().append(one, new SqlText("b"), succeeded(), NOW);
        SqlVersion other = sqlVersions().append(sibling, new SqlText("c"), succeeded(), NOW);
        sqlVersions().append(elsewhere, new SqlText("d"), succeeded(), NOW);
        assertThat(newest.number()).isEqualTo(3);
        assertThat(sqlVersions().newest(List.of(one.turnId(), TurnId.create(NOW))))
                .isEqualTo(Map.of(one, new NewestVersions(newest, newest), sibling, new NewestVersions(other, other)));
        assertThat(sqlVersions().newest(List.of())).isEmpty();
        assertThat(sqlVersions().list(new QueryCell(one.turnId(), "c3"))).isEmpty();
    }

    @Test
    default void tellsTheNewestThatGaveRowsApartFromLaterTries() {
        QueryCell some = givenCell("c1");
        QueryCell none = new QueryCell(some.turnId(), "c2");
        ToolOutcome refused = new ToolOutcome.Refused("No.", Duration.ZERO);
        sqlVersions().append(some, new SqlText("a"), succeeded(), NOW);
        SqlVersion ran = sqlVersions().append(some, new SqlText("b"), succeeded(), NOW);
        sqlVersions().append(some, new SqlText("c"), refused, NOW);
        SqlVersion tried = sqlVersions().append(some, new SqlText("d"), new ToolOutcome.Cancelled(Duration.ZERO), NOW);
        sqlVersions().append(none, new SqlText("a"), refused, NOW);
        SqlVersion last = sqlVersions().append(none, new SqlText("b"), refused, NOW);
        assertThat(sqlVersions().newest(List.of(some.turnId())))
                .isEqualTo(Map.of(some, new NewestVersions(tried, ran), none, new NewestVersions(last, null)));
    }

    @Test
    default void givesEachVersionANumberOfItsOwn() throws InterruptedException, ExecutionException {
        QueryCell cell = givenCell("c1");
        List<Integer> numbers = StoreContract.concurrently(
                20,
                () -> sqlVersions()
                        .append(cell, new SqlText("SELECT 1"), succeeded(), NOW)
                        .number());
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(2, 21).boxed().toList());
    }

    @Test
    default void aCellHasAHundredVersionsAtMost() {
        QueryCell cell = givenCell("c1");
        for (int number = SqlVersion.FIRST; number <= SqlVersion.MOST; number++) {
            sqlVersions().append(cell, new SqlText("SELECT 1"), new ToolOutcome.Cancelled(Duration.ZERO), NOW);
        }
        assertThat(failureOf(() -> sqlVersions().append(cell, new SqlText("SELECT 1"), succeeded(), NOW))
                        .code())
                .isEqualTo(FailureCode.CONFLICT);
        assertThat(sqlVersions().list(cell)).hasSize(SqlVersion.MOST - 1);
    }

    @Test
    default void goesWithItsConversation() {
        Conversation conversation = givenConversation();
        Turn turn = givenAnswered(conversation.id(), null, "One?", "One.");
        QueryCell cell = new QueryCell(turn.id(), "c1");
        sqlVersions().append(cell, new SqlText("SELECT 1"), succeeded(), NOW);
        conversations().delete(conversation.id());
        assertThat(sqlVersions().list(cell)).isEmpty();
        assertNotFound(() -> sqlVersions().append(cell, new SqlText("SELECT 1"), succeeded(), NOW));
    }

    @Test
    default void isCopiedWithThePathTogetherWithItsResults() {
        ConversationId id = givenConversation().id();
        Turn turn = givenAnswered(id, null, "One?", "One.");
        QueryResult result = new QueryResult(
                ResultId.create(),
                "SELECT 9",
                List.of(new ResultColumn("n", "INTEGER", ResultColumn.Kind.NUMBER)),
                List.of(Row.of(9L)),
                false,
                Duration.ofMillis(3),
                NOW);
        results().add(SHOP, id, result);
        ToolOutcome ran = new ToolOutcome.Succeeded(
                "Result " + result.id().shortForm() + "\n9", new ResultSummary(result.id(), 1, false), Duration.ZERO);
        ToolOutcome refused = new ToolOutcome.Refused("No.", Duration.ofMillis(1));
        QueryCell cell = new QueryCell(turn.id(), "c1");
        sqlVersions().append(cell, new SqlText("SELECT 9"), ran, NOW);
        sqlVersions().append(cell, new SqlText("DELETE FROM x"), refused, NOW.plusSeconds(1));

        Conversation copy = tree().copyPath(turn.id(), Conversation.start(SHOP, ConversationTitle.manual("Copy"), NOW));
        conversations().delete(id);

        QueryCell copied = new QueryCell(Objects.requireNonNull(copy.head()), "c1");
        List<SqlVersion> versions = sqlVersions().list(copied);
        assertThat(versions).extracting(SqlVersion::number).containsExactly(2, 3);
        assertThat(versions.get(1))
                .isEqualTo(new SqlVersion(3, new SqlText("DELETE FROM x"), refused, NOW.plusSeconds(1)));
        assertThat(rowsOf(versions.getFirst())).containsExactly(Row.of(9L));
        assertThat(versions.getFirst().outcome())
                .isInstanceOfSatisfying(
                        ToolOutcome.Succeeded.class,
                        done -> assertThat(done.output())
                                .isEqualTo("Result "
                                        + Objects.requireNonNull(done.result())
                                                .id()
                                                .shortForm() + "\n9"));
    }

    private List<Row> rowsOf(SqlVersion version) {
        return version.outcome() instanceof ToolOutcome.Succeeded done && done.result() != null
                ? results().page(done.result().id(), 0, 10).orElseThrow().rows()
                : List.of();
    }
}
