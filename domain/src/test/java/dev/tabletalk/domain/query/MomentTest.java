package dev.tabletalk.domain.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MomentTest {
    private static String words(String text) {
        return Moment.parse(text).orElseThrow().words(false, false);
    }

    @Test
    void saysDatesAndTimesForPeople() {
        assertThat(words("2026-03-05")).isEqualTo("5 Mar 2026");
        assertThat(words("2026-03-05T14:30:00")).isEqualTo("5 Mar 2026, 14:30");
        assertThat(words("2026-03-05 14:30")).isEqualTo("5 Mar 2026, 14:30");
        assertThat(words("2026-03-05T14:30:15.25")).isEqualTo("5 Mar 2026, 14:30:15.25");
        assertThat(words("2026-03-05T00:00:00")).isEqualTo("5 Mar 2026");
        assertThat(words("2026-03-05T14:30:00Z")).isEqualTo("5 Mar 2026, 14:30 UTC");
        assertThat(words("2026-03-05T14:30:00+02:00")).isEqualTo("5 Mar 2026, 14:30 +02:00");
        assertThat(words("0044-03-15")).isEqualTo("15 Mar 0044");
        assertThat(words("+12026-03-05")).isEqualTo("+12026-03-05");
        assertThat(words("-0044-03-15")).isEqualTo("-0044-03-15");
        assertThat(words("14:30:00.000")).isEqualTo("14:30:00.000");
        assertThat(words("14:30:00+02")).isEqualTo("14:30:00+02");
    }

    @Test
    void saysAsMuchAsTheOthersOfItsColumn() {
        Moment midnight = Moment.parse("2026-03-05T00:00:00").orElseThrow();
        assertThat(midnight.words(true, false)).isEqualTo("5 Mar 2026, 00:00");
        assertThat(midnight.words(true, true)).isEqualTo("5 Mar 2026, 00:00:00");
    }

    @Test
    void leavesAloneWhatIsNoTime() {
        for (String text : List.of(
                "",
                "soon",
                "2026-02-30",
                "2026-13-01",
                "infinity",
                "2026-03-05T",
                "5",
                "12:",
                "2026-03-05x",
                "2026-03-05T10:00:00 Europe/Berlin",
                "1:2",
                "x".repeat(1_000_000))) {
            assertThat(Moment.parse(text)).isEmpty();
        }
    }
}
