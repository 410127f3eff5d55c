package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.adapter.web.api.Cells;
import dev.tabletalk.adapter.web.markdown.UnseenCharacters;
import dev.tabletalk.application.query.ReadResultsUseCase;
import dev.tabletalk.domain.archive.ArchivePiece;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.SqlVersion;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultColumn;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.ResultSummary;
import dev.tabletalk.domain.query.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation shows, as Markdown: questions quoted, SQL in fences, the first {@value #MOST_ROWS} rows of results as
 * tables. Names and values of databases are text and nothing else; in answers, HTML and pictures are made text.
 */
final class MarkdownDocument implements Document {
    static final int MOST_ROWS = 50;
    private static final int LONGEST_CELL = 500;
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_{}\\[\\]<>()#+!|~&$^-]");
    private static final Pattern HTML = Pattern.compile("<(?=[A-Za-z/!?])");
    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,}).*");
    private static final Pattern TICKS = Pattern.compile("`+");

    private final Output out;
    private final String database;
    private final ReadResultsUseCase results;

    MarkdownDocument(Output out, String database, ReadResultsUseCase results) {
        this.out = out;
        this.database = database;
        this.results = results;
    }

    @Override
    public void accept(ArchivePiece piece) {
        switch (piece) {
            case ArchivePiece.Head(Conversation conversation) -> begin(conversation);
            case ArchivePiece.OfTurn turn -> {}
            case ArchivePiece.Said said -> say(said);
            case ArchivePiece.Shown shown -> {}
        }
    }

    private void begin(Conversation conversation) {
        out.line("# " + escape(conversation.title().text())).line("");
        out.line("*" + escape(database) + ", begun " + seconds(conversation.createdAt())
                + ". Exported from Tabletalk.*");
    }

    private void say(ArchivePiece.Said piece) {
        switch (piece.message()) {
            case Message.UserMessage user -> {
                out.line("").line("---").line("");
                out.line("> **Question** (" + seconds(user.createdAt()) + ")").line(">");
                UnseenCharacters.shownInLines(user.text())
                        .lines()
                        .forEach(line -> out.line("> " + escape(line) + (line.isEmpty() ? "" : "  ")));
            }
            case Message.AssistantMessage said -> {
                for (ToolCall call : said.toolCalls()) {
                    step(call);
                    edited(piece.versionsOf(call.id()));
                }
                if (!said.text().isBlank()) {
                    out.line("").line(harmless(said.text()));
                }
                if (said.failure() != null) {
                    out.line("")
                            .line("**" + escape(said.status().name().toLowerCase(Locale.ROOT)) + ":** "
                                    + escape(said.failure().message()));
                }
            }
        }
    }

    private void step(ToolCall call) {
        String subject = Calls.subject(call);
        out.line("")
                .line("**" + escape(Calls.title(call)) + "**"
                        + (subject.isEmpty() ? "" : " " + escape(shorten(subject)))
                        + " – " + escape(Calls.ending(call)));
        String sql = Calls.sql(call);
        if (sql != null) {
            fenced(sql);
        }
        Calls.ownResult(call).ifPresent(this::table);
    }

    /** All of them, with the rows of the newest that gave some. */
    private void edited(List<SqlVersion> versions) {
        SqlVersion shown = Calls.newestWithRows(versions);
        for (SqlVersion version : versions) {
            out.line("").line("**Edited: v" + version.number() + "** – " + escape(Calls.ending(version.outcome())));
            fenced(version.sql().value());
            if (version.equals(shown)) {
                Calls.result(version.outcome()).ifPresent(this::table);
            }
        }
    }

    private void fenced(String sql) {
        String fence = fence(sql);
        out.line("")
                .line(fence + "sql")
                .line(UnseenCharacters.shownInLines(sql).strip())
                .line(fence);
    }

    /** Longer than any in the text. */
    private static String fence(String text) {
        int longest = TICKS.matcher(text)
                .results()
                .mapToInt(ticks -> ticks.group().length())
                .max()
                .orElse(0);
        return "`".repeat(Math.max(3, longest + 1));
    }

    private void table(ResultSummary summary) {
        ResultPage page;
        try {
            page = results.page(summary.id(), 0, MOST_ROWS);
        } catch (FailureException gone) {
            out.line("").line("*The rows are gone.*");
            return;
        }
        if (page.rowCount() == 0) {
            out.line("").line("*No rows*");
            return;
        }
        out.line("").line(row(page.columns().stream().map(column -> escape(shorten(column.name())))));
        out.line(page.columns().stream()
                .map(column -> column.kind() == ResultColumn.Kind.NUMBER ? "---:" : "---")
                .collect(Collectors.joining(" | ", "| ", " |")));
        for (Row row : page.rows()) {
            out.line(row(row.cells().stream().map(MarkdownDocument::cell)));
        }
        if (page.rowCount() > page.rows().size() || page.truncated()) {
            out.line("")
                    .line("*The first " + Calls.rows(page.rows().size()) + " of "
                            + (page.truncated() ? "more than " : "")
                            + String.format(Locale.ROOT, "%,d", page.rowCount()) + ".*");
        }
    }

    private static String row(Stream<String> cells) {
        return cells.collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** NULL is slanted, so that it is not the text. */
    private static String cell(@Nullable Object value) {
        return value == null ? "*NULL*" : escape(shorten(text(value)));
    }

    static String text(Object cell) {
        return switch (cell) {
            case BigDecimal number -> Cells.text(number);
            default -> cell.toString();
        };
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL) + "…";
    }

    /** A text that Markdown shows as it is, on one line. */
    static String escape(String text) {
        return SPECIAL.matcher(UnseenCharacters.shown(text)).replaceAll("\\\\$0");
    }

    /** Markdown of a model without HTML and pictures, which would fetch something when it is opened elsewhere. */
    static String harmless(String markdown) {
        StringBuilder safe = new StringBuilder();
        @Nullable String fence = null;
        for (String line : List.of(UnseenCharacters.shownInLines(markdown).split("\\R", -1))) {
            Matcher mark = FENCE.matcher(line);
            if (fence == null) {
                safe.append(HTML.matcher(line).replaceAll("&lt;").replace("![", "!\\["));
                fence = mark.matches() ? mark.group(1) : null;
            } else {
                safe.append(line);
                if (mark.matches() && mark.group(1).startsWith(fence)) {
                    fence = null;
                }
            }
            safe.append('\n');
        }
        if (fence != null) {
            safe.append(fence).append('\n');
        }
        return safe.toString().stripTrailing();
    }

    @Override
    public void finish() {
        out.line("");
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
