package dev.tabletalk.adapter.web.api.takeaway;

import static dev.tabletalk.application.TestWorkspace.LIBRARY;
import static dev.tabletalk.application.TestWorkspace.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.application.ScriptedModel;
import dev.tabletalk.application.TestWorkspace;
import dev.tabletalk.application.conversation.ConversationChange;
import dev.tabletalk.application.sql.StopHandle;
import dev.tabletalk.domain.chart.ChartKind;
import dev.tabletalk.domain.chart.ChartRequest;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.Feedback;
import dev.tabletalk.domain.conversation.FollowUps;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.NewMessage;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.SqlVersion;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.ModelReply;
import dev.tabletalk.domain.query.ResultSummary;
import dev.tabletalk.domain.query.Row;
import dev.tabletalk.domain.query.SqlText;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConversationDocumentsTest {
    private static final String HOSTILE =
            "</style><script>alert(1)</script><img src=x onerror=alert(1)> | `a` ![x](http://evil.example/p) =1";
    private static final String DATABASE = "Shop <i> (SQLite)";
    private static final Instant NOW = Instant.parse("2026-03-05T00:00:00Z");

    @TempDir
    Path folder;

    private final TestWorkspace workspace = new TestWorkspace();

    /** A conversation in which everything that a person, a model or a database writes is hostile. */
    private ConversationId hostile() {
        ConversationId id = workspace.conversation(SHOP);
        workspace.database.answer(
                "SELECT '" + "x" + "' -- last",
                List.of(HOSTILE, "n"),
                Row.of(HOSTILE, 1L),
                Row.of(null, new BigDecimal("12345678901234567.89")));
        workspace
                .model
                .query("SELECT 'x' -- last")
                .query("DROP TABLE x;\nSELECT 1")
                .answer(
                        "It is " + HOSTILE
                                + "\n\n[link](javascript:alert(1)) and [fine](https://example.com)\n\n```sql\n<b>kept</b>\n```");
        workspace.askAndWait(id, "First line " + HOSTILE + "\nDROP TABLE y;\u2028DELETE FROM z;");
        workspace.conversationService.change(id, ConversationChange.rename("Title " + HOSTILE));
        return id;
    }

    private String write(ConversationId id, String format) {
        StringWriter writer = new StringWriter();
        Output out = new Output(writer);
        Document document = switch (format) {
            case "md" -> new MarkdownDocument(out, DATABASE, workspace.resultService);
            case "html" ->
                new HtmlDocument(
                        out,
                        DATABASE,
                        workspace.resultService,
                        (turn, result) ->
                                Optional.of("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"));
            case "sql" -> new SqlScript(out, DATABASE, workspace.resultService);
            default -> new ArchiveDocument(out, NOW);
        };
        if (format.equals("json")) {
            workspace.archiveService.everything(id, document);
        } else {
            workspace.archiveService.shown(id, document);
        }
        document.finish();
        return writer.toString();
    }

    @Test
    void theHtmlRunsAndFetchesNothing() {
        String html = write(hostile(), "html");
        assertThat(html)
                .startsWith("<!DOCTYPE html>")
                .contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
                .contains(
                        "Shop &lt;i&gt; (SQLite) · begun",
                        "<details",
                        "<table>",
                        "NULL",
                        "12345678901234567.89",
                        "DROP is not a read")
                .contains("&lt;/style&gt;&lt;script&gt;")
                .contains("src=\"data:image/svg+xml;base64,");
        assertThat(html.toLowerCase(java.util.Locale.ROOT))
                .doesNotContain(
                        "<script",
                        "javascript:\"",
                        "href=\"javascript",
                        "onerror=alert(1)>",
                        "<link",
                        "url(",
                        "@import",
                        "<iframe",
                        "<object");
        assertThat(Pattern.compile("src\\s*=\\s*[\"'](?!data:)").matcher(html).find())
                .isFalse();
        assertThat(html.split("</style>", -1)).hasSize(2);
        assertThat(Pattern.compile("<img(?! alt=\"Chart)").matcher(html).find()).isFalse();
    }

    @Test
    void theMarkdownShowsWhatADatabaseSaysAsText() {
        String markdown = write(hostile(), "md");
        assertThat(markdown)
                .startsWith("# Title \\<")
                .contains("*Shop \\<i\\> \\(SQLite\\), begun ", "> First line", "> DROP TABLE y;")
                .contains("```sql\nSELECT 'x' -- last\n```")
                .contains("refused: DROP is not a read")
                .contains("| *NULL* | 12345678901234567.89 |")
                .contains("\\<script\\>alert\\(1\\)")
                .contains("<b>kept</b>");
        String table = markdown.lines()
                .filter(line -> line.startsWith("| "))
                .findFirst()
                .orElseThrow();
        assertThat(table).contains("\\|", "\\!\\[x\\]").doesNotContainPattern("(?<!\\\\)<");
        assertThat(markdown.replaceAll("(?s)```.*?```", ""))
                .doesNotContainPattern("(?<!\\\\)<[a-z/]")
                .doesNotContain("![x]");
    }

    @Test
    void theMarkdownSaysHowManyRowsItLeavesOut() {
        ConversationId id = workspace.conversation(SHOP);
        workspace.database.answer(
                "SELECT n",
                List.of("n"),
                LongStream.range(0, 1_500).mapToObj(Row::of).toArray(Row[]::new));
        workspace.model.query("SELECT n").answer("Many.");
        workspace.askAndWait(id, "How many?");
        assertThat(write(id, "md"))
                .contains("*The first 50 rows of more than 1,000.*")
                .contains("| 49 |")
                .doesNotContain("| 50 |");
        assertThat(write(id, "html")).contains("The first 200 rows of more than 1,000");
    }

    @Test
    void theScriptHoldsOneStatementForEachThatRan() {
        String script = write(hostile(), "sql");
        List<String> live = script.lines()
                .filter(line -> !line.startsWith("--") && !line.isBlank())
                .toList();
        assertThat(live).containsExactly("SELECT 'x' -- last", ";");
        assertThat(script)
                .contains("-- Shop <i> (SQLite), begun ")
                .contains("-- Question: First line")
                .contains("-- DROP TABLE y;")
                .contains("-- Refused: DROP is not a read")
                .contains("-- DROP TABLE x;\n-- SELECT 1");
    }

    @Test
    void endsStatementsOnce() {
        assertThat(SqlScript.ended("SELECT 1")).isEqualTo("SELECT 1\n;");
        assertThat(SqlScript.ended("SELECT 1; ")).isEqualTo("SELECT 1;");
        assertThat(SqlScript.ended("SELECT 1 -- x;")).isEqualTo("SELECT 1 -- x;\n;");
        assertThat(SqlScript.ended("SELECT 1 /* x;")).isEqualTo("SELECT 1 /* x;");
    }

    @Test
    void whatWasExportedImportsAsAnEqualConversation() throws Exception {
        ConversationId id = hostile();
        workspace.database.answer(
                "SELECT rare",
                List.of("a", "b", "c", "d", "e"),
                Row.of(Double.NaN, new BigInteger("99999999999999999999"), 1.0, Long.MIN_VALUE, "half \uD83D pair"),
                Row.of(-0.0, new BigDecimal("1.50"), false, null, ""));
        workspace.model.query("SELECT rare").answer("Rare.");
        workspace.askAndWait(id, "Rare?");
        workspace.model.fail(FailureCode.MODEL_TIMEOUT, "Too slow.");
        TestWorkspace.drain(workspace.agent.askInstead(
                Objects.requireNonNull(workspace
                        .conversations
                        .find(id)
                        .orElseThrow()
                        .conversation()
                        .head()),
                null));
        workspace.conversationService.change(id, new ConversationChange(null, true, false, null, null));
        workspace.conversationService.append(new NewMessage.User(id, null, new MessageText("From outside"), NOW));

        String exported = write(id, "json");
        ConversationId copy = bringIn(exported);
        assertThat(copy).isNotEqualTo(id);
        assertThat(workspace
                        .conversations
                        .find(copy)
                        .orElseThrow()
                        .conversation()
                        .connectionId())
                .isEqualTo(LIBRARY);
        assertThat(withoutIds(write(copy, "json"))).isEqualTo(withoutIds(exported));
    }

    /** A chart, an edit that ran, one that was refused, follow-ups and feedback. */
    private ConversationId worked() {
        ConversationId id = workspace.conversation(SHOP);
        workspace.database.answer("SELECT fruit", List.of("fruit", "n"), Row.of("apple", 3L), Row.of("pear", 5L));
        workspace.database.answer("SELECT edited", List.of("n"), Row.of(7L));
        workspace.model.query("SELECT fruit").answer("Pears.");
        workspace.askAndWait(id, "Which fruit?");
        TurnId turn = Objects.requireNonNull(
                workspace.conversations.find(id).orElseThrow().conversation().head());
        Message.AssistantMessage queried = workspace.turns.messages(turn).stream()
                .filter(Message.AssistantMessage.class::isInstance)
                .map(Message.AssistantMessage.class::cast)
                .findFirst()
                .orElseThrow();
        ToolCall call = queried.toolCalls().getFirst();
        ResultSummary result = Calls.result(call).orElseThrow();
        QueryCell cell = new QueryCell(turn, call.id());
        SqlVersion edited = workspace.editSqlService.run(cell, new SqlText("SELECT edited"), new StopHandle());
        workspace.editSqlService.run(cell, new SqlText("DROP TABLE fruit"), new StopHandle());
        workspace.chartService.save(
                turn, result.id(), ChartRequest.of(ChartKind.BAR, "fruit", List.of("n"), null, "Fruit"));
        workspace.chartService.draw(
                turn, Calls.result(edited.outcome()).orElseThrow().id());
        workspace.notes.keep(turn, new FollowUps(List.of("And by month?", "Which \"shop\"?")), true);
        workspace.noteService.rate(turn, new Feedback(Feedback.Rating.DOWN, "Plums, too."));
        return id;
    }

    @Test
    void whatPeopleMadeOfAnswersIsImportedToo() throws Exception {
        String exported = write(worked(), "json");
        assertThat(exported)
                .contains(
                        "\"followUps\":[\"And by month?\",\"Which \\\"shop\\\"?\"],\"followUpsTold\":true",
                        "\"feedback\":{\"rating\":\"down\",\"reason\":\"Plums, too.\"}",
                        "{\"number\":2,\"sql\":\"SELECT edited\",\"status\":\"completed\"",
                        "{\"number\":3,\"sql\":\"DROP TABLE fruit\",\"status\":\"refused\"",
                        "\"kind\":\"bar\",\"x\":0,\"y\":[1],",
                        "\"kind\":\"number\",\"y\":[0],");
        assertThat(withoutIds(exported)).containsPattern("Result #\\d+").doesNotContainPattern("Result [0-9a-f]{8}");
        String again = write(bringIn(exported), "json");
        assertThat(withoutIds(again)).isEqualTo(withoutIds(exported));
    }

    @Test
    void theDocumentsShowAllVersionsOfAnEditedQuery() {
        ConversationId id = worked();
        assertThat(write(id, "md"))
                .contains("**Edited: v3** – refused: DROP is not a read", "```sql\nDROP TABLE fruit\n```")
                .contains("**Edited: v2**", "```sql\nSELECT edited\n```");
        assertThat(write(id, "html"))
                .contains("<summary>Edited: v3 <span class=\"muted\">refused", "<code>DROP TABLE fruit</code>")
                .containsSubsequence(
                        "v1, by the agent; edited versions are below",
                        "<img alt=\"v1: Chart of the result\"",
                        "<img alt=\"v2: ");
        assertThat(write(id, "sql").lines().filter(line -> !line.startsWith("--") && !line.isBlank()))
                .as("the newest that ran")
                .containsExactly("SELECT edited", ";");
    }

    @Test
    void writesTheStatementOfAChartOnce() {
        ConversationId id = workspace.conversation(SHOP);
        workspace.database.answer("SELECT fruit", List.of("fruit", "n"), Row.of("apple", 3L), Row.of("pear", 5L));
        workspace.model.query("SELECT fruit");
        workspace.model.then((request, onText, cancellation) -> {
            Message.AssistantMessage queried =
                    (Message.AssistantMessage) request.messages().getLast();
            String known = Calls.result(queried.toolCalls().getFirst())
                    .orElseThrow()
                    .id()
                    .shortForm();
            return new ModelReply.Finished(
                    "",
                    List.of(ScriptedModel.toolCall("chart", "show_chart", java.util.Map.of("resultId", known))),
                    TokenUsage.NONE);
        });
        workspace.askAndWait(id, "Which fruit?");
        assertThat(write(id, "sql").lines().filter("SELECT fruit"::equals)).hasSize(1);
        assertThat(write(id, "md")).contains("**Drew a chart**").containsOnlyOnce("| apple | 3 |");
    }

    @Test
    void saysWhatIsWrongWithWhatPeopleMadeOfAnswers() throws Exception {
        String good = write(worked(), "json");
        refused(good.replace("\"rating\":\"down\"", "\"rating\":\"so so\""), "turns[0].feedback.rating");
        refused(good.replace("\"rating\":\"down\",", ""), "turns[0].feedback");
        refused(good.replace("Plums, too.", "x".repeat(1_001)), "turns[0].feedback.reason");
        refused(good.replace("\"And by month?\"", "\"\""), "turns[0].followUps[0]");
        refused(good.replace("\"And by month?\"", "\"a\",\"b\",\"c\""), "turns[0].followUps");
        refused(good.replace("\"followUpsTold\":true", "\"followUpsTold\":1"), "turns[0].followUpsTold");
        String versions = "messages[1].toolCalls[0].versions";
        refused(good.replace("\"tool\":\"run_query\"", "\"tool\":\"list_tables\""), versions);
        refused(good.replace("\"number\":3", "\"number\":2"), versions + "[1].number");
        refused(good.replace("\"sql\":\"DROP TABLE fruit\"", "\"sql\":\" \""), versions + "[1].sql");
        refused(good.replace("\"status\":\"refused\"", "\"status\":\"running\""), versions + "[1].status");
        String chart = "results[0].charts[0]";
        refused(good.replace("\"kind\":\"bar\"", "\"kind\":\"cube\""), chart + ".kind");
        refused(good.replace("\"kind\":\"bar\"", "\"kind\":\"heatmap\""), chart + ".series");
        refused(good.replace("\"y\":[1]", "\"y\":[0]"), chart + ".y");
        refused(good.replace("\"y\":[1]", "\"y\":[2]"), chart + ".y[0]");
        refused(good.replace("\"y\":[1]", "\"y\":[]"), chart + ".y");
        refused(good.replace("\"x\":0", "\"x\":-1"), chart + ".x");
        refused(good.replace("\"logScale\":false", "\"logScale\":null"), chart);
        refused(good.replace("\"charts\":[{\"turnId\":\"", "\"charts\":[{\"turnId\":\"x"), chart + ".turnId");
    }

    /** Each id as the number of the place where it occurs first; the short ones of results, too. */
    private static String withoutIds(String json) {
        java.util.Map<String, String> numbers = new java.util.HashMap<>();
        java.util.Map<String, String> shortOnes = new java.util.HashMap<>();
        String numbered = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                .matcher(json)
                .replaceAll(found -> {
                    String number = numbers.computeIfAbsent(found.group(), first -> "#" + numbers.size());
                    shortOnes.put(found.group().substring(0, 8), number);
                    return number;
                });
        return Pattern.compile("Result ([0-9a-f]{8})")
                .matcher(numbered)
                .replaceAll(found -> "Result " + shortOnes.getOrDefault(found.group(1), found.group(1)))
                .replaceAll("\\{\"id\":\\d+", "{\"id\":0")
                .replaceAll("\"connectionId\":\"[a-z]+\"", "\"connectionId\":\"\"");
    }

    private ConversationId bringIn(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("conversation.json"), json);
        new ArchiveReader(file, LIBRARY, NOW).passTo(piece -> {});
        return workspace
                .archiveService
                .bringIn(LIBRARY, new ArchiveReader(file, LIBRARY, NOW))
                .id();
    }

    @Test
    void saysWhatIsWrongWithAFileAndWhere() throws Exception {
        ConversationId id = workspace.conversation(SHOP);
        workspace.database.answer("SELECT n", List.of("n"), Row.of(1L));
        workspace.model.query("SELECT n").answer("One.");
        workspace.askAndWait(id, "How many?");
        String good = write(id, "json");
        refused("", "file");
        refused("[]", "file");
        refused("{}", "format");
        refused(good.substring(0, good.length() / 2), "file");
        refused(good + "x", "file");
        refused(good.replace("tabletalk-conversation", "other"), "format");
        refused(good.replace("\"version\":1", "\"version\":2"), "version");
        refused(good.replace("\"pinned\":false", "\"pinned\":\"no\""), "conversation.pinned");
        refused(good.replace("\"pinned\":false,", ""), "conversation");
        refused(good.replaceFirst("\"status\":\"completed\"", "\"status\":\"queued\""), "turns[0].status");
        refused(good.replaceFirst("\"status\":\"completed\"", "\"status\":\"nonsense\""), "turns[0].status");
        refused(good.replaceFirst("\"createdAt\":\"[^\"]+\"", "\"createdAt\":\"yesterday\""), "conversation.createdAt");
        refused(
                good.replaceFirst("\"createdAt\":\"[^\"]+\"", "\"createdAt\":\"+9999999-01-01T00:00:00Z\""),
                "conversation.createdAt");
        refused(good.replaceFirst("\"headTurnId\":\"[^\"]+\"", "\"headTurnId\":\"other\""), "conversation.headTurnId");
        refused(good.replaceFirst("\"turnId\":\"[^\"]+\"", "\"turnId\":\"other\""), "messages[0].turnId");
        refused(good.replaceFirst("\"role\":\"user\"", "\"role\":\"system\""), "messages[0].role");
        refused(good.replaceFirst("\"content\":\"How many\\?\"", "\"content\":\" \""), "messages[0].content");
        refused(good.replaceFirst("\"content\":\"How many\\?\"", "\"content\":7"), "messages[0].content");
        refused(good.replaceFirst("\"resultId\":\"[^\"]+\"", "\"resultId\":\"other\""), "results");
        refused(good.replaceFirst("\\[1]", "[1,2]"), "results[0]");
        refused(good.replaceFirst("\\[1]", "[{\"decimal\":\"x\"}]"), "results[0].rows[0][0].decimal");
        refused(good.replaceFirst("\\[1]", "[[1]]"), "results[0].rows[0][0]");
        refused(good.replaceFirst("\"inputTokens\":\\d+", "\"inputTokens\":-1"), "turns[0].inputTokens");
        refused(good.replace("\"pinned\":false", "\"pinned\":false,\"pinned\":true"), "file");
        refused(
                good.replace("\"exportedAt\"", "\"x\":" + "[".repeat(500) + "]".repeat(500) + ",\"exportedAt\""),
                "file");
        assertThat(workspace
                        .conversationService
                        .list(dev.tabletalk.domain.conversation.ConversationQuery.newest(LIBRARY, 10))
                        .items())
                .isEmpty();
        bringIn(good.replace("\"exportedAt\"", "\"later\":{\"field\":[1]},\"exportedAt\""));
    }

    private void refused(String json, String field) {
        assertThatThrownBy(() -> bringIn(json))
                .as(field)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().field()).isEqualTo(field));
    }
}
