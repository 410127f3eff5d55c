package dev.tabletalk.adapter.llm.offline;

import java.util.Map;

/** What the model does next. */
sealed interface Step {
    /** Ends the turn. */
    record Say(String text) implements Step {}

    /** @param arguments text or lists of texts by name */
    record Call(String tool, Map<String, Object> arguments) implements Step {
        public Call {
            arguments = Map.copyOf(arguments);
        }
    }
}
