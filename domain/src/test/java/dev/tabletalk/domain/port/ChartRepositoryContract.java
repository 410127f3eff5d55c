package dev.tabletalk.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.chart.ChartKind;
import dev.tabletalk.domain.chart.ChartSort;
import dev.tabletalk.domain.chart.NumberFormat;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultSummary;
import dev.tabletalk.domain.query.Row;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What every {@link ChartRepository} keeps to. */
public interface ChartRepositoryContract extends StoreContract {
    private static Chart full() {
        return new Chart(
                ChartKind.STACKED_BAR,
                2,
                List.of(0),
                1,
                ChartSort.VALUE,
                NumberFormat.EURO,
                false,
                true,
                "Umsatz \"é😀\"\u0000");
    }

    private static Chart plain() {
        return Chart.of(ChartKind.HISTOGRAM, null, List.of(1, 0), null);
    }

    private ResultId givenResult(ConversationId id) {
        QueryResult result = new QueryResult(
                ResultId.create(),
                "SELECT 9",
                List.of(new ResultColumn("n", "INTEGER", ResultColumn.Kind.NUMBER)),
                List.of(Row.of(9L)),
                false,
                Duration.ofMillis(3),
                NOW);
        results().add(SHOP, id, result);
        return result.id();
    }

    @Test
    default void keepsTheNewestChartOfEachResultOfATurn() {
        ConversationId id = givenConversation().id();
        TurnId one = givenAnswered(id, null, "One?", "One.").id();
        TurnId two = givenAnswered(id, one, "Two?", "Two.").id();
        ResultId first = givenResult(id);
        ResultId second = givenResult(id);
        charts().save(one, first, plain());
        charts().save(one, first, full());
        charts().save(one, second, plain());
        charts().save(two, first, plain());
        assertThat(charts().find(List.of(one))).isEqualTo(Map.of(one, Map.of(first, full(), second, plain())));
        assertThat(charts().find(List.of(one, two, TurnId.create(NOW)))).containsOnlyKeys(one, two);
        assertThat(charts().find(List.of())).isEmpty();
    }

    @Test
    default void forgetsAChartThatIsRemovedAndNoOther() {
        ConversationId id = givenConversation().id();
        TurnId turn = givenAnswered(id, null, "One?", "One.").id();
        ResultId first = givenResult(id);
        ResultId second = givenResult(id);
        charts().save(turn, first, plain());
        charts().save(turn, second, full());
        charts().remove(turn, first);
        charts().remove(turn, first);
        assertThat(charts().find(List.of(turn))).isEqualTo(Map.of(turn, Map.of(second, full())));
        charts().save(turn, first, full());
        assertThat(charts().find(List.of(turn)).get(turn)).containsOnlyKeys(first, second);
    }

    @Test
    default void refusesWhatIsNotThere() {
        ConversationId id = givenConversation().id();
        TurnId turn = givenAnswered(id, null, "One?", "One.").id();
        ResultId result = givenResult(id);
        StoreContract.assertNotFound(() -> charts().save(TurnId.create(NOW), result, plain()));
        StoreContract.assertNotFound(() -> charts().save(turn, ResultId.create(), plain()));
        conversations().delete(id);
        assertThat(charts().find(List.of(turn))).isEmpty();
        StoreContract.assertNotFound(() -> charts().save(turn, result, plain()));
    }

    @Test
    default void findsResultsOfAConversationByTheStartOfTheirId() {
        ConversationId id = givenConversation().id();
        ResultId mine = givenResult(id);
        ResultId other = givenResult(givenConversation().id());
        assertThat(results().find(id, mine.toString().substring(0, 8))).contains(mine);
        assertThat(results().find(id, mine.toString().toUpperCase(Locale.ROOT))).contains(mine);
        assertThat(results().find(id, other.toString())).isEmpty();
        assertThat(results().find(id, "%")).isEmpty();
    }

    @Test
    default void aCopyOfAPathHasItsOwnCharts() {
        ConversationId id = givenConversation().id();
        ResultId result = givenResult(id);
        ToolOutcome outcome = new ToolOutcome.Succeeded(
                "Result " + result.toString().substring(0, 8) + "\n9",
                new ResultSummary(result, 1, false),
                Duration.ofMillis(3));
        Turn running = Turn.queue(id, null, NOW).start("gpt", NOW);
        transcript().append(StoreContract.question(id, running.id(), "One?", NOW), running);
        Turn calling = running.reply(List.of(StoreContract.call("c1"), StoreContract.call("c2")), new TokenUsage(1, 1));
        Message calls = transcript()
                .append(
                        StoreContract.said(id, running.id(), "", StoreContract.call("c1"), StoreContract.call("c2")),
                        calling);
        transcript().answer(calls.id(), StoreContract.call("c1").answered(outcome));
        transcript().answer(calls.id(), StoreContract.call("c2").answered(outcome));
        Turn done = calling.answer("c1")
                .answer("c2")
                .reply(List.of(), TokenUsage.NONE)
                .complete(NOW);
        transcript().append(StoreContract.said(id, running.id(), "Nine."), done);
        charts().save(done.id(), result, full());

        Conversation copy = tree().copyPath(
                        done.id(), Conversation.start(SHOP, ConversationTitle.manual("Copy"), NOW.plusSeconds(9)));
        conversations().delete(id);

        TurnId end = Objects.requireNonNull(copy.head());
        List<ToolCall> copied = transcript().page(copy.id(), null, 50).messages().stream()
                .filter(Message.AssistantMessage.class::isInstance)
                .flatMap(message -> ((Message.AssistantMessage) message).toolCalls().stream())
                .toList();
        List<ToolOutcome.Succeeded> outcomes = copied.stream()
                .map(call -> (ToolOutcome.Succeeded) Objects.requireNonNull(call.outcome()))
                .toList();
        ResultId renewed = Objects.requireNonNull(outcomes.getFirst().result()).id();
        assertThat(outcomes)
                .allSatisfy(call ->
                        assertThat(Objects.requireNonNull(call.result()).id()).isEqualTo(renewed))
                .allSatisfy(call -> assertThat(call.output())
                        .isEqualTo("Result " + renewed.toString().substring(0, 8) + "\n9"));
        assertThat(charts().find(List.of(end))).isEqualTo(Map.of(end, Map.of(renewed, full())));
    }
}
