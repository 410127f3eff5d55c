package dev.tabletalk.adapter.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.application.agent.AgentEvent;
import dev.tabletalk.application.agent.NumberedEvent;
import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.chart.ChartKind;
import dev.tabletalk.domain.chart.NamedChart;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventWriterTest {
    private static final Duration TEN_MS = Duration.ofMillis(10);
    private static final MessageText QUESTION = new MessageText("Hi?");

    @Test
    void writesEveryKindOfEventAsTheClientAcceptsIt() {
        List<SseEvent> events = written(
                new AgentEvent.RunStarted(QUESTION, "gpt"),
                new AgentEvent.TextStarted("m1"),
                new AgentEvent.TextDelta("m1", "Let me look."),
                new AgentEvent.TextEnded("m1"),
                new AgentEvent.ToolCallStarted("c1", "run_query", "m1"),
                new AgentEvent.ToolCallArguments("c1", "{\"sql\":\"SELECT 1\"}"),
                new AgentEvent.ToolCallEnded("c1"),
                new AgentEvent.ToolCallAnswered("c1", "c1-result", new ToolOutcome.Succeeded("1", null, TEN_MS)),
                new AgentEvent.ResultReady("c1", new ResultSummary(ResultId.create(), 1, false)),
                new AgentEvent.TitleChanged(ConversationTitle.generated("One")),
                new AgentEvent.RunFinished(AgentEvent.Outcome.SUCCESS));
        AgUiRules.verify(events);
        assertThat(SseEvent.types(events))
                .containsExactly(
                        "RUN_STARTED",
                        "TEXT_MESSAGE_START",
                        "TEXT_MESSAGE_CONTENT",
                        "TEXT_MESSAGE_END",
                        "TOOL_CALL_START",
                        "TOOL_CALL_ARGS",
                        "TOOL_CALL_END",
                        "TOOL_CALL_RESULT",
                        "CUSTOM",
                        "CUSTOM",
                        "RUN_FINISHED");
        assertThat(events.get(4).at("/parentMessageId")).isEqualTo("m1");
        assertThat(events.get(5).at("/delta")).isEqualTo("{\"sql\":\"SELECT 1\"}");
        assertThat(events.get(7).data().at("/metadata/durationMs").asInt()).isEqualTo(10);
    }

    @Test
    void tellsHowEachCallEnded() {
        List<SseEvent> events = written(
                new AgentEvent.ToolCallAnswered("a", "ar", new ToolOutcome.Succeeded("ok", null, TEN_MS)),
                new AgentEvent.ToolCallAnswered(
                        "b", "br", new ToolOutcome.Failed(new Failure(FailureCode.QUERY_FAILED, "no"), TEN_MS)),
                new AgentEvent.ToolCallAnswered("c", "cr", new ToolOutcome.Refused("never", TEN_MS)),
                new AgentEvent.ToolCallAnswered("d", "dr", new ToolOutcome.Cancelled(TEN_MS)));
        assertThat(events.stream().skip(1).map(event -> event.at("/metadata/status")))
                .containsExactly("completed", "error", "refused", "cancelled");
    }

    @Test
    void tellsOfAChartByTheNamesOfItsColumns() {
        ResultId result = ResultId.create();
        Chart chart = Chart.of(ChartKind.STACKED_BAR, 0, List.of(2), 1).titled("Orders");
        SseEvent event = written(new AgentEvent.ChartShown(
                        "c1", result, new NamedChart(chart, "month", List.of("n\"1"), "country")))
                .getLast();
        assertThat(event.type()).isEqualTo("CUSTOM");
        assertThat(event.at("/name")).isEqualTo("chart");
        assertThat(event.data().at("/value").toString())
                .isEqualTo(
                        "{\"toolCallId\":\"c1\",\"resultId\":\"" + result
                                + "\",\"kind\":\"stacked\",\"x\":\"month\",\"y\":[\"n\\\"1\"],\"series\":\"country\",\"title\":\"Orders\"}");
    }

    @Test
    void namesTheFailureOfARun() {
        SseEvent last = written(new AgentEvent.RunFailed(new Failure(FailureCode.MODEL_TIMEOUT, "Silence.")))
                .getLast();
        assertThat(last.type()).isEqualTo("RUN_ERROR");
        assertThat(last.at("/message")).isEqualTo("Silence.");
        assertThat(last.at("/code")).isEqualTo("model-timeout");
    }

    @Test
    void startsARunThatEndedBeforeItBegan() {
        List<SseEvent> events = written(new AgentEvent.RunFinished(AgentEvent.Outcome.CANCELLED));
        AgUiRules.verify(events);
        assertThat(SseEvent.types(events)).containsExactly("RUN_STARTED", "RUN_FINISHED");
        assertThat(events).extracting(SseEvent::id).containsExactly(null, 1L);
    }

    @Test
    void writesNoEmptyDelta() {
        assertThat(written(new AgentEvent.RunStarted(QUESTION, "gpt"), new AgentEvent.TextDelta("m", "")))
                .hasSize(1);
    }

    @Test
    void keepsEachEventOnOneLineWhateverItsText() {
        String nasty = "a\nb\r\nc\u0000\u001f\"\\\t\u2028\u2029😀\n\ndata: x\n\nid: 7";
        SseEvent event = written(new AgentEvent.RunStarted(QUESTION, "gpt"), new AgentEvent.TextDelta("m\n", nasty))
                .getLast();
        assertThat(event.at("/delta")).isEqualTo(nasty);
        assertThat(event.id()).isEqualTo(2);
    }

    @Test
    void keepsACharacterThatTheModelCutInTwo() {
        List<SseEvent> events = written(
                new AgentEvent.RunStarted(QUESTION, "gpt"),
                new AgentEvent.TextDelta("m", "\ud83d"),
                new AgentEvent.TextDelta("m", "\ude00"));
        assertThat(SseEvent.text(events)).isEqualTo("😀");
    }

    private static List<SseEvent> written(AgentEvent... events) {
        EventWriter writer = new EventWriter("thread", "run", "turn", false);
        StringBuilder out = new StringBuilder();
        List<NumberedEvent> numbered = new ArrayList<>();
        for (AgentEvent event : events) {
            numbered.add(new NumberedEvent(numbered.size() + 1L, event));
        }
        numbered.forEach(event -> writer.write(out, event));
        return SseEvent.parse(out.toString());
    }
}
