package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.adapter.web.markdown.SafeMarkdown;
import dev.tabletalk.adapter.web.markdown.UnseenCharacters;
import dev.tabletalk.application.query.ReadResultsUseCase;
import dev.tabletalk.application.takeaway.ChartPictures;
import dev.tabletalk.domain.archive.ArchivePiece;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.SqlVersion;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.ResultSummary;
import dev.tabletalk.domain.query.Row;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation shows, as one HTML file that needs nothing else: no script, nothing that is fetched (its own policy
 * forbids both), light and dark, fit for printing. The steps of an answer are folded; below its words stand the rows of its
 * last query and its chart, then the versions of each query that a person edited.
 */
final class HtmlDocument implements Document {
    static final int MOST_ROWS = 200;
    private static final int LONGEST_CELL = 2_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Output out;
    private final String database;
    private final ReadResultsUseCase results;
    private final ChartPictures charts;
    private final List<ToolCall> steps = new ArrayList<>();
    private final Map<String, List<SqlVersion>> edits = new HashMap<>();
    private @Nullable TurnId turn;
    private boolean open;

    HtmlDocument(Output out, String database, ReadResultsUseCase results, ChartPictures charts) {
        this.out = out;
        this.database = database;
        this.results = results;
        this.charts = charts;
    }

    @Override
    public void accept(ArchivePiece piece) {
        switch (piece) {
            case ArchivePiece.Head(Conversation conversation) -> begin(conversation);
            case ArchivePiece.OfTurn ofTurn -> {}
            case ArchivePiece.Said said -> say(said);
            case ArchivePiece.Shown shown -> {}
        }
    }

    private void begin(Conversation conversation) {
        String title = escape(conversation.title().text());
        out.line("<!DOCTYPE html>").line("<html lang=\"en\">").line("<head>").line("<meta charset=\"utf-8\">");
        out.line("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                + " style-src 'unsafe-inline'; img-src data:\">");
        out.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        out.line("<meta name=\"color-scheme\" content=\"light dark\">");
        out.line("<title>" + title + "</title>");
        out.line("<style>").add(style()).line("</style>").line("</head>").line("<body>");
        out.line("<header>").line("<h1>" + title + "</h1>");
        out.line("<p class=\"muted\">" + escape(database) + " · begun "
                + time(conversation.createdAt()) + " · last message " + time(conversation.lastActivityAt())
                + " · exported from Tabletalk</p>");
        out.line("</header>").line("<main>");
    }

    private static String style() {
        try (InputStream in = HtmlDocument.class.getResourceAsStream("conversation-file.css")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void say(ArchivePiece.Said piece) {
        Message message = piece.message();
        if (!Objects.equals(turn, message.turnId()) || message instanceof Message.UserMessage) {
            end();
        }
        turn = message.turnId();
        if (!open) {
            open = true;
            out.line("<article>");
        }
        switch (message) {
            case Message.UserMessage user -> {
                out.line("<h2 class=\"sr\">Question</h2>");
                out.line("<div class=\"question\" dir=\"auto\">" + escapeLines(user.text()) + "</div>");
                out.line("<p class=\"muted time\">" + time(user.createdAt()) + "</p>");
            }
            case Message.AssistantMessage said -> {
                steps.addAll(said.toolCalls());
                said.toolCalls().forEach(call -> edits.put(call.id(), piece.versionsOf(call.id())));
                if (!said.text().isBlank()) {
                    flushSteps();
                    out.line("<div class=\"answer\" dir=\"auto\">");
                    SafeMarkdown.blocks(said.text()).forEach(out::line);
                    out.line("</div>");
                }
                if (said.failure() != null) {
                    out.line("<p class=\"failure\"><strong>"
                            + escape(said.status().name().toLowerCase(Locale.ROOT)) + "</strong> "
                            + escape(said.failure().message()) + "</p>");
                }
            }
        }
    }

    /** The steps so far, folded, and what the last of them showed, open. */
    private void flushSteps() {
        if (steps.isEmpty()) {
            return;
        }
        out.line("<details class=\"steps\"><summary>" + (steps.size() == 1 ? "1 step" : steps.size() + " steps")
                + "</summary>");
        steps.forEach(this::step);
        out.line("</details>");
        steps.reversed().stream()
                .filter(call -> Calls.result(call).isPresent())
                .findFirst()
                .ifPresent(this::evidence);
        for (ToolCall call : steps) {
            edited(edits.getOrDefault(call.id(), List.of()));
        }
        steps.clear();
        edits.clear();
    }

    /** All of them, folded, each with its chart, and the newest that ran with its rows. */
    private void edited(List<SqlVersion> versions) {
        SqlVersion shown = Calls.newestWithRows(versions);
        for (SqlVersion version : versions) {
            out.line("<details class=\"steps\"><summary>Edited: v" + version.number() + " <span class=\"muted\">"
                    + escape(Calls.ending(version.outcome())) + "</span></summary>");
            out.line("<pre><code>" + escapeLines(version.sql().value().strip()) + "</code></pre>");
            Calls.result(version.outcome()).ifPresent(result -> {
                picture(result, "v" + version.number() + ": ");
                if (version.equals(shown)) {
                    table(result);
                }
            });
            out.line("</details>");
        }
    }

    private void step(ToolCall call) {
        String subject = Calls.subject(call);
        out.line("<div class=\"step" + (Calls.wentWrong(call) ? " wrong" : "") + "\"><p><strong>"
                + escape(Calls.title(call)) + "</strong> " + escape(shorten(subject)) + " <span class=\"muted\">"
                + escape(Calls.ending(call)) + "</span></p>");
        String sql = Calls.sql(call);
        if (sql != null) {
            out.line("<pre><code>" + escapeLines(sql.strip()) + "</code></pre>");
        }
        Calls.ownResult(call).ifPresent(result -> {
            out.line("<details><summary>Rows</summary>");
            table(result);
            out.line("</details>");
        });
        out.line("</div>");
    }

    private void evidence(ToolCall call) {
        ResultSummary result = Calls.result(call).orElseThrow();
        boolean edited = steps.stream()
                .filter(other -> Calls.ownResult(other)
                        .filter(rows -> rows.id().equals(result.id()))
                        .isPresent())
                .anyMatch(query -> Calls.newestWithRows(edits.getOrDefault(query.id(), List.of())) != null);
        if (edited) {
            out.line("<p class=\"muted\">v1, by the agent; edited versions are below</p>");
        }
        picture(result, edited ? "v1: " : "");
        table(result);
    }

    /** @param version of which query it is a picture, as the beginning of its description */
    private void picture(ResultSummary result, String version) {
        TurnId of = turn;
        if (of != null) {
            charts.svgOf(of, result.id())
                    .ifPresent(svg -> out.line(
                            "<figure><img alt=\"" + version + description(svg) + "\" src=\"data:image/svg+xml;base64,"
                                    + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8))
                                    + "\"></figure>"));
        }
    }

