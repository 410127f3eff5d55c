package dev.tabletalk.domain.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.QueryLimits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EnvironmentColorTest {
    @ParameterizedTest
    @CsvSource({
        "production, RED", "Prod, RED", "PRD, RED", "eu-prod-2, RED", "live, RED", "Produktion, RED",
        "staging, AMBER", "stg, AMBER", "preprod, AMBER", "pre-production, AMBER", "non-prod, AMBER", "UAT, AMBER",
        "dev, GREEN", "Development, GREEN", "test, GREEN", "local, GREEN", "my sandbox, GREEN", "demo, GREEN",
        "analytics, GRAY", "reproduced, GRAY", "Alive, GRAY", "olive, GRAY"
    })
    void isSuggestedByTheLabel(String label, EnvironmentColor color) {
        assertThat(EnvironmentColor.suggestedFor(label)).isEqualTo(color);
    }

    @Test
    void isReadByItsName() {
        assertThat(EnvironmentColor.parse("violet")).isEqualTo(EnvironmentColor.VIOLET);
        assertThatThrownBy(() -> EnvironmentColor.parse("#ff0000"))
                .hasMessageContaining("red, amber, green, blue, violet, gray");
    }

    @Test
    void whatWasChosenWinsOverWhatIsSuggested() {
        assertThat(connection("production", null).color()).isEqualTo(EnvironmentColor.RED);
        assertThat(connection("production", EnvironmentColor.BLUE).color()).isEqualTo(EnvironmentColor.BLUE);
        assertThat(connection(null, null).color()).isNull();
    }

    @Test
    void productionStaysProductionInAnyColor() {
        assertThat(connection("production", EnvironmentColor.BLUE).isProduction())
                .isTrue();
        assertThat(connection("Ledger", EnvironmentColor.RED).isProduction()).isTrue();
        assertThat(connection("staging", null).isProduction()).isFalse();
        assertThat(connection(null, null).isProduction()).isFalse();
    }

    @Test
    void standsForAnEnvironment() {
        assertThatThrownBy(() -> connection(" ", EnvironmentColor.RED))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().field()).isEqualTo("environmentColor"));
    }

    private static DatabaseConnection connection(@Nullable String environment, @Nullable EnvironmentColor color) {
        return new DatabaseConnection(
                new ConnectionId("shop"),
                "Shop",
                DatabaseKind.SQLITE,
                new DatabaseAddress.File("shop.db"),
                environment,
                color,
                QueryLimits.DEFAULT,
                Instant.EPOCH);
    }
}
