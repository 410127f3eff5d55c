package dev.tabletalk.adapter.jdbc.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.GuardVerdict;
import dev.tabletalk.domain.query.SqlGuard;
import dev.tabletalk.domain.query.SqlText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tries the guard with our own corpus, and with more files like it that lie in the folder named by -Dtabletalk.corpus. */
final class CorpusTest {
    private final DialectSqlAnalyzer analyzer = new DialectSqlAnalyzer();

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsHostileAndLetsReadsPass(DatabaseKind dialect) {
        List<String> wrong = new ArrayList<>();
        int[] hostile = new int[2];
        int[] benign = new int[2];
        for (CorpusRow row : CorpusRow.all(dialect)) {
            if (row.verdict().equals("limit")) {
                continue;
            }
            boolean deny = row.verdict().equals("deny");
            GuardVerdict verdict = SqlGuard.judge(analyzer.analyze(dialect, new SqlText(row.sql())));
            int[] counts = deny ? hostile : benign;
            counts[0]++;
            switch (verdict) {
                case GuardVerdict.Allowed()
                when deny -> {
                    counts[1]++;
                    wrong.add("allowed " + row.kind() + ": " + row.shown());
                }
                case GuardVerdict.Refused(String reason)
                when !deny -> {
                    counts[1]++;
                    wrong.add("refused " + row.kind() + ": " + row.shown() + " -- " + reason);
                }
                case GuardVerdict.Allowed() -> {}
                case GuardVerdict.Refused refused -> {}
            }
        }
        System.out.printf(
                "Guard, %s: %d of %d hostile statements passed, %d of %d reads were refused%n",
                dialect.label(), hostile[1], hostile[0], benign[1], benign[0]);
        wrong.forEach(System.out::println);
        assertThat(wrong.stream().filter(line -> line.startsWith("allowed"))).isEmpty();
        assertThat(benign[1]).as("refused reads: %s", wrong).isLessThanOrEqualTo(benign[0] * 2 / 100);
    }

    /** Whether it is refused or left to the limits of the engine: never an error, and too long texts are not even looked at. */
    @ParameterizedTest
    @EnumSource
    void judgesWhatIsLongAndDeep(DatabaseKind dialect) {
        for (CorpusRow row : CorpusRow.all(dialect)) {
            if (!row.verdict().equals("limit")) {
                continue;
            }
            if (row.sql().length() > SqlText.MAX_LENGTH) {
                FailureException failed = catchThrowableOfType(FailureException.class, () -> new SqlText(row.sql()));
                assertThat(failed).as(row.shown()).isNotNull().hasMessageContaining("100,000");
            } else {
                assertThat(SqlGuard.judge(analyzer.analyze(dialect, new SqlText(row.sql()))))
                        .as(row.shown())
                        .isNotNull();
            }
        }
    }
}
