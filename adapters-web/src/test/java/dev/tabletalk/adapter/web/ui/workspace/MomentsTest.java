package dev.tabletalk.adapter.web.ui.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class MomentsTest {
    private static final Instant MOMENT = Instant.parse("2026-03-03T22:15:07.250Z");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-31T23:30:00Z"), ZoneOffset.UTC);

    @Test
    void writesMomentsInTheZoneOfThePerson() {
        Moments tokyo = new Moments(ZoneId.of("Asia/Tokyo"), CLOCK);
        Moments lisbon = new Moments(ZoneId.of("Europe/Lisbon"), CLOCK);

        assertThat(lisbon.of(MOMENT)).isEqualTo("3 March, 22:15");
        assertThat(tokyo.of(MOMENT)).as("next year has begun there").isEqualTo("4 March 2026, 07:15");
        assertThat(tokyo.exact(MOMENT)).isEqualTo("4 March 2026, 07:15:07.250 UTC+09:00");
        assertThat(tokyo.time(MOMENT)).isEqualTo("07:15:07.250");
    }
}
