package dev.tabletalk.adapter.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConversationsIT extends HttpTestBase {
    private static final String LIST = SHOP + "/conversations";

    @Test
    void createsAndShowsAConversation() {
        Answer created = post(LIST, "{\"title\":\"  Revenue 📈  \"}").expect(201);
        assertThat(created.header("Location")).isEqualTo("/api/v1/conversations/" + created.at("/id"));
        assertThat(created.at("/title")).isEqualTo("Revenue 📈");
        Answer shown = get("/conversations/" + created.at("/id")).expect(200);
        assertThat(shown.json().propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "connectionId",
                        "title",
                        "titleSource",
                        "pinned",
                        "archived",
                        "trashed",
                        "running",
                        "mark",
                        "headTurnId",
                        "messageCount",
                        "createdAt",
                        "updatedAt",
                        "messages",
                        "answers",
                        "previousCursor");
        assertThat(shown.at("/connectionId")).isEqualTo("shop");
        assertThat(shown.at("/titleSource")).isEqualTo("manual");
        assertThat(shown.at("/createdAt")).startsWith("2026-03-04T09:").endsWith("Z");
        assertThat(shown.at("/messages")).isEqualTo("[]");
        assertThat(shown.at("/previousCursor")).isEqualTo("null");
    }

    @Test
    void callsItNewConversationWithoutATitle() {
        for (String body : List.of("{}", "{\"title\":null}", "")) {
            Answer created = post(LIST, body).expect(201);
            assertThat(created.at("/title")).isEqualTo("New conversation");
            assertThat(created.at("/titleSource")).isEqualTo("provisional");
        }
    }

    @Test
    void reachesAllOfAHundredAndTwentyConversationsByCursor() {
        List<String> newestFirst = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            newestFirst.addFirst(newConversation());
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = get(LIST + "?cursor=" + cursor).expect(200);
            assertThat(page.at("/total")).isEqualTo("120");
            assertThat(page.json().at("/items").size()).isLessThanOrEqualTo(50);
            seen.addAll(page.all("/items", "id"));
            cursor = page.at("/nextCursor");
        } while (!cursor.equals("null"));
        assertThat(seen).isEqualTo(newestFirst);
    }

    @Test
    void putsPinnedOnesOnTopAndPagesAcrossThem() {
        String a = newConversation();
        String b = newConversation();
        String c = newConversation();
        patch("/conversations/" + a, "{\"pinned\":true}").expect(200);
        Answer first = get(LIST + "?limit=2");
        assertThat(first.all("/items", "id")).containsExactly(a, c);
        assertThat(get(LIST + "?limit=2&cursor=" + first.at("/nextCursor")).all("/items", "id"))
                .containsExactly(b);
    }

    @Test
    void keepsTheOrderWhenRenamedAndChangesItWithAMessage() {
        String older = newConversation();
        String newer = newConversation();
        patch("/conversations/" + older, "{\"title\":\"Renamed\"}").expect(200);
        post("/conversations/" + older + "/generate-title", "{\"firstMessage\":\"Hi\"}")
                .expect(200);
        assertThat(get(LIST).all("/items", "id")).containsExactly(newer, older);
        post("/conversations/" + older + "/messages", "{\"role\":\"user\",\"content\":\"Hello\"}")
                .expect(201);
        assertThat(get(LIST).all("/items", "id")).containsExactly(older, newer);
    }

    @Test
    void showsArchivedAndTrashedOnesInTheirOwnViews() {
        String active = newConversation();
        String archived = newConversation();
        String trashed = newConversation();
        patch("/conversations/" + archived, "{\"archived\":true}").expect(200);
        assertThat(patch("/conversations/" + trashed, "{\"trashed\":true}").at("/trashed"))
                .isEqualTo("true");
        assertThat(get(LIST).all("/items", "id")).containsExactly(active);
        assertThat(get(LIST + "?view=archived").all("/items", "id")).containsExactly(archived);
        assertThat(get(LIST + "?view=trash").all("/items", "id")).containsExactly(trashed);
        patch("/conversations/" + trashed, "{\"trashed\":false}").expect(200);
        assertThat(get(LIST).at("/total")).isEqualTo("2");
    }

    @Test
    void findsTitles() {
        post(LIST, "{\"title\":\"Größe & Umsatz 100%\"}").expect(201);
        newConversation();
        for (String search : List.of("größe", "UMSATZ", "100%", "& U")) {
            String q = URLEncoder.encode(search, StandardCharsets.UTF_8);
            assertThat(get(LIST + "?q=" + q).at("/total")).as(search).isEqualTo("1");
        }
        assertThat(get(LIST + "?q=nothing").at("/items")).isEqualTo("[]");
        assertThat(get(LIST + "?q=").at("/total")).isEqualTo("2");
    }

    @Test
    void refusesLimitsViewsAndCursorsThatAreNone() {
        get(LIST + "?limit=0").expectInvalid("limit");
        get(LIST + "?limit=101").expectInvalid("limit");
        get(LIST + "?limit=many").expectInvalid("limit");
        get(LIST + "?limit=100").expect(200);
        get(LIST + "?view=all").expectInvalid("view");
        String forged =
                Base64.getUrlEncoder().encodeToString("p 2026-01-01T00:00:00Z nobody".getBytes(StandardCharsets.UTF_8));
        for (String cursor : List.of("x", "%25%25", "AAAA", forged)) {
            get(LIST + "?cursor=" + cursor).expectInvalid("cursor");
        }
    }

    @Test
    void showsTheNewestMessagesOfALongConversationAndReachesAllOthers() {
        String id = newConversation();
        for (int i = 1; i <= 230; i++) {
            post("/conversations/" + id + "/messages", "{\"role\":\"user\",\"content\":\"m" + i + "\"}")
                    .expect(201);
        }
        Answer newest = get("/conversations/" + id).expect(200);
        assertThat(newest.at("/messageCount")).isEqualTo("230");
        List<String> contents = newest.all("/messages", "content");
        assertThat(contents).hasSize(100).startsWith("m131").endsWith("m230");
        Answer older = get("/conversations/" + id + "?before=" + newest.at("/previousCursor"));
        assertThat(older.all("/messages", "content"))
                .hasSize(100)
                .startsWith("m31")
                .endsWith("m130");
        Answer oldest = get("/conversations/" + id + "?before=" + older.at("/previousCursor"));
        assertThat(oldest.all("/messages", "content"))
                .hasSize(30)
                .startsWith("m1")
                .endsWith("m30");
        assertThat(oldest.at("/previousCursor")).isEqualTo("null");
        assertThat(get("/conversations/" + id + "?messageLimit=2").all("/messages", "content"))
                .containsExactly("m229", "m230");
        assertThat(get("/conversations/" + id + "?messageLimit=1000").all("/messages", "content"))
                .hasSize(230);
    }

    @Test
    void refusesMessageLimitsThatAreNone() {
        String id = newConversation();
        get("/conversations/" + id + "?messageLimit=0").expectInvalid("messageLimit");
        get("/conversations/" + id + "?messageLimit=10001").expectInvalid("messageLimit");
        get("/conversations/" + id + "?messageLimit=x").expectInvalid("messageLimit");
        get("/conversations/" + id + "?before=x").expectInvalid("before");
    }

    @Test
    void refusesTitlesThatAreNone() {
        String id = newConversation();
        String[] wrong = {"", "   ", "a\\u0000b", "line\\nbreak", "\\ud83d", "x".repeat(201)};
        for (String title : wrong) {
            String body = "{\"title\":\"" + title + "\"}";
            patch("/conversations/" + id, body).expectInvalid("title");
            post(LIST, body).expectInvalid("title");
        }
        patch("/conversations/" + id, "{\"title\":5}").expectInvalid("title");
        patch("/conversations/" + id, "{\"title\":[\"x\"]}").expectInvalid("title");
        patch("/conversations/" + id, "{\"pinned\":\"yes\"}").expectInvalid("pinned");
        patch("/conversations/" + id, "{\"pinned\":1}").expectInvalid("pinned");
        assertThat(get("/conversations/" + id).at("/title")).isEqualTo("New conversation");
        assertThat(get(LIST).at("/total")).isEqualTo("1");
    }

    @Test
    void keepsTitlesInAnyScript() {
        String id = newConversation();
        for (String title : List.of("😀".repeat(200), "مرحبا بالعالم", "e\u0301a\u0308\u200d", "👩\u200d👩\u200d👧")) {
            patch("/conversations/" + id, "{\"title\":\"" + title + "\"}").expect(200);
            assertThat(get("/conversations/" + id).at("/title")).isEqualTo(title);
        }
    }

    @Test
    void leavesWhatIsNotGiven() {
        String id = newConversation();
        patch("/conversations/" + id, "{\"title\":\"T\",\"pinned\":true}").expect(200);
        Answer same =
                patch("/conversations/" + id, "{\"unknown\":1,\"title\":null}").expect(200);
        assertThat(same.at("/title")).isEqualTo("T");
        assertThat(same.at("/pinned")).isEqualTo("true");
    }

    @Test
    void deletesAConversationAtOnce() {
        workspace.model.query("SELECT 1").answer("One.");
        String id = newConversation();
        ask(id, "One?").expect(200);
        delete("/conversations/" + id).expect(204);
        get("/conversations/" + id).expectProblem(404, "not-found");
        delete("/conversations/" + id).expectProblem(404, "not-found");
        assertThat(get(LIST).at("/total")).isEqualTo("0");
    }

    @Test
    void knowsNoConversationThatDoesNotExist() {
        for (String id : List.of("00000000-0000-7000-8000-000000000000", "no-uuid", "1-1-1-1-1", "%20")) {
            String path = "/conversations/" + id;
            get(path).expectProblem(404, "not-found");
            patch(path, "{\"title\":\"T\"}").expectProblem(404, "not-found");
            delete(path).expectProblem(404, "not-found");
            post(path + "/messages", "{\"role\":\"user\",\"content\":\"Hi\"}").expectProblem(404, "not-found");
            post(path + "/generate-title", "{\"firstMessage\":\"Hi\"}").expectProblem(404, "not-found");
            post(path + "/turns", "{\"content\":\"Hi\"}").expectProblem(404, "not-found");
        }
    }

    @Test
    void answersProblemsForMalformedBodies() {
        for (String body : List.of("", "{", "{\"title\":}", "[]", "null", "\"x\"", "{} {}", "{\"title\":\"\u0001\"}")) {
            patch("/conversations/" + newConversation(), body).expectProblem(400, "invalid");
        }
    }

    @Test
    void answersProblemsForWrongMethodsTypesAndPaths() {
        String path = "/conversations/" + newConversation();
        Answer notAllowed = post(path, "{}").expectProblem(405, "method-not-allowed");
        assertThat(notAllowed.header("Allow")).contains("GET").contains("PATCH").contains("DELETE");
        send(request(path)
                        .header("Content-Type", "text/plain")
                        .method("PATCH", BodyPublishers.ofString("{\"title\":\"T\"}")))
                .expectProblem(415, "unsupported-media-type");
        send(request(path).header("Accept", "text/html").GET()).expectProblem(406, "not-acceptable");
        get("/nothing-here").expectProblem(404, "not-found");
        get("//api/v2/dbs").expectProblem(404, "not-found");
    }
}
