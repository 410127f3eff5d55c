package dev.tabletalk.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {
    @Test
    void isTheOneInTheMiddle() {
        assertThat(Median.of(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
    }

    @Test
    void isBetweenTheTwoInTheMiddle() {
        assertThat(Median.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(3);
    }

    @Test
    void isNoneWhenARoundHasNone() {
        assertThat(Median.of(List.of())).isNaN();
        assertThat(Median.of(List.of(1.0, Double.NaN, 2.0))).isNaN();
    }
}
