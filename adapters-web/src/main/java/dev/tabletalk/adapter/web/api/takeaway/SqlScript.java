package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.adapter.web.markdown.UnseenCharacters;
import dev.tabletalk.application.query.ReadResultsUseCase;
import dev.tabletalk.domain.archive.ArchivePiece;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.SqlVersion;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultSummary;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The statements of a conversation in their order, to be run again: each with its question before it as a comment and a
 * semicolon behind it. Of a query that a person edited, the newest version that ran stands in its place, and the first one is a
 * comment; so is what was refused, failed or was cancelled.
 */
final class SqlScript implements Document {
    private static final int LONGEST_QUESTION = 2_000;

    private final Output out;
    private final String database;
    private final ReadResultsUseCase results;
    private String question = "";

    SqlScript(Output out, String database, ReadResultsUseCase results) {
        this.out = out;
        this.database = database;
        this.results = results;
    }

    @Override
    public void accept(ArchivePiece piece) {
        switch (piece) {
            case ArchivePiece.Head(Conversation conversation) -> {
                comment(conversation.title().text());
                comment(database + ", begun " + conversation.createdAt() + ". Exported from Tabletalk.");
            }
            case ArchivePiece.OfTurn turn -> {}
            case ArchivePiece.Said said -> say(said);
            case ArchivePiece.Shown shown -> {}
        }
    }

    private void say(ArchivePiece.Said piece) {
        switch (piece.message()) {
            case Message.UserMessage user -> question = user.text();
            case Message.AssistantMessage said ->
                said.toolCalls().forEach(call -> write(call, piece.versionsOf(call.id())));
        }
    }

    private void write(ToolCall call, List<SqlVersion> versions) {
        Optional<String> ran = Calls.ownResult(call).flatMap(this::sql);
        String wished = Calls.sql(call);
        if (ran.isEmpty() && wished == null) {
            return;
        }
        if (!question.isEmpty()) {
            out.line("");
            comment("Question: "
                    + (question.length() > LONGEST_QUESTION
                            ? question.substring(0, LONGEST_QUESTION) + "…"
                            : question));
            question = "";
        }
        out.line("");
        Optional<SqlVersion> edited = versions.reversed().stream()
                .filter(version -> version.outcome() instanceof ToolOutcome.Succeeded)
                .findFirst();
        if (edited.isPresent()) {
            comment("Before it was edited:");
            comment(ran.orElseGet(() -> String.valueOf(wished)));
            comment("Edited: v" + edited.get().number());
            out.line(ended(edited.get().sql().value()));
            return;
        }
        String sql = ran.orElseGet(() -> String.valueOf(wished));
        if (call.outcome() instanceof ToolOutcome.Succeeded) {
            out.line(ended(sql));
        } else {
            String ending = Calls.ending(call);
            comment(ending.substring(0, 1).toUpperCase(Locale.ROOT) + ending.substring(1));
            comment(sql);
        }
    }

    private Optional<String> sql(ResultSummary result) {
        try {
            return Optional.of(results.page(result.id(), 0, 0).sql());
        } catch (FailureException gone) {
            return Optional.empty();
        }
    }

    /** A semicolon in a comment at the end would end nothing. */
    static String ended(String sql) {
        String text = sql.strip();
        String last = text.substring(text.lastIndexOf('\n') + 1);
        boolean commented = last.contains("--") || last.contains("#") || last.contains("*/");
        return text.endsWith(";") && !commented ? text : text + "\n;";
    }

    /** Each line for itself, wherever somebody might see the end of a line. */
    private void comment(String text) {
        for (String line : text.split("\\R|\\f", -1)) {
            out.line("-- " + UnseenCharacters.shown(line));
        }
    }

    @Override
    public void finish() {
        out.line("");
    }
}
