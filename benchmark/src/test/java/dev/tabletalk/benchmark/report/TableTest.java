package dev.tabletalk.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void linesUpItsColumns() {
        assertThat(new Table(Row.of("measure", "ms"), List.of(Row.of("a", "10.5"), Row.of("lag", "1"))).text())
                .isEqualTo("""
                        | measure | ms   |
                        | ------- | ---- |
                        | a       | 10.5 |
                        | lag     | 1    |
                        """);
    }

    @Test
    void refusesARowOfAnotherWidth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table(Row.of("a", "b"), List.of(Row.of("1"))))
                .withMessageContaining("width");
    }

    @Test
    void saysWhetherARatioIsWithinItsLimit() {
        assertThat(Row.compared("lag", 4.0, 2.0, 2).cells())
                .containsExactly("lag", "4.00", "2.00", "2.00", "≤ 2.00 × floor", "met");
        assertThat(Row.compared("lag", 4.1, 2.0, 2).cells()).endsWith("**missed**");
    }

    @Test
    void missesWhatWasNotMeasured() {
        assertThat(Row.compared("lag", Double.NaN, 2.0, 2).cells())
                .contains("–")
                .endsWith("**missed**");
    }

    @Test
    void showsAsManyDigitsAsMeanSomething() {
        assertThat(Row.number(1234.4)).isEqualTo("1234");
        assertThat(Row.number(12.34)).isEqualTo("12.3");
        assertThat(Row.number(0.126)).isEqualTo("0.13");
    }
}
