package dev.tabletalk.adapter.llm.offline;

import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.port.ModelRequest;
import dev.tabletalk.domain.port.ToolDefinition;
import dev.tabletalk.domain.query.ResultSummary;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides the next step of a turn from nothing but the request: look at the schema, look values up, query, draw, answer. */
final class Conversationalist {
    private static final int DESCRIBE_AT_MOST = 25;
    private static final int REMEMBERED_QUESTIONS = 8;
    private static final int SEARCHES = 3;
    private static final int LONGEST_QUESTION = 1_000;

    private final ModelRequest request;
    private final Dialogue dialogue;
    private final Set<String> tools;

    Conversationalist(ModelRequest request, Dialogue dialogue) {
        this.request = request;
        this.dialogue = dialogue;
        tools = new LinkedHashSet<>(
                request.tools().stream().map(ToolDefinition::name).toList());
    }

    Step next() {
        if (dialogue.questions().isEmpty()) {
            return new Step.Say("Ask me something about this database.");
        }
        String question = dialogue.questions().getLast().strip();
        if (Manners.isContinuation(question)) {
            return new Step.Say(
                    "There is no answer yet that I could go on with. Ask me something about this database.");
        }
        Optional<String> sql = RawSql.in(question);
        if (sql.isPresent()) {
            return raw(sql.get());
        }
        Optional<String> edited = edited();
        if (edited.isPresent() && Manners.meansTheQuery(question)) {
            return raw(edited.get());
        }
        if (question.length() > LONGEST_QUESTION) {
            return new Step.Say(new Manners(new SchemaMap(dialogue.described().values()))
                    .notUnderstood("It is too long for me; ask one thing in a sentence."));
        }
        if (Manners.isWriteRequest(question)) {
            return new Step.Say(Manners.CANNOT_WRITE);
        }
        Optional<Step> exploring = explore(question);
        if (exploring.isPresent()) {
            return exploring.get();
        }
        SchemaMap schema = new SchemaMap(dialogue.described().values());
        Manners manners = new Manners(schema);
        Optional<String> chat = manners.reply(question);
        if (chat.isPresent()) {
            return new Step.Say(chat.get());
        }
        Optional<String> talk = new SchemaTalk(schema, dialogue.listing()).answer(question);
        if (talk.isPresent()) {
            return new Step.Say(talk.get());
        }
        return query(schema, manners);
    }

    private Step raw(String sql) {
        Optional<ToolOutcome> outcome = dialogue.queryNow(sql);
        if (outcome.isEmpty()) {
            return tools.contains("run_query")
                    ? new Step.Call("run_query", Map.of("sql", sql))
                    : new Step.Say("I could not run this SQL, because no more steps were left.");
        }
        return new Step.Say(
                switch (outcome.get()) {
                    case ToolOutcome.Succeeded succeeded -> Answer.raw(succeeded.output());
                    case ToolOutcome.Failed failed ->
                        Answer.failed(failed.output(), "Correct the SQL and send it again.");
                    case ToolOutcome.Refused refused -> Answer.refused(refused.output());
                    case ToolOutcome.Cancelled cancelled -> cancelled.output();
                });
    }

    /** What the person made of a query; a mere run of it again is no edit. */
    private Optional<String> edited() {
        return Optional.ofNullable(request.edited())
                .map(edit -> edit.sql().value())
                .filter(sql -> !dialogue.hasRunBefore(sql));
    }

    /** The next look at the schema, if one is still needed. */
    private Optional<Step> explore(String question) {
        ToolTexts.Listing listing = dialogue.listing();
        if (listing.tables().isEmpty() && !listing.complete()) {
            return Optional.of(listTables());
        }
        if (!listing.complete()) {
            for (String word : searchWords(question)) {
                boolean done = dialogue.now("list_tables").stream()
                        .anyMatch(call -> call.text("search").equals(word));
                if (!done && tools.contains("list_tables")) {
                    return Optional.of(new Step.Call("list_tables", Map.of("search", word)));
                }
            }
        }
        Set<String> known = dialogue.described().keySet();
        List<String> wanted = new TableScout(listing.tables())
                .relevant(dialogue.questions(), DESCRIBE_AT_MOST).stream()
                        .filter(name -> !known.contains(name))
                        .toList();
        boolean asked = dialogue.now("describe_tables").size() > 1;
        if (wanted.isEmpty() || asked || !tools.contains("describe_tables")) {
            return Optional.empty();
        }
        return Optional.of(new Step.Call("describe_tables", Map.of("names", wanted)));
    }

    private Step listTables() {
        List<Dialogue.Done> tried = dialogue.now("list_tables");
        if (!tried.isEmpty() && !(tried.getLast().outcome() instanceof ToolOutcome.Succeeded)) {
            return new Step.Say("I could not read the tables of this database: "
                    + tried.getLast().outcome().output());
        }
        if (!tried.isEmpty()) {
            return new Step.Say("This database has no tables that I can read, so there is nothing to ask about.");
        }
        return tools.contains("list_tables")
                ? new Step.Call("list_tables", Map.of())
                : new Step.Say("I have not seen the tables of this database and have no tool to look at them.");
    }

