package dev.tabletalk.domain.chart;

import static dev.tabletalk.domain.chart.ChartTables.months;
import static dev.tabletalk.domain.chart.ChartTables.products;
import static dev.tabletalk.domain.chart.ChartTables.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.query.Row;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartTextTest {
    @Test
    void tellsOfBars() {
        assertThat(ChartText.of(Chart.of(ChartKind.BAR, 0, List.of(1), null), products(3)))
                .isEqualTo("Bar chart of revenue by product, 3 values."
                        + " The highest value is 30 (P0), the lowest 10 (P2).");
    }

    @Test
    void tellsWhereALineGoes() {
        assertThat(ChartText.of(Chart.of(ChartKind.LINE, 0, List.of(1), null), months(12)))
                .isEqualTo("Line chart of revenue by month, from 2024-01 to 2024-12."
                        + " It is higher at the end than at the start: 1,000.5 and 1,110.5."
                        + " The highest value is 1,110.5 (2024-12), the lowest 1,000.5 (2024-01).");
    }

    @Test
    void losesNoDigit() {
        ChartData data = table("n#", Row.of(new BigDecimal("12345678901234567890.12")));
        assertThat(ChartText.of(Chart.of(ChartKind.NUMBER, null, List.of(0), null), data))
                .isEqualTo("Number: n is 12,345,678,901,234,567,890.12.");
    }

    @Test
    void tellsThatThereAreNoNumbers() {
        ChartData data = table("p n#", Row.of("a", null), Row.of("b", null));
        assertThat(ChartText.of(Chart.of(ChartKind.BAR, 0, List.of(1), null), data))
                .isEqualTo("Bar chart of n by p. There are no numbers in it.");
    }

    @Test
    void namesItselfAfterItsColumns() {
        Chart chart = Chart.of(ChartKind.BAR, 0, List.of(1), null);
        assertThat(ChartText.title(chart, products(3))).isEqualTo("revenue by product");
        assertThat(ChartText.title(chart.titled("Sales"), products(3))).isEqualTo("Sales");
    }
}
