package dev.tabletalk.domain.port;

import static dev.tabletalk.domain.port.StoreContract.assertNotFound;
import static dev.tabletalk.domain.port.StoreContract.call;
import static dev.tabletalk.domain.port.StoreContract.question;
import static dev.tabletalk.domain.port.StoreContract.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.domain.archive.ArchivePiece;
import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.chart.ChartKind;
import dev.tabletalk.domain.chart.ChartSort;
import dev.tabletalk.domain.chart.NumberFormat;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.Feedback;
import dev.tabletalk.domain.conversation.FollowUps;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultSummary;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.query.SqlText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every archive of conversations does. */
public interface ConversationArchiveContract extends StoreContract {
    @Test
    default void givesBackAllThatWasTakenOut() {
        ConversationId id = givenRichConversation();
        List<ArchivePiece> before = read(id);
        assertThat(before).hasSizeGreaterThan(8);
        conversations().delete(id);
        archive().add(before::forEach);
        assertThat(read(id))
                .usingRecursiveComparison()
                .ignoringFields("message.id")
                .isEqualTo(before);
        assertThat(before)
                .anyMatch(piece -> piece instanceof ArchivePiece.OfTurn turn
                        && turn.notes().toldWithinRun()
                        && turn.notes().feedback() != null)
                .anyMatch(piece -> piece instanceof ArchivePiece.Said said
                        && said.versionsOf("1").size() == 2)
                .anyMatch(piece -> piece instanceof ArchivePiece.Shown shown
                        && shown.charts().size() == 2);
        assertThat(conversations().find(id).orElseThrow().messageCount())
                .isEqualTo(before.stream()
                        .filter(ArchivePiece.Said.class::isInstance)
                        .count());
        assertThat(transcript().page(id, null, 100).messages())
                .extracting("text")
                .contains("Which fruit?", "Apples.");
    }

    @Test
    default void leavesOutRowsThatNobodyWants() {
        ConversationId id = givenRichConversation();
        List<ArchivePiece> pieces = new ArrayList<>();
        archive().read(id, false, pieces::add);
        assertThat(pieces)
                .noneMatch(ArchivePiece.Shown.class::isInstance)
                .anyMatch(ArchivePiece.Said.class::isInstance);
    }

    @Test
    default void leavesOutTurnsThatWait() {
        ConversationId id = givenRichConversation();
        int before = read(id).size();
        givenTurn(id, "Later?");
        assertThat(read(id)).hasSize(before);
    }

    @Test
    default void storesNothingWhenThePiecesBreakOff() {
        ConversationId id = givenRichConversation();
        List<ArchivePiece> pieces = read(id);
        conversations().delete(id);
        IllegalArgumentException broken = new IllegalArgumentException("half of a file");
        assertThatThrownBy(() -> archive().add(taker -> {
                    pieces.subList(0, pieces.size() / 2).forEach(taker);
                    throw broken;
                }))
                .isSameAs(broken);
        assertThat(conversations().find(id)).isEmpty();
        archive().add(pieces::forEach);
        assertThat(conversations().find(id)).isPresent();
    }

    @Test
    default void refusesAConversationOfNoConnection() {
        ConversationId id = givenRichConversation();
        List<ArchivePiece> pieces = read(id);
        connections().delete(SHOP);
        assertNotFound(() -> archive().add(pieces::forEach));
        assertNotFound(() -> read(id));
    }

    private List<ArchivePiece> read(ConversationId id) {
        List<ArchivePiece> pieces = new ArrayList<>();
        archive().read(id, true, pieces::add);
        return pieces;
    }

    /** Two versions of the first question, one failed; calls of every outcome, rows, a message from outside. */
    private ConversationId givenRichConversation() {
        Conversation conversation = givenConversation();
        ConversationId id = conversation.id();
        transcript().append(question(id, null, "Before all", NOW));
        Turn failed = Turn.queue(id, null, NOW).start("gpt", NOW);
        transcript().append(question(id, failed.id(), "Which fruit?", NOW), failed);
        turns().save(failed.fail(new Failure(FailureCode.MODEL_TIMEOUT, "Too slow.", "model"), NOW));
        QueryResult rows = new QueryResult(
                ResultId.create(),
                "SELECT n FROM fruit",
                List.of(new ResultColumn("n", "integer", ResultColumn.Kind.NUMBER)),
                LongStream.range(0, 250).mapToObj(Row::of).toList(),
                true,
                Duration.ofMillis(5),
                NOW);
        results().add(SHOP, id, rows);
        QueryResult exact = new QueryResult(
                ResultId.create(),
                "SELECT x",
                rows.columns(),
                List.of(Row.of(new BigDecimal("1.50"))),
                false,
                Duration.ZERO,
                NOW);
        results().add(SHOP, id, exact);
        Turn second = Turn.queue(id, null, NOW).start("gpt", NOW);
        transcript().append(question(id, second.id(), "Which fruit?", NOW), second);
        ToolCall[] calls = {
            call("1")
                    .answered(new ToolOutcome.Succeeded(
                            "250 rows", new ResultSummary(rows.id(), 250, true), Duration.ofMillis(5))),
            call("2")
                    .answered(
                            new ToolOutcome.Failed(new Failure(FailureCode.QUERY_FAILED, "no"), Duration.ofMillis(1))),
            call("3").answered(new ToolOutcome.Refused("DELETE is not a read.", Duration.ZERO)),
            call("4").answered(new ToolOutcome.Cancelled(Duration.ZERO)),
            call("5").answered(new ToolOutcome.Succeeded("half \uD83D pair", null, Duration.ZERO))
        };
        Turn replied = second.reply(List.of(), new TokenUsage(10, 20));
        transcript().append(said(id, second.id(), "", calls), replied);
        Turn done = replied.reply(List.of(), new TokenUsage(1, 2))
                .complete(NOW.plusSeconds(3))
                .titled(ConversationTitle.generated("Fruit"));
        transcript().append(said(id, done.id(), "Apples."), done);
        transcript().append(said(id, null, "From outside"));
        notes().keep(done.id(), new FollowUps(List.of("And by month?", "Why \uD83D?")), true);
        notes().rate(done.id(), new Feedback(Feedback.Rating.DOWN, "Pears, too."));
        notes().rate(failed.id(), new Feedback(Feedback.Rating.UP, null));
        QueryCell cell = new QueryCell(done.id(), "1");
        sqlVersions()
                .append(
                        cell,
                        new SqlText("SELECT x"),
                        new ToolOutcome.Succeeded(
                                "1 row", new ResultSummary(exact.id(), 1, false), Duration.ofMillis(2)),
                        NOW.plusSeconds(4));
        sqlVersions()
                .append(
                        cell,
                        new SqlText("DELETE FROM fruit"),
                        new ToolOutcome.Refused("DELETE is not a read.", Duration.ZERO),
                        NOW.plusSeconds(5));
        charts().save(done.id(), rows.id(), Chart.of(ChartKind.HISTOGRAM, null, List.of(0), null));
        charts().save(
                        failed.id(),
                        rows.id(),
                        new Chart(
                                ChartKind.NUMBER,
                                null,
                                List.of(0),
                                null,
                                ChartSort.VALUE,
                                NumberFormat.EURO,
                                true,
                                true,
                                "Half \uD83D"));
        return id;
    }
}
