package dev.tabletalk.domain.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.query.GuardVerdict;
import dev.tabletalk.domain.query.SqlGuard;
import dev.tabletalk.domain.query.SqlText;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an analyzer must get right in every dialect, judged by {@link SqlGuard}. */
public interface SqlAnalyzerContract {
    /** Far more than a pass over the text takes on a busy machine, and far less than one for every token would. */
    Duration LONGEST = Duration.ofSeconds(1);

    SqlAnalyzer analyzer();

    @ParameterizedTest
    @EnumSource
    default void letsReadsPass(DatabaseKind dialect) {
        for (String sql : List.of(
                "SELECT 1",
                "select a, count(*) from t where b = 'x; DELETE FROM t' group by a order by 2 desc limit 10;",
                "WITH q AS (SELECT 1 AS n) SELECT max(n) FROM q -- done",
                "SELECT \"update\", \"delete\" FROM \"order\"",
                "/* DROP TABLE t */ SELECT 1")) {
            assertThat(judge(dialect, sql)).as(sql).isInstanceOf(GuardVerdict.Allowed.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    default void refusesAllElse(DatabaseKind dialect) {
        for (String sql : List.of(
                "SELECT 1; SELECT 2",
                "DELETE FROM t",
                "dRoP TABLE t",
                "WITH q AS (SELECT 1) INSERT INTO t SELECT * FROM q",
                "EXPLAIN ANALYZE DELETE FROM t",
                "SELECT no_such_function_anywhere(1)",
                "SELECT 'open",
                "-- nothing",
                "COMMIT")) {
            assertThat(judge(dialect, sql))
                    .as(sql)
                    .isInstanceOfSatisfying(
                            GuardVerdict.Refused.class,
                            refused -> assertThat(refused.reason()).matches("(?s)\\p{L}.*\\."));
        }
    }

    @ParameterizedTest
    @EnumSource
    default void neverThrows(DatabaseKind dialect) {
        Random random = new Random(42);
        String pieces = "()'\"`$[]{};,.:?@#\\/*- \n\0eEuU&xX01aselectwithfromas\u00e9\u200b";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder sql = new StringBuilder("S");
            random.ints(random.nextInt(40), 0, pieces.length()).forEach(at -> sql.append(pieces.charAt(at)));
            assertThat(judge(dialect, sql.toString())).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    default void takesTimeInProportionToTheText(DatabaseKind dialect) {
        for (String unit : List.of(
                "(", "((SELECT 1", "'a'", "/*", "$a$", "x.", "f(", ",", "E'\n'", "--\n", "\"a\"", "WITH a AS (")) {
            String sql = "SELECT " + unit.repeat((SqlText.MAX_LENGTH - 7) / unit.length());
            Duration best = IntStream.range(0, 8)
                    .mapToObj(i -> time(() -> judge(dialect, sql)))
                    .min(Duration::compareTo)
                    .orElseThrow();
            assertThat(best).as(unit).isLessThan(LONGEST);
        }
    }

    private static Duration time(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private GuardVerdict judge(DatabaseKind dialect, String sql) {
        return SqlGuard.judge(analyzer().analyze(dialect, new SqlText(sql)));
    }
}
