package dev.tabletalk.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConnectionIdTest {
    private static final List<String> NO_SLUGS =
            List.of("", "-", "-a", "a-", "A", "a b", "a_b", "ä", "a/b", "a\n", "a\0", "..", "x".repeat(64));

    @Test
    void isASlug() {
        for (String text : List.of("a", "0", "sample", "orders-prod", "a--b", "x".repeat(63))) {
            assertThat(new ConnectionId(text)).hasToString(text);
            assertThat(ConnectionId.parse(text)).isEqualTo(new ConnectionId(text));
        }
    }

    @Test
    void refusesWhatIsNoSlug() {
        for (String text : NO_SLUGS) {
            var failure = catchThrowableOfType(FailureException.class, () -> new ConnectionId(text))
                    .failure();
            assertThat(failure.code()).as(text).isEqualTo(FailureCode.INVALID);
            assertThat(failure.field()).isEqualTo("id");
        }
    }

    @Test
    void nothingIsFoundUnderWhatIsNoSlug() {
        for (String text : NO_SLUGS) {
            var failure = catchThrowableOfType(FailureException.class, () -> ConnectionId.parse(text))
                    .failure();
            assertThat(failure.code()).as(text).isEqualTo(FailureCode.NOT_FOUND);
        }
    }

    @Test
    void isDerivedFromAName() {
        assertThat(ConnectionId.derive("Orders (Prod)").value()).isEqualTo("orders-prod");
        assertThat(ConnectionId.derive("  Bean & Leaf ☕ ").value()).isEqualTo("bean-leaf");
        assertThat(ConnectionId.derive("Aufträge Übersee").value()).isEqualTo("auftrage-ubersee");
        assertThat(ConnectionId.derive("ﬁnance №1").value()).isEqualTo("finance-no1");
        assertThat(ConnectionId.derive("销售").value()).isEqualTo("connection");
        assertThat(ConnectionId.derive("").value()).isEqualTo("connection");
        assertThat(ConnectionId.derive("a ".repeat(100)).value()).hasSize(63).endsWith("a");
    }
}
