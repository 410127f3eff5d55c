package dev.tabletalk.domain.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FailureTest {
    @Test
    void namesAFieldOrNone() {
        assertThat(new Failure(FailureCode.INTERNAL, "A bug.").field()).isNull();
        assertThat(FailureException.invalid("title", "The title is empty.").failure())
                .isEqualTo(new Failure(FailureCode.INVALID, "The title is empty.", "title"));
        assertThat(FailureException.tooLarge("content", "Too long.").failure())
                .isEqualTo(new Failure(FailureCode.TOO_LARGE, "Too long.", "content"));
    }

    @Test
    void saysWhatWasNotFound() {
        assertThat(FailureException.notFound("conversation", 7).failure())
                .isEqualTo(new Failure(FailureCode.NOT_FOUND, "There is no conversation \"7\"."));
    }

    @Test
    void keepsTheCauseForTheLogAndOutOfTheMessage() {
        FailureException exception = new FailureException(
                new Failure(FailureCode.QUERY_FAILED, "It failed."), new IllegalArgumentException("driver text"));
        assertThat(exception).hasMessage("QUERY_FAILED: It failed.").hasRootCauseMessage("driver text");
        assertThat(exception.failure().message()).doesNotContain("driver");
    }
}
