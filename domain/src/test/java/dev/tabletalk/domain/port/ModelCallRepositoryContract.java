package dev.tabletalk.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.trace.CallEnd;
import dev.tabletalk.domain.trace.CallPurpose;
import dev.tabletalk.domain.trace.ModelCall;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What every {@link ModelCallRepository} keeps to. */
public interface ModelCallRepositoryContract extends StoreContract {
    static ModelCall step(int step) {
        return new ModelCall(
                CallPurpose.ANSWER,
                step,
                "gpt-é",
                "127.0.0.1:8080",
                NOW,
                Duration.ofNanos(1_234_567),
                Duration.ofMillis(1),
                new TokenUsage(100, 7),
                CallEnd.FINISHED,
                null,
                1);
    }

    private static ModelCall failedTitle() {
        return new ModelCall(
                CallPurpose.TITLE,
                0,
                "small",
                null,
                NOW,
                Duration.ZERO,
                null,
                TokenUsage.NONE,
                CallEnd.FAILED,
                new Failure(FailureCode.MODEL_TIMEOUT, "The model was silent\0."),
                3);
    }

    @Test
    default void keepsCallsInOrderWithTheirNumbers() {
        TurnId turn = givenTurn(givenConversation().id(), "How?").id();
        assertThat(modelCalls().ofTurn(turn)).isEmpty();
        modelCalls().add(turn, step(1), "{\"one\":1}");
        modelCalls().add(turn, failedTitle(), "");
        assertThat(modelCalls().ofTurn(turn)).usingRecursiveComparison().isEqualTo(List.of(step(1), failedTitle()));
        assertThat(modelCalls().request(turn, 1)).contains("{\"one\":1}");
        assertThat(modelCalls().request(turn, 2)).contains("");
        assertThat(modelCalls().request(turn, 3)).isEmpty();
        assertThat(modelCalls().request(turn, 0)).isEmpty();
    }

    @Test
    default void givesEachRequestBackByteForByte() {
        TurnId turn = givenTurn(givenConversation().id(), "How?").id();
        List<String> bodies = List.of(
                "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"S\"},{\"role\":\"user\",\"content\":\"Q\"}],\"stream\":true,\"tools\":[{\"x\":[1,2]}]}",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"S\"},{\"role\":\"user\",\"content\":\"Q\"},{\"role\":\"tool\",\"content\":\"[{]\\\"}\"}],\"stream\":true,\"tools\":[{\"x\":[1,2]}]}",
                "{ \"messages\" : [ {\"a\": \"é😀 \\u0000\"} , {\"a\": \"é😀 \\u0000\"} ,\n {} ] , \"tools\":[] }\n",
                "{\"messages\":[]}",
                "{\"messages\":[1,\"two\",[3],{\"four\":4}],\"messages\":[{}]}",
                "{\"messages\":\"none\",\"tools\":null}",
                "no JSON at all \0 {",
                "{\"messages\":[{\"cut\":");
        for (String body : bodies) {
            modelCalls().add(turn, step(1), body);
        }
        for (int i = 0; i < bodies.size(); i++) {
            assertThat(modelCalls().request(turn, i + 1)).contains(bodies.get(i));
        }
    }

    @Test
    default void callsGoWithTheirConversation() {
        ConversationId conversation = givenConversation().id();
        TurnId turn = givenTurn(conversation, "How?").id();
        modelCalls().add(turn, step(1), "{}");
        conversations().delete(conversation);
        assertThat(modelCalls().ofTurn(turn)).isEmpty();
        assertThat(modelCalls().request(turn, 1)).isEmpty();
        modelCalls().add(turn, step(2), "{}");
        assertThat(modelCalls().ofTurn(turn)).isEmpty();
    }

    @Test
    default void aCopyHasSentNothing() {
        ConversationId conversation = givenConversation().id();
        Turn turn = givenAnswered(conversation, null, "How?", "So.");
        modelCalls().add(turn.id(), step(1), "{}");
        TurnId copy = Objects.requireNonNull(
                tree().copyPath(turn.id(), Conversation.start(SHOP, ConversationTitle.manual("Copy"), NOW))
                        .head());
        assertThat(copy).isNotEqualTo(turn.id());
        assertThat(modelCalls().ofTurn(copy)).isEmpty();
        assertThat(modelCalls().ofTurn(turn.id())).hasSize(1);
    }
}
