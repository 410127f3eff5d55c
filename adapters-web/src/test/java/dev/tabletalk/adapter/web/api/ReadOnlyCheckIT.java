package dev.tabletalk.adapter.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.proof.AccountPrivileges;
import dev.tabletalk.domain.proof.AttackOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReadOnlyCheckIT extends HttpTestBase {
    @Test
    void checksAConnectionAndKeepsTheReport() {
        get(SHOP + "/check").expectProblem(404, "not-found");
        workspace.audit.privileges(
                new AccountPrivileges(true, List.of("INSERT on 12 tables"), List.of("CREATE ROLE reader;")));
        Answer answer = post(SHOP + "/check", "").expect(200);
        assertThat(answer.json().propertyNames())
                .containsExactlyInAnyOrder(
                        "connectionId",
                        "checkedAt",
                        "elapsedMs",
                        "verdict",
                        "serverVersion",
                        "planned",
                        "cut",
                        "guard",
                        "engine",
                        "account");
        assertThat(answer.at("/connectionId")).isEqualTo("shop");
        assertThat(answer.at("/verdict")).isEqualTo("holds_but_account_can_write");
        assertThat(answer.at("/guard/tried")).isEqualTo("2");
        assertThat(answer.at("/guard/held")).isEqualTo("2");
        assertThat(answer.at("/engine/breaches/0")).isEmpty();
        assertThat(answer.at("/account/canWrite")).isEqualTo("true");
        assertThat(answer.at("/account/findings/0")).isEqualTo("INSERT on 12 tables");
        assertThat(answer.at("/account/remedy/0")).isEqualTo("CREATE ROLE reader;");
        assertThat(get(SHOP + "/check").expect(200).json()).isEqualTo(answer.json());
    }

    @Test
    void namesTheNewestCheckWithTheConnection() {
        assertThat(get(SHOP).expect(200).at("/lastCheck")).isEqualTo("null");
        Answer check = post(SHOP + "/check", "").expect(200);
        assertThat(get(SHOP).expect(200).at("/lastCheck/verdict")).isEqualTo("holds");
        assertThat(get(SHOP).at("/lastCheck/checkedAt")).isEqualTo(check.at("/checkedAt"));
        assertThat(get("/dbs").expect(200).all("", "lastCheck"))
                .anyMatch(json -> json.contains("holds"))
                .anyMatch(json -> json.isEmpty() || json.equals("null"));
    }

    @Test
    void saysThatNoAttacksAreShipped() {
        workspace.audit.attacks(List.of());
        Answer answer = post(SHOP + "/check", "").expect(200);
        assertThat(answer.at("/verdict")).isEqualTo("incomplete");
        assertThat(answer.at("/planned")).isEqualTo("0");
        assertThat(answer.at("/cut")).startsWith("No attacks are shipped for SQLite yet");
    }

    @Test
    void namesWhatALayerLetThrough() {
        workspace.audit.engine(attack -> AttackOutcome.breach("The database ran it."));
        Answer answer = post(SHOP + "/check", "").expect(200);
        assertThat(answer.at("/verdict")).isEqualTo("broken");
        assertThat(answer.at("/engine/held")).isEqualTo("0");
        assertThat(answer.at("/engine/breaches/0/kind")).isEqualTo("write");
        assertThat(answer.at("/engine/breaches/0/sql")).isEqualTo("DELETE FROM fruit WHERE 0");
        assertThat(answer.at("/engine/breaches/0/what")).isEqualTo("The database ran it.");
    }

    @Test
    void saysWhyThereIsNoReport() {
        post("/dbs/nowhere/check", "").expectProblem(404, "not-found");
        get("/dbs/nowhere/check").expectProblem(404, "not-found");
        delete(SHOP + "/check").expect(204);
        workspace.audit.engine(attack -> {
            // asked for again while it is running
            post(SHOP + "/check", "").expectProblem(409, "conflict");
            return AttackOutcome.refused("no");
        });
        post(SHOP + "/check", "").expect(200);
        workspace.audit.breakDown();
        post(SHOP + "/check", "").expectProblem(502, "database-unreachable");
    }
}
