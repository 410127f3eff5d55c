package dev.tabletalk.adapter.web.ui.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TableWordsTest {
    @ParameterizedTest
    @CsvSource({
        "0, about 0 rows, 0",
        "1, about 1 row, 1",
        "999, about 999 rows, 999",
        "12345, 'about 12,300 rows', 12.3k",
        "20000, 'about 20,000 rows', 20k",
        "123456, 'about 123,000 rows', 123k",
        "9876543210, 'about 9,880,000,000 rows', 9.9G",
        "-1, '', ''",
        ", '', ''"
    })
    void roundsAnEstimate(@Nullable Long estimate, String rows, String shortRows) {
        assertThat(TableWords.rows(estimate)).isEqualTo(rows);
        assertThat(TableWords.shortRows(estimate)).isEqualTo(shortRows);
    }
}
