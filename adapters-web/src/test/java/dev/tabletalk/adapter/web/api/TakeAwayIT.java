package dev.tabletalk.adapter.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.application.takeaway.DownloadId;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.port.InMemoryTargetDatabase;
import dev.tabletalk.domain.query.Row;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
final class TakeAwayIT extends HttpTestBase {
    private String result(String sql, Row... rows) {
        workspace.database.answer(sql, List.of("id", "name"), rows);
        return post(SHOP + "/query", "{\"sql\":\"" + sql + "\"}").expect(200).at("/resultId");
    }

    @Test
    void givesTheStoredRowsAsFiles() {
        String id = result("SELECT a", Row.of(1L, "=x"), Row.of(2L, null));
        workspace.database.breakDown("Nobody needs it.");
        Answer csv = get("/results/" + id + ".csv").expect(200);
        assertThat(csv.body()).isEqualTo("id,name\r\n1,'=x\r\n2,\r\n");
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.header("Content-Disposition"))
                .startsWith("attachment; filename=\"Result " + id.substring(0, 8) + ".csv\"");
        assertThat(get("/results/" + id + ".csv?name=Who%20pays%3F%20..%2FMany%0A")
                        .header("Content-Disposition"))
                .matches("attachment; filename=\"Who pays \\.\\. Many \\d{4}-\\d\\d-\\d\\d\\.csv\".*");
        assertThat(get("/results/" + id + ".csv?formulas=keep&bom=true").body())
                .isEqualTo("\uFEFFid,name\r\n1,=x\r\n2,\r\n");
        Answer json = get("/results/" + id + ".json").expect(200);
        assertThat(json.at("/rows")).isEqualTo("[[1,\"=x\"],[2,null]]");
        assertThat(json.at("/rowCount")).isEqualTo("2");
        assertThat(json.at("/columns/0/name")).isEqualTo("id");
        Answer xlsx = get("/results/" + id + ".xlsx").expect(200);
        assertThat(xlsx.header("Content-Type")).contains("spreadsheetml");
        assertThat(xlsx.body()).startsWith("PK");
    }

    @Test
    void givesEveryRowOfTheQueryRunAgain() throws InterruptedException {
        patch(SHOP, "{\"limits\":{\"maxRows\":2}}").expect(200);
        Row[] rows =
                LongStream.rangeClosed(1, 2_500).mapToObj(n -> Row.of(n, "x")).toArray(Row[]::new);
        String id = result("SELECT many", rows);
        assertThat(get("/results/" + id + ".csv").body().lines()).hasSize(3);
        String export = DownloadId.create().toString();
        Answer all = get("/results/" + id + ".csv?rows=all&export=" + export).expect(200);
        assertThat(all.body().lines()).hasSize(2_501);
        // the file may be here before its server knows that it was taken
        awaitState(export, "done");
        Answer progress = get("/exports/" + export).expect(200);
        assertThat(progress.at("/rows")).isEqualTo("2500");
        assertThat(progress.at("/bytes")).isEqualTo(String.valueOf(all.body().length()));
        Answer json = get("/results/" + id + ".json?rows=all").expect(200);
        assertThat(json.at("/rowCount")).isEqualTo("2500");
        assertThat(json.at("/truncated")).isEqualTo("false");
        get("/results/" + id + ".csv?rows=all&export=" + export).expectProblem(409, "conflict");
    }

    @Test
    void saysWhatFailsBeforeTheFirstRow() {
        String id = result("SELECT gone", Row.of(1L, "x"));
        workspace.database.fail("SELECT gone", FailureCode.QUERY_FAILED, "No such table.");
        String export = DownloadId.create().toString();
        get("/results/" + id + ".csv?rows=all&export=" + export).expectProblem(400, "query-failed");
        assertThat(get("/exports/" + export).at("/state")).isEqualTo("failed");
        assertThat(get("/exports/" + export).at("/error")).isEqualTo("No such table.");
        get("/results/" + id + ".csv?rows=some").expectInvalid("rows");
        get("/results/" + id + ".csv?formulas=x").expectInvalid("formulas");
        get("/results/" + id + ".csv?rows=all&export=x").expectInvalid("export");
        get("/results/" + DownloadId.create() + ".csv").expectProblem(404, "not-found");
        get("/exports/" + DownloadId.create()).expectProblem(404, "not-found");
        get("/results/" + id + ".pdf").expectProblem(404, "not-found");
    }

    @Test
    void breaksTheFileOffWhenItFailsHalfWay() {
        Row[] rows = LongStream.range(0, 9_000)
                .mapToObj(n -> Row.of(n, "x".repeat(50)))
                .toArray(Row[]::new);
        String id = result("SELECT broken", rows);
        workspace.database.breakOff(
                "SELECT broken", 5_000, FailureCode.DATABASE_UNREACHABLE, "The connection was lost.");
        String export = DownloadId.create().toString();
        assertThatThrownBy(() -> CLIENT.send(
                        request("/results/" + id + ".csv?rows=all&export=" + export)
                                .GET()
                                .build(),
                        BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
        assertThat(get("/exports/" + export).at("/state")).isEqualTo("failed");
    }

    @Test
    void aFileThatIsLeftIsOneLineOfTheLogAtMost(CapturedOutput log) throws IOException, InterruptedException {
        String id = result(
                "SELECT much",
                Collections.nCopies(200_000, Row.of(1L, "x".repeat(100))).toArray(Row[]::new));
        String export = DownloadId.create().toString();
        leave("/results/" + id + ".csv?rows=all&export=" + export);
        awaitState(export, "failed");
        while (!log.getAll().contains("The download of the result " + id)) {
            Thread.sleep(5);
        }
        workspace.database.breakOff("SELECT much", 5_000, FailureCode.DATABASE_UNREACHABLE, "The connection was lost.");
        assertThatThrownBy(() -> CLIENT.send(
                        request("/results/" + id + ".csv?rows=all").GET().build(), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
        assertThat(get("/results/" + id + ".csv").expect(200).body())
                .as("the server goes on")
                .isNotEmpty();
        assertThat(log.getAll())
                .contains(id + " was left before its end", id + " was broken off: The connection was lost.")
                .doesNotContain("\tat ", "ERROR");
    }

    /** Takes the first bytes and goes away without a word. */
    private void leave(String path) throws IOException {
        URI uri = request(path).build().uri();
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoLinger(true, 0);
            String call = "GET " + uri.getRawPath() + "?" + uri.getRawQuery() + " HTTP/1.1\r\nHost: " + uri.getHost()
                    + ":" + uri.getPort() + "\r\n\r\n";
            socket.getOutputStream().write(call.getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(500)).hasSize(500);
        }
    }

    private void awaitState(String export, String state) throws InterruptedException {
        while (!get("/exports/" + export).at("/state").equals(state)) {
            Thread.sleep(5);
        }
    }

    @Test
    void cancelsADownloadHalfWay() {
        String id = result("SELECT held", Row.of(1L, "x"));
        InMemoryTargetDatabase.Gate gate = workspace.database.hold("SELECT held");
        String export = DownloadId.create().toString();
        CompletableFuture<Answer> download =
                CompletableFuture.supplyAsync(() -> get("/results/" + id + ".csv?rows=all&export=" + export));
        try {
            assertThat(gate.awaitStatement()).isTrue();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        assertThat(get("/exports/" + export).at("/state")).isEqualTo("running");
        delete("/exports/" + export).expect(204);
        download.join().expectProblem(409, "cancelled");
        assertThat(get("/exports/" + export).at("/state")).isEqualTo("cancelled");
    }

    @Test
    void exportsAConversationInEveryFormatAndImportsIt() {
        String id = newConversation();
        workspace.database.answer("SELECT n", List.of("n"), Row.of(7L));
        workspace.model.query("SELECT n").answer("Seven.");
        ask(id, "How many?");
        patch("/conversations/" + id, "{\"title\":\"Größe \\\"x\\\"/y\"}").expect(200);
        for (String format : List.of("md", "html", "sql", "json")) {
            Answer file = get("/conversations/" + id + "." + format).expect(200);
            assertThat(file.header("Content-Disposition"))
                    .isEqualTo("attachment; filename=\"Gro_e x y." + format
                            + "\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20x%20y." + format);
            assertThat(file.header("Content-Length")).isNotEmpty();
            assertThat(file.body()).contains("SELECT n");
        }
        assertThat(get("/conversations/" + id + ".html").body())
                .contains("data:image/svg+xml;base64,", "Shop (SQLite) · begun");
        String json = get("/conversations/" + id + ".json").body();
        Answer imported = post("/dbs/library/conversations/import", json).expect(201);
        assertThat(imported.at("/title")).isEqualTo("Größe \"x\"/y");
        assertThat(imported.at("/connectionId")).isEqualTo("library");
        assertThat(imported.header("Location")).isEqualTo("/api/v1/conversations/" + imported.at("/id"));
        assertThat(get("/conversations/" + imported.at("/id")).all("/messages", "content"))
                .contains("How many?", "Seven.");
        post("/dbs/library/conversations/import", "{}").expectInvalid("format");
        post("/dbs/nowhere/conversations/import", json).expectProblem(404, "not-found");
        get("/conversations/" + id.replace('0', '1') + ".md").expectProblem(404, "not-found");
    }

    @Test
    void takesLongerFilesForAnImportThanForOtherCalls() {
        String padding = "{\"x\":\"" + "y".repeat(3 << 20) + "\"";
        post("/dbs/library/conversations/import", padding + "}").expectInvalid("format");
        post(SHOP + "/conversations", padding + "}").expectProblem(413, "too-large");
        Answer tooLarge = send(request("/dbs/library/conversations/import")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.fromPublisher(
                        BodyPublishers.ofByteArrays(Collections.nCopies(257, new byte[1 << 20])), 257L << 20)));
        tooLarge.expectProblem(413, "too-large");
    }
}
