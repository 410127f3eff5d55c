package dev.tabletalk.adapter.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
    private final RetryPolicy policy = new RetryPolicy(3, Duration.ofMillis(400));

    @RepeatedTest(20)
    void waitsLongerWithEachFailureButNeverQuiteTheSame() {
        assertThat(policy.before(1, null)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
        assertThat(policy.before(2, null)).isBetween(Duration.ofMillis(400), Duration.ofMillis(800));
        assertThat(policy.before(3, null)).isBetween(Duration.ofMillis(800), Duration.ofMillis(1600));
        assertThat(policy.before(1000, null)).isLessThan(Duration.ofSeconds(31));
    }

    @RepeatedTest(20)
    void waitsAtLeastAsLongAsAskedUpToALimit() {
        assertThat(policy.before(1, Duration.ofSeconds(7))).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
        assertThat(policy.before(1, Duration.ofHours(7))).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
        assertThat(policy.before(1, Duration.ZERO)).isLessThan(Duration.ofMillis(401));
    }

    private static @Nullable Duration retryAfter(String value) {
        return RetryPolicy.retryAfter(HttpHeaders.of(Map.of("Retry-After", List.of(value)), (n, v) -> true));
    }

    @ParameterizedTest
    @CsvSource({"3, 3000", "0, 0", "1.5, 1500", "' 2 ', 2000"})
    void readsSeconds(String value, long millis) {
        assertThat(retryAfter(value)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void readsADate() {
        ZonedDateTime soon = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(10);
        assertThat(retryAfter(DateTimeFormatter.RFC_1123_DATE_TIME.format(soon)))
                .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
        assertThat(retryAfter("Wed, 21 Oct 2015 07:28:00 GMT")).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "", "-5", "1e999", "99999999999999999999999"})
    void copesWithWhatItCannotRead(String value) {
        assertThat(policy.before(1, retryAfter(value))).isLessThan(Duration.ofSeconds(31));
    }
}
