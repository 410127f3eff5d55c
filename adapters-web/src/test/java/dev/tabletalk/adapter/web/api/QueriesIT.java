package dev.tabletalk.adapter.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.schema.Column;
import dev.tabletalk.domain.schema.ForeignKey;
import dev.tabletalk.domain.schema.Table;
import dev.tabletalk.domain.schema.TableName;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class QueriesIT extends HttpTestBase {
    private static final String COUNT = "SELECT count(*) AS n, count(*) AS n FROM orders";

    @Test
    void runsAReadAndStoresItsResult() {
        workspace.database.answer(COUNT, List.of("n", "n"), Row.of(3L, 3L));
        Answer answer = query(COUNT).expect(200);
        assertThat(answer.json().propertyNames())
                .contains("resultId", "columns", "rows", "rowCount", "truncated", "elapsedMs", "sql");
        assertThat(answer.all("/columns", "name")).containsExactly("n", "n");
        assertThat(answer.at("/rows")).isEqualTo("[[3,3]]");
        assertThat(answer.at("/rowCount")).isEqualTo("1");
        assertThat(answer.at("/truncated")).isEqualTo("false");
        assertThat(answer.at("/sql")).isEqualTo(COUNT);
        Answer stored = get("/results/" + answer.at("/resultId")).expect(200);
        assertThat(stored.at("/rows")).isEqualTo("[[3,3]]");
    }

    @Test
    void boundsTheResultAndSaysSo() {
        patch(SHOP, "{\"limits\":{\"maxRows\":2}}").expect(200);
        workspace.database.answer("SELECT x", List.of("x"), Row.of(1L), Row.of(2L), Row.of(3L));
        Answer answer = query("SELECT x").expect(200);
        assertThat(answer.at("/rows")).isEqualTo("[[1],[2]]");
        assertThat(answer.at("/truncated")).isEqualTo("true");
    }

    @Test
    void showsSomeRowsOfAStoredResult() {
        Row[] rows = IntStream.range(0, 10).mapToObj(i -> Row.of((long) i)).toArray(Row[]::new);
        workspace.database.answer("SELECT x", List.of("x"), rows);
        String id = query("SELECT x").at("/resultId");
        Answer page = get("/results/" + id + "?offset=4&limit=3").expect(200);
        assertThat(page.at("/rows")).isEqualTo("[[4],[5],[6]]");
        assertThat(page.at("/offset")).isEqualTo("4");
        assertThat(page.at("/rowCount")).isEqualTo("10");
        assertThat(get("/results/" + id + "?offset=99").at("/rows")).isEqualTo("[]");
        get("/results/" + id + "?offset=-1").expectInvalid("offset");
        get("/results/" + id + "?limit=10001").expectInvalid("limit");
        get("/results/" + id + "?limit=x").expectInvalid("limit");
        get("/results/" + id + "?offset=99999999999").expectInvalid("offset");
    }

    @Test
    void keepsExactNumbersExact() {
        workspace.database.answer(
                "SELECT n",
                List.of("a", "b", "c", "d", "e", "f"),
                Row.of(9_007_199_254_740_993L, new BigDecimal("12345678901234567.89"), Double.NaN, null, "", true));
        assertThat(query("SELECT n").at("/rows"))
                .isEqualTo("[[\"9007199254740993\",\"12345678901234567.89\",\"NaN\",null,\"\",true]]");
    }

    @Test
    void saysWhyASqlWasNotRun() {
        assertThat(query("DELETE FROM orders").expectProblem(422, "sql-refused").at("/detail"))
                .contains("DELETE");
        workspace.database.fail("SELECT nope", FailureCode.QUERY_FAILED, "No such column: nope");
        assertThat(query("SELECT nope").expectProblem(400, "query-failed").at("/detail"))
                .isEqualTo("No such column: nope");
        workspace.database.fail("SELECT slow", FailureCode.QUERY_TIMEOUT, "It took longer than 30 seconds.");
        query("SELECT slow").expectProblem(504, "query-timeout");
        workspace.database.breakDown("Nothing listens there.");
        query("SELECT 1").expectProblem(502, "database-unreachable");
        get(SHOP + "/schema").expectProblem(502, "database-unreachable");
    }

    @Test
    void refusesSqlThatIsNone() {
        post(SHOP + "/query", "{}").expectInvalid("sql");
        query(" ").expectInvalid("sql");
        post(SHOP + "/query", "{\"sql\":1}").expectInvalid("sql");
        query("x".repeat(100_001)).expectField(413, "too-large", "sql");
        assertThat(workspace.database.statements()).isEmpty();
    }

    @Test
    void saysNothingOfABugButThatThereWasOne() {
        workspace.database.otherwise(sql -> {
            throw new IllegalStateException("secret detail");
        });
        Answer answer = query("SELECT bug").expectProblem(500, "internal");
        assertThat(answer.body()).doesNotContain("secret").doesNotContain("Exception");
    }

    @Test
    void showsTheSchema() {
        workspace.database.table(new Table(
                new TableName("public", "orders"),
                Table.Kind.TABLE,
                "What was sold",
                List.of(new Column("id", "bigint", false, null), new Column("customer", "bigint", true, "who")),
                List.of("id"),
                List.of(new ForeignKey(List.of("customer"), new TableName("public", "customers"), List.of("id"))),
                20_000L));
        workspace.database.table("reviews", List.of("stars"), Row.of(5L));
        Answer schema = get(SHOP + "/schema").expect(200);
        assertThat(schema.all("/tables", "name")).containsExactly("orders", "reviews");
        assertThat(schema.at("/tables/0"))
                .isEqualTo(
                        "{\"schema\":\"public\",\"name\":\"orders\",\"kind\":\"table\",\"comment\":\"What was sold\","
                                + "\"columns\":[{\"name\":\"id\",\"type\":\"bigint\",\"nullable\":false,\"comment\":null},"
                                + "{\"name\":\"customer\",\"type\":\"bigint\",\"nullable\":true,\"comment\":\"who\"}],"
                                + "\"primaryKey\":[\"id\"],\"foreignKeys\":[{\"columns\":[\"customer\"],"
                                + "\"targetTable\":\"public.customers\",\"targetColumns\":[\"id\"]}],\"rowEstimate\":20000}");
        assertThat(get(SHOP + "/schema?search=STARS").all("/tables", "name")).containsExactly("reviews");
        assertThat(get(SHOP + "/schema?search=zzz").at("/tables")).isEqualTo("[]");
    }

    @Test
    void knowsNoResultThatDoesNotExist() {
        for (String id : List.of(UUID.randomUUID().toString(), "no-uuid", "1")) {
            get("/results/" + id).expectProblem(404, "not-found");
        }
    }

    private Answer query(String sql) {
        return post(SHOP + "/query", "{\"sql\":\"" + sql + "\"}");
    }
}
