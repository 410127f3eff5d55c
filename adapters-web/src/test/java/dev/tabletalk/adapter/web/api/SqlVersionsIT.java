package dev.tabletalk.adapter.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.query.Row;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class SqlVersionsIT extends HttpTestBase {
    private static final String FRUIT = "SELECT name, n FROM fruit";

    /** The path of the versions of the query of an answer. */
    private String givenCell() {
        workspace
                .database
                .answer(FRUIT, List.of("name", "n"), Row.of("apple", 1L), Row.of("pear", 2L))
                .answer(FRUIT + " WHERE n > 1", List.of("name", "n"), Row.of("pear", 3L));
        workspace.model.query(FRUIT).answer("Two.");
        ConversationId id = workspace.conversation(TestWorkspace.SHOP);
        workspace.askAndWait(id, "Which fruit?");
        String turn = Objects.requireNonNull(
                        workspace.conversationService.get(id).conversation().head())
                .toString();
        return "/turns/" + turn + "/calls/call-run_query/versions";
    }

    @Test
    void runsAnEditAndKeepsIt() {
        String versions = givenCell();
        assertThat(get(versions).expect(200).at("/items")).isEqualTo("[]");
        Answer run = post(versions, "{\"sql\":\"" + FRUIT + " WHERE n > 1\"}").expect(201);
        assertThat(run.at("/number")).isEqualTo("2");
        assertThat(run.at("/status")).isEqualTo("completed");
        assertThat(run.at("/rowCount")).isEqualTo("1");
        assertThat(get("/results/" + run.at("/resultId")).at("/rows")).isEqualTo("[[\"pear\",3]]");
        Answer again = post(versions, "{\"sql\":\"" + FRUIT + "\"}").expect(201);
        Answer diff = get("/results/" + run.at("/resultId") + "/diff?against=" + again.at("/resultId"))
                .expect(200);
        assertThat(diff.at("/rowsGone")).isEqualTo("1");
        assertThat(diff.at("/cellsChanged")).isEqualTo("1");
        assertThat(diff.at("/key")).isEqualTo("[\"name\"]");
        assertThat(diff.at("/changes"))
                .isEqualTo("[{\"kind\":\"changed\",\"before\":[\"pear\",2],\"after\":[\"pear\",3],\"cells\":[1]},"
                        + "{\"kind\":\"gone\",\"before\":[\"apple\",1],\"after\":null,\"cells\":[]}]");
        assertThat(get(versions).all("/items", "number")).containsExactly("2", "3");
    }

    @Test
    void whatIsRefusedOrFailsIsAVersionToo() {
        String versions = givenCell();
        workspace.database.fail("SELECT nope", FailureCode.QUERY_FAILED, "No such column: nope");
        Answer refused = post(versions, "{\"sql\":\"DELETE FROM fruit\"}").expect(201);
        assertThat(refused.at("/status")).isEqualTo("refused");
        assertThat(refused.at("/output")).contains("DELETE");
        Answer failed = post(versions, "{\"sql\":\"SELECT nope\"}").expect(201);
        assertThat(failed.at("/error")).isEqualTo("{\"code\":\"query-failed\",\"message\":\"No such column: nope\"}");
        assertThat(get(versions).all("/items", "status")).containsExactly("refused", "error");
    }

    @Test
    void saysWhatIsNotThere() {
        String versions = givenCell();
        post(versions, "{}").expectInvalid("sql");
        String other = versions.replace("call-run_query", "other");
        get(other).expectProblem(404, "not-found");
        post(other, "{\"sql\":\"SELECT 1\"}").expectProblem(404, "not-found");
        get("/turns/nowhere/calls/x/versions").expectProblem(404, "not-found");
        get("/results/nowhere/diff?against=nothing").expectProblem(404, "not-found");
        post("/dbs/nowhere/explain", "{\"sql\":\"SELECT 1\"}").expectProblem(404, "not-found");
    }

    @Test
    void explainsOnlyWhatItWouldRun() {
        post(SHOP + "/explain", "{\"sql\":\"DELETE FROM fruit\"}").expectProblem(422, "sql-refused");
        post(SHOP + "/explain", "{\"sql\":\"\"}").expectInvalid("sql");
        assertThat(workspace.database.statements()).isEmpty();
        workspace.database.answer("EXPLAIN QUERY PLAN " + FRUIT, List.of("id", "detail"), Row.of(2L, "SCAN fruit"));
        Answer plan = post(SHOP + "/explain", "{\"sql\":\"" + FRUIT + "\"}").expect(200);
        assertThat(plan.at("/rows")).isEqualTo("[[2,\"SCAN fruit\"]]");
    }
}
