package dev.tabletalk.benchmark.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.benchmark.model.Stamp;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {
    @Test
    void isCompleteWithEveryTokenOnceAndAnEnd() {
        Answer answer = answer(1, 2, 3);
        assertThat(answer.isComplete()).isTrue();
        assertThat(answer.lags()).containsExactly(10, 10, 10);
    }

    @Test
    void noticesATokenThatIsMissingInTheMiddle() {
        Answer answer = answer(1, 3);
        assertThat(answer.lost()).isEqualTo(1);
        assertThat(answer.isComplete()).isFalse();
    }

    @Test
    void noticesTokensThatAreMissingAtTheEnd() {
        assertThat(answer(1).lost()).isEqualTo(2);
    }

    @Test
    void noticesATokenThatComesTwice() {
        Answer answer = answer(1, 2, 2, 3);
        assertThat(answer.doubled()).isEqualTo(1);
        assertThat(answer.isComplete()).isFalse();
    }

    @Test
    void noticesATokenThatComesTooLate() {
        Answer answer = answer(2, 1, 3);
        assertThat(answer.isComplete()).isFalse();
    }

    @Test
    void isNotCompleteWithoutAnEnd() {
        Answer cut = new Answer(1, 0);
        cut.arrived(new Stamp(1, 0, 0), 10);
        assertThat(cut.isComplete()).isFalse();
    }

    @Test
    void doesNotBlameAServerForTheTimeOfTheModel() {
        Answer answer = new Answer(1, 1_000);
        answer.arrived(new Stamp(1, 1_700, 500), 1_800);
        assertThat(answer.addedNanos()).isEqualTo(300);
    }

    @Test
    void aDeliveryIsPerfectOnlyWhenEveryAnswerIs() {
        List<Answer> answers = List.of(answer(1, 2, 3), answer(1, 2, 3));
        assertThat(Delivery.of(answers, List.of(), 6).isPerfect()).isTrue();
        assertThat(Delivery.of(answers, List.of(), 9).isPerfect()).isFalse();
        assertThat(Delivery.of(answers, List.of("refused"), 6).isPerfect()).isFalse();
        assertThat(Delivery.of(List.of(answer(1, 2, 3), answer(1, 3)), List.of(), 6)
                        .isPerfect())
                .isFalse();
    }

    /** An answer of three tokens that ended well, each 10 ns on its way. */
    private static Answer answer(int... numbers) {
        Answer answer = new Answer(3, 0);
        for (int number : numbers) {
            answer.arrived(new Stamp(number, number * 100L, 0), number * 100L + 10);
        }
        answer.ended(Answer.Ending.SUCCESS, "");
        return answer;
    }
}
