package dev.tabletalk.adapter.llm.offline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SentencesTest {
    /** As the grid beside the answer does, but for what has more than two decimals. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "66775.2 | 66,775.2",
                "66775.20 | 66,775.20",
                "50074 | 50,074",
                "3.14159 | 3.14",
                "1E5 | 100,000",
                "2026-01 | 2026-01"
            })
    void writesNumbersWithTheDecimalsTheyHave(String cell, String written) {
        assertThat(Sentences.number(cell)).isEqualTo(written);
    }
}
