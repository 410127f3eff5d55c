package dev.tabletalk.domain.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNamesTest {
    @Test
    void measuresDistance() {
        assertThat(NearestNames.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(NearestNames.distance("", "abc")).isEqualTo(3);
    }

    @Test
    void findsTheNearestWhateverTheirCase() {
        assertThat(NearestNames.to("REVENU", List.of("month", "revenue", "venue"), 2))
                .containsExactly("revenue", "venue");
    }
}
