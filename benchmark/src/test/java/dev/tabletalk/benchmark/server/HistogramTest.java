package dev.tabletalk.benchmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistogramTest {
    private static final String BEFORE = """
            4711:
             num     #instances         #bytes  class name (module)
            -------------------------------------------------------
               1:           100           5000  [B (java.base@25)
               2:            10            400  java.lang.String (java.base@25)
               3:             1             24  dev.tabletalk.A
            Total           111           5424
            """;
    private static final String AFTER = """
             num     #instances         #bytes  class name (module)
            -------------------------------------------------------
               1:           150           7000  [B (java.base@25)
               2:            10            400  java.lang.String (java.base@25)
               3:             3             72  dev.tabletalk.A
               4:             1             24  dev.tabletalk.A
            Total           164           7496
            """;

    @Test
    void sumsUpWhatLives() {
        assertThat(Histogram.parse(BEFORE).bytes()).isEqualTo(5424);
    }

    @Test
    void countsTheObjectsOfAClassFromAllClassLoaders() {
        assertThat(Histogram.parse(AFTER).count("dev.tabletalk.A")).isEqualTo(4);
        assertThat(Histogram.parse(AFTER).count("dev.tabletalk.B")).isZero();
    }

    @Test
    void namesWhatGrewMostFirst() {
        assertThat(Histogram.parse(AFTER).growthSince(Histogram.parse(BEFORE), 5))
                .containsExactly("[B: +2000 bytes, +50 objects", "dev.tabletalk.A: +72 bytes, +3 objects");
    }
}
