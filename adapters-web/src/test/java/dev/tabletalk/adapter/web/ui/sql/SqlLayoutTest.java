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

    @Test
    void putsEachColumnOfALongListOnALine() {
        assertThat(
                        SqlLayout.of(
                                "SELECT DISTINCT customer.first_name,customer.last_name, coalesce(customer.city, 'none') AS city,"
                                        + " count(*) OVER (PARTITION BY customer.city ORDER BY customer.id) AS n FROM customer"))
                .isEqualTo("""
                        SELECT DISTINCT
                          customer.first_name,
                          customer.last_name,
                          coalesce(customer.city, 'none') AS city,
                          count(*) OVER (PARTITION BY customer.city ORDER BY customer.id) AS n
                        FROM customer""");
    }

    @Test
    void breaksLongJoins() {
        assertThat(
                        SqlLayout.of(
                                "SELECT 1 FROM orders o LEFT OUTER JOIN order_items i ON i.order_id = o.id AND i.quantity BETWEEN 1"
                                        + " AND 5 AND i.unit_price > 0 CROSS JOIN LATERAL (SELECT 1) x NATURAL JOIN y USING (id)"))
                .isEqualTo("""
                        SELECT 1
                        FROM orders o
                          LEFT OUTER JOIN order_items i
                            ON i.order_id = o.id
                              AND i.quantity BETWEEN 1 AND 5
                              AND i.unit_price > 0
                          CROSS JOIN LATERAL (SELECT 1) x
                          NATURAL JOIN y USING (id)""");
    }

    @Test
    void breaksCasesSubqueriesAndNamedQueries() {
        assertThat(SqlLayout.of(
                        "WITH recent AS (SELECT id, status FROM orders WHERE ordered_at > '2026-01-01'), n AS (SELECT 1)"
                                + " SELECT CASE WHEN status = 'shipped' THEN 'on its way' WHEN status = 'delivered' THEN 'there' ELSE"
                                + " 'unknown' END AS place FROM recent WHERE id IN (SELECT order_id FROM order_items WHERE quantity > 3"
                                + " AND unit_price > 10) UNION ALL SELECT 'x'"))
                .isEqualTo("""
                        WITH recent AS (
                          SELECT id, status
                          FROM orders
                          WHERE ordered_at > '2026-01-01'
                        ),
                        n AS (
                          SELECT 1
                        )
                        SELECT CASE
                          WHEN status = 'shipped' THEN 'on its way'
                          WHEN status = 'delivered' THEN 'there'
                          ELSE 'unknown'
                        END AS place
                        FROM recent
                        WHERE id IN (
                          SELECT order_id
                          FROM order_items
                          WHERE quantity > 3
                            AND unit_price > 10
                        )
                        UNION ALL
                        SELECT 'x'""");
    }

    @Test
    void formatsWhatHasLinesOnlyWhenAsked() {
        String sql =
                "SELECT a\n     , b -- the second\nFROM   t\nWHERE  x = 1 AND y IS DISTINCT FROM 'something\n longer'";
        assertThat(SqlLayout.of(sql)).isEqualTo(sql);
        assertThat(SqlLayout.format(sql)).isEqualTo("""
                SELECT
                  a,
                  b -- the second
                FROM t
                WHERE x = 1
                  AND y IS DISTINCT FROM 'something
                 longer'""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1 FROM t",
                "SELECT 'it''s where we are' AS \"from where\", `select` FROM t WHERE a = 'x' AND b LIKE '%order by%' LIMIT 3",
                "SELECT a /* where */ FROM t WHERE x = $1 AND y <> E'\\n' ORDER BY a LIMIT 10 OFFSET 20 FETCH FIRST 3",
                "SELECT ((((((((((1)))))))))) FROM t WHERE a IN (SELECT b FROM c WHERE d) UNION ALL SELECT 2 FROM t",
                "SELECT a FROM t WHERE b = 'unclosed and where from group by order by limit union select",
                "SELECT a FROM fromage WHERE selection = wherever AND android = orderly ORDER BY limiter",
                "SELECT t.from, t.order, @where, :select FROM t WHERE a::date = current_date AND extract(year FROM b) = 2026",
                "SELECT $$ from where $$, $x$ ' $x$ FROM t WHERE arr[1] = 2 AND [from where] = 3 AND m = array[1, 2, 3]",
                "SELECT * EXCEPT (a, b) FROM t WHERE x = 1 AND y = 2 AND z = 3 EXCEPT SELECT * FROM some_other_table",
                "SELECT a FROM t WHERE b = 1 AND c IN (SELECT d FROM e)) AND (f = 1 OR g = 2 OR h = 3 OR i = 4 OR j = 5",
                "SELECT 1e-5, 1.5E+10, 0x1F, .5, 1_000, a-1, a - -1 FROM t WHERE a <> b AND c != d AND e || f = 'g'",
                "EXPLAIN QUERY PLAN SELECT a FROM t WHERE x = 1 AND y = 2 GROUP BY a HAVING count(*) > 1 ORDER BY a"
            })
    void changesNothingButWhiteSpace(String sql) {
        assertThat(SqlLayout.of(sql).replaceAll("\\s+", "")).isEqualTo(sql.replaceAll("\\s+", ""));
        assertThat(SqlLayout.format(SqlLayout.format(sql))).isEqualTo(SqlLayout.format(sql));
    }

    /** What is a string or a comment in one dialect only must not be touched for the others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'it\\'s   from   where' FROM t WHERE a = 1 AND b = 2 AND ccccccccccccc = 3",
                "SELECT 5--3 FROM t WHERE a = 1 AND b = 2 AND c = 3 AND ddddddddddddddddddd = 4",
                "SELECT a # from where and\n FROM t WHERE a = 1 AND b = 2 AND c = 3 AND ddddddd = 4",
                "SELECT /* a /* b */ c */ 1 FROM t WHERE a = 1 AND b = 2 AND c = 3 AND dddddddd = 4"
            })
    void leavesAloneWhatDialectsReadDifferently(String sql) {
        assertThat(SqlLayout.format(sql)).isEqualTo(sql);
    }

    @Test
    void stringsOnTwoLinesStayOnTwoLines() {
        assertThat(SqlLayout.format("SELECT 'a'\n'b' FROM t")).isEqualTo("SELECT 'a'\n'b'\nFROM t");
    }

    @Test
    void longStatementsDoNoHarm() {
        String sql = "SELECT '" + "''x".repeat(3_000) + "' FROM t WHERE " + "(".repeat(900) + "a" + ")".repeat(900);
        assertThat(SqlLayout.of(sql).replaceAll("\\s+", " ")).isEqualTo(sql);
        assertThat(SqlLayout.of("SELECT '" + "a''".repeat(30_000))).hasSize(90_008);
        String wide = "SELECT " + "CASE WHEN a IN (1, 2, 3) THEN (b) ELSE c END, ".repeat(600) + "d FROM t";
        assertThat(SqlLayout.of(wide).lines()).hasSize(603);
    }
}
