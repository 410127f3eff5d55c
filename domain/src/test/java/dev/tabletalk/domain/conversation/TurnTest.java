package dev.tabletalk.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class TurnTest {
    private static final Instant ASKED = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant STARTED = ASKED.plusSeconds(1);
    private static final Instant ENDED = ASKED.plusSeconds(9);
    private static final TokenUsage USED = new TokenUsage(10, 3);
    private static final Failure FAILURE = new Failure(FailureCode.MODEL_TIMEOUT, "The model was silent.");
    private static final ConversationId CONVERSATION = ConversationId.create(ASKED);
    private static final TurnId PARENT = TurnId.create(ASKED);

    /** Every transition, each with arguments that are right when the state allows it at all. */
    private static final Map<String, UnaryOperator<Turn>> STEPS = Map.of(
            "start", turn -> turn.start("gpt", STARTED),
            "reply", turn -> turn.reply(calls("z"), USED),
            "answer", turn -> turn.answer("a"),
            "complete", turn -> turn.complete(ENDED),
            "stop", turn -> turn.stop(ENDED),
            "fail", turn -> turn.fail(FAILURE, ENDED),
            "interrupt", turn -> turn.interrupt(FAILURE, ENDED));

    private static Turn queued() {
        return Turn.queue(CONVERSATION, PARENT, ASKED);
    }

    private static Turn running() {
        return queued().start("gpt", STARTED);
    }

    /** Running, with the calls a and b open. */
    private static Turn calling() {
        return running().reply(calls("a", "b"), USED);
    }

    private static List<ToolCall> calls(String... ids) {
        return Arrays.stream(ids)
                .map(id -> new ToolCall(id, "run_query", "{}", null))
                .toList();
    }

    private static void assertAllows(Turn turn, String... allowed) {
        assertThat(STEPS.keySet()).containsAll(Set.of(allowed));
        STEPS.forEach((name, step) -> {
            if (Set.of(allowed).contains(name)) {
                assertThat(step.apply(turn)).as(name).isNotEqualTo(turn);
            } else {
                assertThatIllegalStateException()
                        .as(name)
                        .isThrownBy(() -> step.apply(turn))
                        .withMessageContaining(turn.id().toString())
                        .withMessageContaining(turn.status().name());
            }
        });
    }

    @Test
    void beginsInTheQueue() {
        Turn turn = queued();
        assertThat(turn.status()).isEqualTo(TurnStatus.QUEUED);
        assertThat(turn.conversationId()).isEqualTo(CONVERSATION);
        assertThat(turn.parentId()).isEqualTo(PARENT);
        assertThat(turn.createdAt()).isEqualTo(ASKED);
        assertThat(turn.usage()).isEqualTo(TokenUsage.NONE);
        assertThat(turn.openCalls()).isEmpty();
        assertThat(turn.model()).isNull();
        assertThat(turn.startedAt()).isNull();
        assertThat(turn.endedAt()).isNull();
    }

    @Test
    void aQueuedTurnStartsOrEnds() {
        assertAllows(queued(), "start", "stop", "fail", "interrupt");
    }

    @Test
    void aRunningTurnWithoutCallsIsAnsweredCompletedOrEnded() {
        assertAllows(running(), "reply", "complete", "stop", "fail", "interrupt");
    }

    @Test
    void whileCallsAreOpenNothingIsSaidAndNothingIsComplete() {
        assertAllows(calling(), "answer", "stop", "fail", "interrupt");
    }

    @Test
    void whatIsOverStaysOver() {
        assertAllows(running().complete(ENDED));
        assertAllows(running().stop(ENDED));
        assertAllows(running().fail(FAILURE, ENDED));
        assertAllows(running().interrupt(FAILURE, ENDED));
        assertAllows(calling().stop(ENDED));
        assertAllows(queued().stop(ENDED));
    }

    @Test
    void startingNotesModelAndTime() {
        assertThat(running().status()).isEqualTo(TurnStatus.RUNNING);
        assertThat(running().model()).isEqualTo("gpt");
        assertThat(running().startedAt()).isEqualTo(STARTED);
    }

    @Test
    void aReplyOpensItsCallsInOrderAndAddsItsTokens() {
        Turn turn = running()
                .reply(calls("b", "a", "c"), USED)
                .answer("b")
                .answer("a")
                .answer("c")
                .reply(calls("e", "d"), USED);
        assertThat(turn.openCalls()).containsExactly("e", "d");
        assertThat(turn.usage()).isEqualTo(new TokenUsage(20, 6));
    }

    @Test
    void aReplyWithoutCallsLetsTheTurnComplete() {
        Turn turn = running().reply(List.of(), USED).complete(ENDED);
        assertThat(turn.status()).isEqualTo(TurnStatus.COMPLETED);
        assertThat(turn.endedAt()).isEqualTo(ENDED);
        assertThat(turn.failure()).isNull();
    }

    @Test
    void callsAreAnsweredInAnyOrderButOnce() {
        Turn turn = calling().answer("b");
        assertThat(turn.openCalls()).containsExactly("a");
        assertThatIllegalStateException().isThrownBy(() -> turn.answer("b"));
        assertThat(turn.answer("a").openCalls()).isEmpty();
    }

    @Test
    void anOutcomeNeedsACall() {
        assertThatIllegalStateException()
                .isThrownBy(() -> calling().answer("unknown"))
                .withMessageContaining("unknown");
    }

    @Test
    void aReplyMayNotUseAnIdTwice() {
        assertThatIllegalStateException()
                .isThrownBy(() -> running().reply(calls("a", "a"), USED))
                .withMessageContaining("a");
    }

    @Test
    void endingEarlyClosesTheCallsAndKeepsTheTokens() {
        for (Turn ended : List.of(
                calling().stop(ENDED), calling().fail(FAILURE, ENDED), calling().interrupt(FAILURE, ENDED))) {
            assertThat(ended.openCalls()).isEmpty();
            assertThat(ended.usage()).isEqualTo(USED);
            assertThat(ended.startedAt()).isEqualTo(STARTED);
            assertThat(ended.endedAt()).isEqualTo(ENDED);
            assertThat(ended.status().isOver()).isTrue();
        }
    }

    @Test
    void onlyFailingAndInterruptingNameAFailure() {
        assertThat(running().stop(ENDED).failure()).isNull();
        assertThat(running().fail(FAILURE, ENDED).failure()).isEqualTo(FAILURE);
        assertThat(running().interrupt(FAILURE, ENDED).failure()).isEqualTo(FAILURE);
    }

    @Test
    void aTransitionLeavesTheStateBeforeItAlone() {
        Turn before = calling();
        before.answer("a");
        before.stop(ENDED);
        assertThat(before.openCalls()).containsExactly("a", "b");
        assertThat(before.status()).isEqualTo(TurnStatus.RUNNING);
    }
}
