package dev.tabletalk.adapter.web.ui.sidebar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ActivityCueTest {
    private static String cue(String moment, String... others) {
        return new ActivityCue(LocalDate.of(2026, 3, 4), ZoneOffset.UTC)
                .of(
                        Instant.parse(moment),
                        Arrays.stream(others).map(Instant::parse).toList());
    }

    @Test
    void isTheTimeOfTodayOrTheDayBefore() {
        assertThat(cue("2026-03-04T07:05:09Z", "2026-03-01T07:00:00Z")).isEqualTo("07:05");
        assertThat(cue("2026-03-01T07:00:00Z", "2026-03-04T07:05:09Z")).isEqualTo("1 Mar");
        assertThat(cue("2025-12-31T07:00:00Z", "2026-03-04T07:05:09Z")).isEqualTo("31 Dec 2025");
    }

    @Test
    void isAsExactAsItTakes() {
        assertThat(cue("2026-03-01T07:00:00Z", "2026-03-01T09:00:00Z")).isEqualTo("1 Mar, 07:00");
        assertThat(cue("2026-03-04T07:05:09Z", "2026-03-04T07:05:30Z")).isEqualTo("07:05:09");
    }
}
