package dev.tabletalk.adapter.web.ui.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlLayoutTest {
    @Test
    void putsEachClauseOnALine() {
        assertThat(SqlLayout.of(
                        "SELECT p.name, SUM(i.price) AS revenue FROM items i JOIN products p ON p.id = i.product_id"
                                + " WHERE p.kind = 'tea and from' AND i.price > (SELECT AVG(price) FROM items)"
                                + " GROUP BY p.name ORDER BY revenue DESC LIMIT 5"))
                .isEqualTo("""
                        SELECT p.name, SUM(i.price) AS revenue
                        FROM items i
                          JOIN products p ON p.id = i.product_id
                        WHERE p.kind = 'tea and from'
                          AND i.price > (SELECT AVG(price) FROM items)
                        GROUP BY p.name
                        ORDER BY revenue DESC
                        LIMIT 5""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1 FROM t",
                "SELECT 'it''s where we are' AS \"from where\", `select` FROM t WHERE a = 'x' AND b LIKE '%order by%' LIMIT 3",
                "SELECT a /* where */ FROM t WHERE x = $1 AND y <> E'\\n' ORDER BY a LIMIT 10 OFFSET 20 FETCH FIRST 3",
                "SELECT ((((((((((1)))))))))) FROM t WHERE a IN (SELECT b FROM c WHERE d) UNION ALL SELECT 2 FROM t",
                "SELECT a FROM t WHERE b = 'unclosed and where from group by order by limit union select",
                "SELECT a FROM fromage WHERE selection = wherever AND android = orderly ORDER BY limiter"
            })
    void changesNothingButWhiteSpace(String sql) {
        assertThat(SqlLayout.of(sql).replaceAll("\\s+", " ")).isEqualTo(sql.replaceAll("\\s+", " "));
    }

    @Test
    void leavesWhatHasLinesAlone() {
        String sql = "SELECT a\n     , b\nFROM   t -- where\nWHERE  x = 1 AND some_other_column = 'something longer'";
        assertThat(SqlLayout.of(sql)).isEqualTo(sql);
    }

    @Test
    void longStatementsDoNoHarm() {
        String sql = "SELECT '" + "''x".repeat(3_000) + "' FROM t WHERE " + "(".repeat(900) + "a" + ")".repeat(900);
        assertThat(SqlLayout.of(sql).replaceAll("\\s+", " ")).isEqualTo(sql);
        assertThat(SqlLayout.of("SELECT '" + "a''".repeat(30_000))).hasSize(90_008);
    }
}
