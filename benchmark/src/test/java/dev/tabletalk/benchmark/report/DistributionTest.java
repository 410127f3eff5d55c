package dev.tabletalk.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DistributionTest {
    private static final long MILLI = 1_000_000;

    @Test
    void findsPercentilesInAnyOrderOfMeasurements() {
        Distribution hundred = Distribution.of(LongStream.rangeClosed(1, 100)
                .map(i -> (101 - i) * MILLI)
                .boxed()
                .toList());
        assertThat(hundred.millisAt(50)).isEqualTo(50);
        assertThat(hundred.millisAt(99)).isEqualTo(99);
        assertThat(hundred.millisAt(100)).isEqualTo(100);
    }

    @Test
    void takesTheNextMeasurementUpBetweenTwo() {
        Distribution three = Distribution.of(List.of(MILLI, 2 * MILLI, 3 * MILLI));
        assertThat(three.millisAt(50)).isEqualTo(2);
        assertThat(three.millisAt(99)).isEqualTo(3);
        assertThat(three.millisAt(1)).isEqualTo(1);
    }

    @Test
    void joinsTheMeasurementsOfMany() {
        Distribution joined = Distribution.joining(List.of(new long[] {3 * MILLI, MILLI}, new long[] {2 * MILLI}));
        assertThat(joined.size()).isEqualTo(3);
        assertThat(joined.millisAt(50)).isEqualTo(2);
    }

    @Test
    void hasNoFigureWithoutMeasurements() {
        assertThat(Distribution.of(List.of()).millisAt(50)).isNaN();
    }

    @Test
    void refusesAPercentageThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Distribution.of(List.of(MILLI)).millisAt(0));
    }
}
