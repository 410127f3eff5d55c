package dev.tabletalk.adapter.web.ui.conversation;

import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says what the agent did with a tool, in words for people. */
final class ToolWords {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_NAMES = 3;
    private static final int LONGEST_ARGUMENT = 160;
    private static final Set<String> EXPLORING = Set.of("list_tables", "describe_tables", "sample_rows");

    private ToolWords() {}

    /** Whether a call only looks around, so that several of them can be told in one line. */
    static boolean explores(ToolCall call) {
        return EXPLORING.contains(call.tool())
                && (call.outcome() == null || call.outcome() instanceof ToolOutcome.Succeeded);
    }

    /** Whether its result was there before, and is drawn now. */
    static boolean draws(ToolCall call) {
        return call.tool().equals("show_chart");
    }

    /** What was done, such as "Looked at orders, products". */
    static String sentence(ToolCall call) {
        Words words = words(call);
        return switch (call.outcome()) {
            case null -> capital(words.doing());
            case ToolOutcome.Succeeded _ -> capital(words.done());
            case ToolOutcome.Failed _ -> draws(call) ? "Drew no chart" : capital(words.what()) + " failed";
            case ToolOutcome.Refused _ -> capital(words.what()) + " was refused";
            case ToolOutcome.Cancelled _ -> capital(words.what()) + " was stopped";
        };
    }

    /** The same for several calls that {@link #explores(ToolCall)}. */
    static String sentence(List<ToolCall> calls) {
        if (calls.size() == 1) {
            return sentence(calls.getFirst());
        }
        Set<String> tables = new LinkedHashSet<>();
        calls.forEach(call -> tables.addAll(tables(call)));
        boolean running = calls.stream().anyMatch(ToolCall::isOpen);
        String what = switch (tables.size()) {
            case 0 -> "the tables";
            case 1 -> tables.iterator().next();
            default -> tables.size() + " tables";
        };
        return (running ? "Exploring " : "Explored ") + what;
    }

    /** What a call is about beyond its sentence, on one line; empty when there is nothing to add. */
    static String argument(ToolCall call) {
        String sql = sql(call);
        String line = sql == null ? "" : sql.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_ARGUMENT ? line : line.substring(0, LONGEST_ARGUMENT) + "…";
    }

    /** The statement of a query; null when the call is none. */
    static @Nullable String sql(ToolCall call) {
        return call.tool().equals("run_query") ? text(arguments(call), "sql") : null;
    }

    /** @param what names the doing, so that one can say that it failed */
    private record Words(String doing, String done, String what) {
        Words(String doing, String done) {
            this(doing, done, doing);
        }
    }

    private static Words words(ToolCall call) {
        Map<String, JsonNode> arguments = arguments(call);
        return switch (call.tool()) {
            case "list_tables" -> {
                String search = text(arguments, "search");
                yield search == null || search.isBlank()
                        ? new Words("listing the tables", "listed the tables")
                        : new Words(
                                "searching the tables for “" + search.strip() + "”",
                                "searched the tables for “" + search.strip() + "”");
            }
            case "describe_tables" -> about("looking at ", "looked at ", tables(call));
            case "sample_rows" -> about("sampling ", "sampled ", tables(call));
            case "run_query" -> new Words("running a query", "ran a query", "query");
            case "show_chart" -> new Words("drawing a chart", "drew a chart");
            default -> new Words("using " + call.tool(), "used " + call.tool());
        };
    }

    private static Words about(String doing, String done, Set<String> names) {
        String list = String.join(", ", names.stream().limit(MOST_NAMES).toList());
        String more = names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "";
        String what = list.isEmpty() ? "a table" : list + more;
        return new Words(doing + what, done + what);
    }

    private static Set<String> tables(ToolCall call) {
        Set<String> names = new LinkedHashSet<>();
        Map<String, JsonNode> arguments = arguments(call);
        for (String key : List.of("names", "table")) {
            JsonNode value = arguments.get(key);
            if (value != null && value.isArray()) {
                value.forEach(name -> names.add(name.asString("")));
            } else if (value != null && value.isString()) {
                names.add(value.stringValue());
            }
        }
        names.remove("");
        return names;
    }

    private static @Nullable String text(Map<String, JsonNode> arguments, String name) {
        JsonNode value = arguments.get(name);
        return value != null && value.isString() ? value.stringValue() : null;
    }

    private static Map<String, JsonNode> arguments(ToolCall call) {
        try {
            JsonNode node = JSON.readTree(call.arguments());
            return node.isObject()
                    ? node.propertyStream()
                            .collect(
                                    Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> second))
                    : Map.of();
        } catch (JacksonException notJson) {
            return Map.of();
        }
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
