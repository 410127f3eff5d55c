package dev.tabletalk.benchmark.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptTest {
    @Test
    void isFoundInItsQuestion() {
        Script script = new Script(200, 50, "a1");
        assertThat(Script.in(script.question())).isEqualTo(script);
    }

    @Test
    void isShortForAnyOtherQuestion() {
        assertThat(Script.in("How many orders are there?").rate()).isZero();
    }

    @Test
    void stampsAreTakenOutOfATextOnceTheyAreComplete() {
        Stamp first = new Stamp(1, 123, 4);
        Stamp second = new Stamp(2, 456, 7);
        StringBuilder text = new StringBuilder(
                "the" + first.text() + " revenue" + second.text().substring(0, 6));
        List<Stamp> taken = new ArrayList<>();
        Stamp.takeAll(text, taken::add);
        assertThat(taken).containsExactly(first);
        text.append(second.text().substring(6));
        Stamp.takeAll(text, taken::add);
        assertThat(taken).containsExactly(first, second);
    }
}
