package dev.tabletalk.adapter.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseAddress;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ConnectionsIT extends HttpTestBase {
    private static final String ORDERS = """
            {"name": "Orders (Prod)", "kind": "postgresql", "host": "db.example.com", "database": "orders",
             "username": "reader", "password": "s3cret!", "environment": "production",
             "options": {"sslmode": "require"}, "limits": {"maxRows": 500}, "somethingElse": [1, 2]}""";

    @Test
    void savesAServerAndNeverShowsItsPassword() {
        Answer created = post("/dbs", ORDERS).expect(201);
        assertThat(created.header("Location")).isEqualTo("/api/v1/dbs/orders-prod");
        assertThat(created.json().propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "kind",
                        "host",
                        "port",
                        "database",
                        "username",
                        "file",
                        "options",
                        "environment",
                        "environmentColor",
                        "limits",
                        "readOnly",
                        "canWrite",
                        "createdAt",
                        "lastCheck");
        assertThat(created.at("/id")).isEqualTo("orders-prod");
        assertThat(created.at("/port")).isEqualTo("5432");
        assertThat(created.at("/limits/maxRows")).isEqualTo("500");
        assertThat(created.at("/limits/timeoutSeconds")).isEqualTo("30");
        assertThat(created.at("/options/sslmode")).isEqualTo("require");
        assertThat(created.at("/readOnly")).isEqualTo("true");
        assertThat(created.at("/canWrite")).isEqualTo("null");
        assertThat(created.at("/file")).isEqualTo("null");
        for (Answer answer : List.of(created, get("/dbs"), get("/dbs/orders-prod"))) {
            assertThat(answer.body()).doesNotContain("s3cret").doesNotContain("password");
        }
        assertThat(passwordOf("orders-prod")).isEqualTo("s3cret!");
    }

    @Test
    void listsConnectionsOldestFirst() {
        post("/dbs", ORDERS).expect(201);
        assertThat(get("/dbs").expect(200).all("", "id")).containsExactly("library", "shop", "orders-prod");
    }

    @Test
    void makesUpAnIdThatIsFree() {
        assertThat(post("/dbs", file("Shop", "a.db")).at("/id")).isEqualTo("shop-2");
        assertThat(post("/dbs", file("Shop", "b.db")).at("/id")).isEqualTo("shop-3");
        assertThat(post("/dbs", file("コーヒー", "c.db")).at("/id")).isEqualTo("connection");
    }

    @Test
    void refusesAnIdThatIsTaken() {
        post("/dbs", "{\"id\":\"shop\",\"name\":\"Other\",\"kind\":\"sqlite\",\"file\":\"x.db\"}")
                .expectField(409, "conflict", "id");
        assertThat(get("/dbs/shop").at("/name")).isEqualTo("Shop");
    }

    @Test
    void changesOnlyWhatIsGiven() {
        post("/dbs", ORDERS).expect(201);
        Answer changed = patch(
                        "/dbs/orders-prod",
                        "{\"name\":\"Orders\",\"port\":6432,\"password\":null,\"limits\":{\"timeoutSeconds\":5}}")
                .expect(200);
        assertThat(changed.at("/name")).isEqualTo("Orders");
        assertThat(changed.at("/port")).isEqualTo("6432");
        assertThat(changed.at("/host")).isEqualTo("db.example.com");
        assertThat(changed.at("/environment")).isEqualTo("production");
        assertThat(changed.at("/limits/maxRows")).isEqualTo("500");
        assertThat(changed.at("/limits/timeoutSeconds")).isEqualTo("5");
        assertThat(passwordOf("orders-prod")).isEqualTo("s3cret!");
        patch("/dbs/orders-prod", "{\"password\":\"new\"}").expect(200);
        assertThat(passwordOf("orders-prod")).isEqualTo("new");
    }

    @Test
    void suggestsTheColorOfAnEnvironmentAndKeepsTheOneThatWasChosen() {
        assertThat(post("/dbs", ORDERS).at("/environmentColor")).isEqualTo("red");
        assertThat(get(SHOP).at("/environmentColor")).isEqualTo("null");
        String orders = "/dbs/orders-prod";
        assertThat(patch(orders, "{\"environment\":\"staging\"}").at("/environmentColor"))
                .isEqualTo("amber");
        assertThat(patch(orders, "{\"environmentColor\":\"violet\"}").at("/environmentColor"))
                .isEqualTo("violet");
        assertThat(patch(orders, "{\"environment\":\"production\"}").at("/environmentColor"))
                .isEqualTo("violet");
        assertThat(patch(orders, "{\"environmentColor\":\"\"}").at("/environmentColor"))
                .isEqualTo("red");
        assertThat(patch(orders, "{\"environment\":\"\"}").at("/environmentColor"))
                .isEqualTo("null");
        patch(orders, "{\"environmentColor\":\"red\"}").expectInvalid("environmentColor");
        patch(orders, "{\"environment\":\"x\",\"environmentColor\":\"pink\"}").expectInvalid("environmentColor");
    }

    @Test
    void neverChangesIdAndKind() {
        patch("/dbs/shop", "{\"id\":\"other\"}").expectInvalid("id");
        patch("/dbs/shop", "{\"kind\":\"postgresql\"}").expectInvalid("kind");
        patch("/dbs/shop", "{\"id\":\"shop\",\"kind\":\"sqlite\",\"name\":\"Store\"}")
                .expect(200);
    }

    @Test
    void deletesAConnectionWithItsConversations() {
        String conversation = newConversation();
        delete(SHOP).expect(204);
        get(SHOP).expectProblem(404, "not-found");
        get("/conversations/" + conversation).expectProblem(404, "not-found");
        delete(SHOP).expectProblem(404, "not-found");
    }

    @Test
    void testsAConnection() {
        Answer answer = post(SHOP + "/test", "").expect(200);
        assertThat(answer.at("/ok")).isEqualTo("true");
        assertThat(answer.at("/serverVersion")).isEqualTo("In memory 1");
        assertThat(answer.at("/canWrite")).isEqualTo("false");
        assertThat(answer.at("/elapsedMs")).isEqualTo("1");
        workspace.database.breakDown("Nothing listens on db.example.com:5432.");
        Answer unreachable = post(SHOP + "/test", "").expectProblem(502, "database-unreachable");
        assertThat(unreachable.at("/detail")).isEqualTo("Nothing listens on db.example.com:5432.");
    }

    @Test
    void answersNotFoundForAConnectionThatDoesNotExist() {
        for (String id : List.of("nowhere", "No%20Slug", "-", "a".repeat(64))) {
            String path = "/dbs/" + id;
            get(path).expectProblem(404, "not-found");
            patch(path, "{}").expectProblem(404, "not-found");
            delete(path).expectProblem(404, "not-found");
            post(path + "/test", "").expectProblem(404, "not-found");
            get(path + "/schema").expectProblem(404, "not-found");
            post(path + "/query", "{\"sql\":\"SELECT 1\"}").expectProblem(404, "not-found");
            get(path + "/conversations").expectProblem(404, "not-found");
            post(path + "/conversations", "{}").expectProblem(404, "not-found");
        }
    }

    @Test
    void namesTheFieldThatIsWrongAndStoresNothing() {
        int before = get("/dbs").json().size();
        post("/dbs", "{}").expectInvalid("kind");
        post("/dbs", "{\"name\":\"X\",\"kind\":\"oracle\",\"host\":\"h\"}").expectInvalid("kind");
        post("/dbs", "{\"kind\":\"sqlite\",\"file\":\"x.db\"}").expectInvalid("name");
        post("/dbs", "{\"name\":\" \",\"kind\":\"sqlite\",\"file\":\"x.db\"}").expectInvalid("name");
        post("/dbs", "{\"id\":\"No Slug\",\"name\":\"X\",\"kind\":\"sqlite\",\"file\":\"x.db\"}")
                .expectInvalid("id");
        post("/dbs", "{\"name\":\"X\",\"kind\":\"sqlite\"}").expectInvalid("file");
        post("/dbs", "{\"name\":\"X\",\"kind\":\"sqlite\",\"file\":\"a\\u0000b\"}")
                .expectInvalid("file");
        post("/dbs", "{\"name\":\"X\",\"kind\":\"sqlite\",\"file\":\"x.db\",\"host\":\"h\"}")
                .expectInvalid("host");
        post("/dbs", server("\"host\":\"jdbc:postgresql://evil/?a=b\"")).expectInvalid("host");
        post("/dbs", server("\"host\":\"h\",\"port\":70000")).expectInvalid("port");
        post("/dbs", server("\"host\":\"h\",\"port\":\"5432\"")).expectInvalid("port");
        post("/dbs", server("\"host\":\"h\",\"port\":54.5")).expectInvalid("port");
        post("/dbs", server("\"host\":\"h\",\"file\":\"x.db\"")).expectInvalid("file");
        post("/dbs", server("\"host\":\"h\",\"options\":[]")).expectInvalid("options");
        post("/dbs", server("\"host\":\"h\",\"options\":{\"a\":1}")).expectInvalid("options.a");
        post("/dbs", server("\"host\":\"h\",\"options\":{\"a\":null}")).expectInvalid("options.a");
        post("/dbs", server("\"host\":\"h\",\"limits\":{\"maxRows\":0}")).expectInvalid("limits.maxRows");
        post("/dbs", server("\"host\":\"h\",\"limits\":{\"timeoutSeconds\":86400}"))
                .expectInvalid("limits.timeoutSeconds");
        post("/dbs", "{\"name\":\"X\",\"kind\":\"postgresql\",\"host\":\"h\",\"database\":\"d\"}")
                .expectInvalid("username");
        workspace.database.refuseAddresses("options.socketFactory", "The option socketFactory is not allowed.");
        post("/dbs", server("\"host\":\"h\",\"options\":{\"socketFactory\":\"x\"}"))
                .expectInvalid("options.socketFactory");
        assertThat(get("/dbs").json().size()).isEqualTo(before);
    }

    private static String server(String more) {
        return "{\"name\":\"X\",\"kind\":\"postgresql\",\"database\":\"d\",\"username\":\"u\"," + more + "}";
    }

    private static String file(String name, String path) {
        return "{\"name\":\"" + name + "\",\"kind\":\"sqlite\",\"file\":\"" + path + "\"}";
    }

    private String passwordOf(String id) {
        DatabaseAddress.Server server = (DatabaseAddress.Server)
                workspace.connectionService.get(new ConnectionId(id)).address();
        return Objects.requireNonNull(server.credentials().password()).reveal();
    }

    @Test
    void keepsTheConversationsOfTwoConnectionsApart() {
        String a = newConversation(TestWorkspace.SHOP);
        String b = newConversation(TestWorkspace.LIBRARY);
        assertThat(get("/dbs/shop/conversations").all("/items", "id")).containsExactly(a);
        assertThat(get("/dbs/library/conversations").all("/items", "id")).containsExactly(b);
    }
}