    /** The drawing says itself what it shows, and escaped already. */
    private static String description(String svg) {
        int start = svg.indexOf("<title>");
        int end = svg.indexOf("</title>");
        return start < 0 || end < start ? "Chart of the result" : svg.substring(start + "<title>".length(), end);
    }

    private void table(ResultSummary summary) {
        ResultPage page;
        try {
            page = results.page(summary.id(), 0, MOST_ROWS);
        } catch (FailureException gone) {
            out.line("<p class=\"muted\">The rows are gone.</p>");
            return;
        }
        if (page.rowCount() == 0) {
            out.line("<p class=\"muted\">No rows</p>");
            return;
        }
        out.line("<div class=\"rows\" tabindex=\"0\" role=\"region\" aria-label=\"Rows\"><table><thead><tr>");
        for (ResultColumn column : page.columns()) {
            out.add("<th scope=\"col\"" + kind(column) + ">" + escape(column.name()) + "</th>");
        }
        out.line("</tr></thead><tbody>");
        for (Row row : page.rows()) {
            out.add("<tr>");
            for (int i = 0; i < page.columns().size(); i++) {
                Object cell = row.cells().get(i);
                out.add(
                        cell == null
                                ? "<td class=\"null\">NULL</td>"
                                : "<td" + kind(page.columns().get(i)) + " dir=\"auto\">"
                                        + escapeLines(shorten(MarkdownDocument.text(cell))) + "</td>");
            }
            out.line("</tr>");
        }
        out.line("</tbody></table></div>");
        boolean cut = page.rowCount() > page.rows().size() || page.truncated();
        out.line("<p class=\"muted\">"
                + (cut
                        ? "The first " + Calls.rows(page.rows().size()) + " of "
                                + (page.truncated() ? "more than " : "")
                                + String.format(Locale.ROOT, "%,d", page.rowCount())
                        : Calls.rows(page.rowCount()))
                + "</p>");
    }

    private static String kind(ResultColumn column) {
        return column.kind() == ResultColumn.Kind.NUMBER ? " class=\"number\"" : "";
    }

    private void end() {
        flushSteps();
        if (open) {
            open = false;
            out.line("</article>");
        }
    }

    @Override
    public void finish() {
        end();
        out.line("</main>").line("</body>").line("</html>");
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL) + "…";
    }

    private static String escape(String text) {
        return html(UnseenCharacters.shown(text));
    }

    private static String escapeLines(String text) {
        return html(UnseenCharacters.shownInLines(text));
    }

    private static String html(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }
}
