package dev.tabletalk.adapter.jdbc.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.port.SqlAnalyzer;
import dev.tabletalk.domain.port.SqlAnalyzerContract;
import dev.tabletalk.domain.query.GuardVerdict;
import dev.tabletalk.domain.query.SqlGuard;
import dev.tabletalk.domain.query.SqlText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DialectSqlAnalyzerTest implements SqlAnalyzerContract {
    private final DialectSqlAnalyzer analyzer = new DialectSqlAnalyzer();

    @Override
    public SqlAnalyzer analyzer() {
        return analyzer;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DELETE FROM t                        | DELETE is not a read; only reading statements are run.
            create table t(a int)                | CREATE TABLE is not a read; only reading statements are run.
            SELECT 1; SELECT 2                   | Only one statement can be run at a time; this text has 2.
            SELECT pg_sleep(9)                   | pg_sleep() keeps the server waiting; only reads are run.
            SELECT pg_catalog.pg_read_file('x')  | pg_catalog.pg_read_file() reaches files of the server; only reads are run.
            SELECT frobnicate(1)                 | frobnicate() is not a function known to only read; only reads are run.
            SELECT * FROM t FOR UPDATE           | FOR UPDATE locks rows; only reads are run.
            SELECT * INTO x FROM t               | INTO writes the result somewhere; only reads are run.
            WITH d AS (DELETE FROM t) SELECT 1   | DELETE is not a read, and stands in a WITH; only reads are run.
            EXPLAIN ANALYZE DELETE FROM t        | EXPLAIN DELETE does not explain a read; only reads are run.
            SELECT * FROM pg_authid              | pg_authid is a system table that is not known to be harmless; only reads are run.
            SELECT $1                            | The SQL could not be checked, so it was not run: it has a placeholder ($) without a value.
            """)
    void saysWhatItRefusesAndWhy(String sql, String reason) {
        assertThat(SqlGuard.judge(analyzer.analyze(DatabaseKind.POSTGRESQL, new SqlText(sql))))
                .isEqualTo(new GuardVerdict.Refused(reason));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            SELECT SLEEP(9)                      | sleep() keeps the server waiting; only reads are run.
            SELECT target.bump()                 | target.bump() is not a function known to only read; only reads are run.
            SELECT LOAD_FILE('/x')               | load_file() reaches files or programs of the server; only reads are run.
            SELECT NEXT VALUE FOR s              | NEXT VALUE FOR works on a sequence; only reads are run.
            SELECT @a := 1                       | := sets a variable; only reads are run.
            SELECT @@datadir                     | @@datadir tells a setting of the server that is not known to be harmless; only reads are run.
            SELECT * FROM mysql.user             | mysql.user holds what is the server's own; only reads are run.
            DESC mysql.user                      | mysql.user holds what is the server's own; only reads are run.
            SHOW GRANTS                          | SHOW GRANTS tells something of the server that is not known to be harmless; only reads are run.
            SELECT * FROM t LOCK IN SHARE MODE   | LOCK IN SHARE MODE locks rows; only reads are run.
            ANALYZE TABLE t                      | ANALYZE is not a read; only reading statements are run.
            EXPLAIN UPDATE t SET a = 1           | EXPLAIN UPDATE does not explain a read; only reads are run.
            SELECT 1 /*!, 2 */                   | The SQL could not be checked, so it was not run: it has a comment that may be run (/*! ... */).
            SELECT /*+ SET_VAR(a = 1) */ 1       | The SQL could not be checked, so it was not run: it has a hint that changes settings (/*+ ... */).
            """)
    void saysWhatItRefusesOfMySqlAndWhy(String sql, String reason) {
        for (DatabaseKind kind : List.of(DatabaseKind.MARIADB, DatabaseKind.MYSQL)) {
            assertThat(SqlGuard.judge(analyzer.analyze(kind, new SqlText(sql))))
                    .isEqualTo(new GuardVerdict.Refused(reason));
        }
    }

    @Test
    void goesOnWithEscapesInTheNextLineOfAString() {
        String sql = "SELECT E'a'\n'b\\'; DELETE FROM canary; --'";
        assertThat(SqlGuard.judge(analyzer.analyze(DatabaseKind.POSTGRESQL, new SqlText(sql))))
                .isEqualTo(new GuardVerdict.Allowed());
    }
}