    private static List<String> searchWords(String question) {
        return Token.of(question).stream()
                .filter(token ->
                        token.kind() == Token.Kind.WORD && token.lower().length() > 3)
                .filter(token -> !Lexicon.isFiller(token.lower()) && Lexicon.phrase(token.lower()) == null)
                .map(token -> Words.singular(token.lower()))
                .distinct()
                .limit(SEARCHES)
                .toList();
    }

    private Step query(SchemaMap schema, Manners manners) {
        Frame frame = frame(schema);
        Plan plan;
        try {
            if (frame.isEmpty()) {
                throw Halt.because("");
            }
            plan = new Planner(schema, request.dialect(), dialogue::lookup).plan(frame);
        } catch (Halt halt) {
            String lookup = halt.lookup();
            return lookup == null ? new Step.Say(manners.notUnderstood(halt.reason())) : lookUp(lookup);
        }
        Optional<ToolOutcome> outcome = dialogue.queryNow(plan.sql());
        if (outcome.isEmpty()) {
            return tools.contains("run_query")
                    ? new Step.Call("run_query", Map.of("sql", plan.sql()))
                    : new Step.Say(
                            "I know how to answer this, but no more steps were left to run the query:\n\n```sql\n"
                                    + plan.sql() + "\n```");
        }
        return switch (outcome.get()) {
            case ToolOutcome.Succeeded succeeded ->
                draw(plan, succeeded).orElseGet(() -> new Step.Say(Answer.of(plan, succeeded.output(), frame.notes)));
            case ToolOutcome.Failed failed -> repair(failed);
            case ToolOutcome.Refused refused -> new Step.Say(Answer.refused(refused.output()));
            case ToolOutcome.Cancelled cancelled -> new Step.Say(cancelled.output());
        };
    }

    private Step lookUp(String sql) {
        Optional<ToolOutcome> tried = dialogue.queryNow(sql);
        if (tried.isPresent()) {
            return new Step.Say(
                    Answer.failed(tried.get().output(), "That was a look-up that I need to understand the question."));
        }
        return tools.contains("run_query")
                ? new Step.Call("run_query", Map.of("sql", sql))
                : new Step.Say("I would have to look values up first, but no more steps were left.");
    }

    /** What failed may be due to an old view of the schema; looking at it anew once is worth a try. */
    private Step repair(ToolOutcome.Failed failed) {
        boolean fresh = !dialogue.now("describe_tables").isEmpty();
        if (fresh || !tools.contains("describe_tables")) {
            return new Step.Say(Answer.failed(failed.output(), "Ask it in another way, or send the SQL you want."));
        }
        return new Step.Call(
                "describe_tables",
                Map.of("names", List.copyOf(dialogue.described().keySet())));
    }

    private Optional<Step> draw(Plan plan, ToolOutcome.Succeeded succeeded) {
        ToolTexts.Table rows = ToolTexts.rows(succeeded.output());
        boolean drawn = !dialogue.now("show_chart").isEmpty();
        ResultSummary result = succeeded.result();
        if (!tools.contains("show_chart") || drawn || result == null || rows == null) {
            return Optional.empty();
        }
        return Chart.of(plan, rows)
                .map(chart ->
                        new Step.Call("show_chart", chart.arguments(result.id().shortForm())));
    }

    /** The newest question, completed by those before it where it only makes sense with them. */
    private Frame frame(SchemaMap schema) {
        Vocabulary vocabulary = new Vocabulary(schema);
        PeriodReader periods = new PeriodReader(request.today());
        List<String> questions = dialogue.understoodQuestions();
        List<String> remembered = new ArrayList<>(
                questions.subList(Math.max(0, questions.size() - REMEMBERED_QUESTIONS), questions.size()));
        SchemaTalk talk = new SchemaTalk(schema, dialogue.listing());
        Frame frame = new Frame();
        boolean continued = false;
        for (String question : remembered) {
            if (question.length() > LONGEST_QUESTION
                    || RawSql.in(question).isPresent()
                    || Manners.meansTheQuery(question)
                    || Manners.isWriteRequest(question)
                    || talk.answer(question).isPresent()) {
                continue;
            }
            Frame next = FrameReader.read(Tagger.tag(question, vocabulary, periods));
            continued = next.isFollowUp() && !frame.isEmpty();
            frame = continued ? frame.changedBy(next) : next;
        }
        if (continued && request.edited() != null && request.edited().isNew() && edited().isPresent()) {
            frame.notes.add(Manners.EDIT_LEFT_OUT);
        }
        return frame;
    }
}
