package dev.tabletalk.adapter.llm.offline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was said and found out so far, as far as the request tells. */
final class Dialogue {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> questions = new ArrayList<>();
    private final List<Integer> notUnderstood = new ArrayList<>();
    private final List<Done> earlier = new ArrayList<>();
    private final List<Done> now = new ArrayList<>();

    /** A tool call with its outcome. */
    record Done(String tool, JsonNode arguments, ToolOutcome outcome) {
        String text(String name) {
            return arguments.path(name).asText("");
        }
    }

    Dialogue(List<Message> messages) {
        for (Message message : messages) {
            switch (message) {
                case Message.UserMessage user -> {
                    hear(user.text());
                    earlier.addAll(now);
                    now.clear();
                }
                case Message.AssistantMessage assistant -> {
                    assistant.toolCalls().forEach(this::remember);
                    if (assistant.text().startsWith(Manners.NOT_UNDERSTOOD)) {
                        notUnderstood.add(questions.size() - 1);
                    }
                }
            }
        }
    }

    /** Who wishes it to go on asks the question before once more. */
    private void hear(String text) {
        if (Manners.isContinuation(text) && !questions.isEmpty()) {
            notUnderstood.remove(Integer.valueOf(questions.size() - 1));
        } else {
            questions.add(text);
        }
    }

    private void remember(ToolCall call) {
        ToolOutcome outcome = call.outcome();
        if (outcome != null) {
            now.add(new Done(call.tool(), parsed(call.arguments()), outcome));
        }
    }

    private static JsonNode parsed(String arguments) {
        try {
            return JSON.readTree(arguments);
        } catch (JsonProcessingException malformed) {
            // Another model's call; nothing can be learned from it.
            return JSON.createObjectNode();
        }
    }

    /** All questions, the newest last. */
    List<String> questions() {
        return questions;
    }

    /** Questions that got an answer, and the newest, oldest first. */
    List<String> understoodQuestions() {
        List<String> understood = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            if (!notUnderstood.contains(i)) {
                understood.add(questions.get(i));
            }
        }
        return understood;
    }

    int callsNow() {
        return now.size();
    }

    /** The outcomes of a tool since the newest question. */
    List<Done> now(String tool) {
        return now.stream().filter(done -> done.tool().equals(tool)).toList();
    }

    /** The newest outcome of running a statement since the newest question. */
    Optional<ToolOutcome> queryNow(String sql) {
        return now("run_query").reversed().stream()
                .filter(done -> done.text("sql").equals(sql))
                .map(Done::outcome)
                .findFirst();
    }

    /** Rows of a statement that succeeded now or earlier. */
    Optional<ToolTexts.Table> lookup(String sql) {
        return all("run_query").reversed().stream()
                .filter(done -> done.text("sql").equals(sql) && done.outcome() instanceof ToolOutcome.Succeeded)
                .flatMap(done ->
                        Optional.ofNullable(ToolTexts.rows(done.outcome().output())).stream())
                .findFirst();
    }

    /** What the tables are called, by all lists seen; the newest wins. */
    ToolTexts.Listing listing() {
        Map<String, ToolTexts.Listed> tables = new LinkedHashMap<>();
        boolean complete = false;
        for (Done done : all("list_tables")) {
            if (done.outcome() instanceof ToolOutcome.Succeeded) {
                ToolTexts.Listing listing = ToolTexts.listing(done.outcome().output());
                listing.tables().forEach(table -> tables.put(table.name(), table));
                complete |= listing.complete();
            }
        }
        return new ToolTexts.Listing(List.copyOf(tables.values()), complete);
    }

    /** The tables described so far. */
    Map<String, TableInfo> described() {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        listing().tables().forEach(table -> columns.put(table.name(), table.columns()));
        Map<String, TableInfo> tables = new LinkedHashMap<>();
        for (Done done : all("describe_tables")) {
            if (done.outcome() instanceof ToolOutcome.Succeeded) {
                ToolTexts.descriptions(done.outcome().output(), columns)
                        .forEach(table -> tables.put(table.name(), table));
            }
        }
        return tables;
    }

    /** Whether this statement was one of the queries of earlier answers. */
    boolean hasRunBefore(String sql) {
        return earlier.stream()
                .anyMatch(done -> done.tool().equals("run_query")
                        && oneLine(done.text("sql")).equals(oneLine(sql)));
    }

    private static String oneLine(String sql) {
        return sql.replaceAll("\\s+", " ").strip();
    }

    private List<Done> all(String tool) {
        List<Done> all = new ArrayList<>(earlier);
        all.addAll(now);
        return all.stream().filter(done -> done.tool().equals(tool)).toList();
    }
}
