package dev.tabletalk.adapter.llm.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodReaderTest {
    private final PeriodReader reader = new PeriodReader(LocalDate.of(2026, 7, 15));

    @ParameterizedTest
    @CsvSource({
        "last year,                          2025-01-01, 2026-01-01, 2",
        "in 2025,                            2025-01-01, 2026-01-01, 2",
        "this month,                         2026-07-01, 2026-08-01, 2",
        "last month by country,              2026-06-01, 2026-07-01, 2",
        "last week,                          2026-07-06, 2026-07-13, 2",
        "last quarter,                       2026-04-01, 2026-07-01, 2",
        "in the last 30 days,                2026-06-16, 2026-07-16, 5",
        "the past three months,              2026-04-16, 2026-07-16, 4",
        "in the last year,                   2025-07-16, 2026-07-16, 4",
        "in march,                           2026-03-01, 2026-04-01, 2",
        "in december,                        2025-12-01, 2026-01-01, 2",
        "in may 2025,                        2025-05-01, 2025-06-01, 3",
        "in q3 2025,                         2025-07-01, 2025-10-01, 3",
        "on 2025-12-24,                      2025-12-24, 2025-12-25, 2",
        "on 24th of december 2025,           2025-12-24, 2025-12-25, 5",
        "2025-02,                            2025-02-01, 2025-03-01, 1",
        "between may and july 2025,          2025-05-01, 2025-08-01, 5",
        "from november to january 2026,      2025-11-01, 2026-02-01, 5",
        "from 2025-01-01 to 2025-06-30,      2025-01-01, 2025-07-01, 4",
        "first half of 2025,                 2025-01-01, 2025-07-01, 4",
        "year to date,                       2026-01-01, 2027-01-01, 3",
        "2 months ago,                       2026-05-01, 2026-06-01, 3",
        "yesterday,                          2026-07-14, 2026-07-15, 1",
        "since march 2026,                   2026-03-01, ,           3",
        "from 2025 onwards,                  2025-01-01, ,           3",
        "after 2025,                         2026-01-01, ,           2",
        "before 2025,                        ,           2025-01-01, 2"
    })
    void reads(String text, String start, String end, int words) {
        PeriodReader.Found found = reader.at(text).orElseThrow();
        assertThat(found.period().start()).isEqualTo(start == null ? null : LocalDate.parse(start));
        assertThat(found.period().end()).isEqualTo(end == null ? null : LocalDate.parse(end));
        assertThat(found.words()).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "may i see orders",
                "orders",
                "on february 30 2025",
                "last orders",
                "top 10",
                "2025-13",
                "from berlin"
            })
    void leavesOtherWordsAlone(String text) {
        assertThat(reader.at(text)).isEqualTo(Optional.empty());
    }

    @Test
    void knowsThePeriodBefore() {
        assertThat(reader.at("this month").orElseThrow().period().previous().label())
                .isEqualTo("June 2026");
        assertThat(reader.at("in 2025").orElseThrow().period().previous().label())
                .isEqualTo("2024");
        assertThat(reader.at("today").orElseThrow().period().previous().label()).isEqualTo("2026-07-14");
    }
}
