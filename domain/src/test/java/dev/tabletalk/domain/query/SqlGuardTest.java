package dev.tabletalk.domain.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SqlGuardTest {
    private static String reason(SqlAnalysis analysis) {
        return switch (SqlGuard.judge(analysis)) {
            case GuardVerdict.Allowed() -> "";
            case GuardVerdict.Refused(String reason) -> reason;
        };
    }

    @Test
    void letsOnePureReadPass() {
        assertThat(reason(new SqlAnalysis.Understood(1, true, "SELECT", List.of())))
                .isEmpty();
    }

    @Test
    void refusesWhatWasNotUnderstood() {
        assertThat(reason(new SqlAnalysis.NotUnderstood("ends inside a string")))
                .contains("could not be checked", "ends inside a string");
    }

    @Test
    void refusesASecondStatementAndNone() {
        assertThat(reason(new SqlAnalysis.Understood(2, true, "SELECT", List.of())))
                .contains("has 2");
        assertThat(reason(new SqlAnalysis.Understood(0, true, "", List.of()))).contains("has 0");
    }

    @Test
    void refusesWhatIsNoRead() {
        assertThat(reason(new SqlAnalysis.Understood(1, false, "DELETE", List.of())))
                .startsWith("DELETE is not a read");
    }

    @Test
    void refusesAnEffectInsideARead() {
        assertThat(reason(new SqlAnalysis.Understood(
                        1, true, "SELECT", List.of(new SqlAnalysis.Effect("pg_sleep()", "keeps the server waiting")))))
                .startsWith("pg_sleep() keeps the server waiting");
    }
}
