package dev.tabletalk.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.conversation.AnswerNote;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.Feedback;
import dev.tabletalk.domain.conversation.FollowUps;
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

/** What every {@link AnswerNotes} keeps to. */
public interface AnswerNotesContract extends StoreContract {
    FollowUps NEXT = new FollowUps(List.of("How many é😀?", "And \"per\" month?"));

    private AnswerNote note(TurnId turn) {
        return Objects.requireNonNull(notes().of(List.of(turn)).get(turn));
    }

    @Test
    default void tellsHowAnswersWereMade() {
        ConversationId conversation = givenConversation().id();
        Turn answered = givenAnswered(conversation, null, "How?", "So.");
        Turn waiting = givenTurn(conversation, "And?");
        TurnId unknown = TurnId.create(NOW);
        assertThat(notes().of(List.of(answered.id(), waiting.id(), unknown)))
                .containsOnlyKeys(answered.id(), waiting.id());
        assertThat(note(answered.id()))
                .isEqualTo(new AnswerNote(
                        answered.model(),
                        answered.usage(),
                        answered.replies(),
                        Duration.between(
                                Objects.requireNonNull(answered.startedAt()),
                                Objects.requireNonNull(answered.endedAt())),
                        FollowUps.NONE,
                        false,
                        null));
        assertThat(note(waiting.id()))
                .isEqualTo(new AnswerNote(null, TokenUsage.NONE, 0, null, FollowUps.NONE, false, null));
    }

    @Test
    default void countsTheStepsThatFailed() {
        Turn answered = givenAnswered(givenConversation().id(), null, "How?", "So.");
        modelCalls().add(answered.id(), call(CallPurpose.ANSWER, answered.replies() + 1), "{}");
        modelCalls().add(answered.id(), call(CallPurpose.TITLE, 0), "{}");
        assertThat(note(answered.id()).steps()).isEqualTo(answered.replies() + 1);
    }

    private static ModelCall call(CallPurpose purpose, int step) {
        return new ModelCall(
                purpose,
                step,
                "m",
                null,
                NOW,
                Duration.ZERO,
                null,
                TokenUsage.NONE,
                CallEnd.FAILED,
                new Failure(FailureCode.MODEL_TIMEOUT, "The model was silent."),
                1);
    }

    @Test
    default void keepsFollowUps() {
        Turn turn = givenAnswered(givenConversation().id(), null, "How?", "So.");
        notes().keep(turn.id(), NEXT, true);
        assertThat(note(turn.id()).followUps()).isEqualTo(NEXT);
        assertThat(note(turn.id()).toldWithinRun()).isTrue();
        turns().save(turn);
        assertThat(note(turn.id()).followUps()).isEqualTo(NEXT);
        notes().keep(turn.id(), FollowUps.NONE, false);
        assertThat(note(turn.id()).followUps()).isEqualTo(FollowUps.NONE);
        notes().keep(TurnId.create(NOW), NEXT, true);
    }

    @Test
    default void keepsTheNewestFeedbackAndTakesItBack() {
        Turn turn = givenAnswered(givenConversation().id(), null, "How?", "So.");
        Feedback down = new Feedback(Feedback.Rating.DOWN, "Wrong\nyear 😀");
        notes().rate(turn.id(), new Feedback(Feedback.Rating.UP, null));
        notes().keep(turn.id(), NEXT, false);
        assertThat(note(turn.id()).feedback()).isEqualTo(new Feedback(Feedback.Rating.UP, null));
        notes().rate(turn.id(), down);
        assertThat(note(turn.id()).feedback()).isEqualTo(down);
        assertThat(note(turn.id()).followUps()).isEqualTo(NEXT);
        notes().rate(turn.id(), null);
        assertThat(note(turn.id()).feedback()).isNull();
        StoreContract.assertNotFound(() -> notes().rate(TurnId.create(NOW), down));
    }

    @Test
    default void notesAreCopiedWithTheirTurn() {
        ConversationId conversation = givenConversation().id();
        Turn turn = givenAnswered(conversation, null, "How?", "So.");
        notes().keep(turn.id(), NEXT, true);
        notes().rate(turn.id(), new Feedback(Feedback.Rating.UP, "Right"));
        TurnId copy = Objects.requireNonNull(
                tree().copyPath(turn.id(), Conversation.start(SHOP, ConversationTitle.manual("Copy"), NOW))
                        .head());
        assertThat(note(copy).followUps()).isEqualTo(NEXT);
        assertThat(note(copy).toldWithinRun()).isFalse();
        assertThat(note(copy).feedback()).isEqualTo(new Feedback(Feedback.Rating.UP, "Right"));
    }

    @Test
    default void notesGoWithTheirConversation() {
        ConversationId conversation = givenConversation().id();
        Turn turn = givenAnswered(conversation, null, "How?", "So.");
        notes().keep(turn.id(), NEXT, true);
        conversations().delete(conversation);
        assertThat(notes().of(List.of(turn.id()))).isEmpty();
    }
}
