package dev.tabletalk.adapter.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.failure.FailureCode;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FailureProblemTest {
    @Test
    void answersEachFailureWithItsPublishedStatus() {
        Map<FailureCode, Integer> published = Map.of(
                FailureCode.INVALID, 400,
                FailureCode.TOO_LARGE, 413,
                FailureCode.NOT_FOUND, 404,
                FailureCode.CONFLICT, 409,
                FailureCode.MODEL_UNAVAILABLE, 503,
                FailureCode.SQL_REFUSED, 422,
                FailureCode.QUERY_FAILED, 400,
                FailureCode.QUERY_TIMEOUT, 504,
                FailureCode.DATABASE_UNREACHABLE, 502,
                FailureCode.INTERNAL, 500);
        assertThat(published)
                .allSatisfy((code, status) ->
                        assertThat(FailureProblem.of(code).status().value()).isEqualTo(status));
    }

    @Test
    void namesTheProblemsThatClientsRelyOn() {
        assertThat(FailureProblem.nameOf(FailureCode.SQL_REFUSED)).isEqualTo("sql-refused");
        assertThat(FailureProblem.nameOf(FailureCode.DATABASE_UNREACHABLE)).isEqualTo("database-unreachable");
        assertThat(Arrays.stream(FailureCode.values()).map(FailureProblem::nameOf))
                .allMatch(name -> name.matches("[a-z-]+"));
    }
}
