package dev.tabletalk.application.agent;

import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.ToolCall;
import java.util.List;

/** Chooses how much of a conversation the model sees: the newest messages within a budget, but never too few. */
final class ContextWindow {
    /** So many of the newest messages are always there, whatever they cost. */
    static final int LEAST_MESSAGES = 20;

    static final int MOST_MESSAGES = 100;
    private static final int CHARACTERS_A_TOKEN = 4;

    private ContextWindow() {}

    /**
     * The newest of these messages.
     *
     * @param newest oldest first
     * @param budget estimated tokens
     */
    static List<Message> choose(List<Message> newest, int budget) {
        int left = budget;
        int first = newest.size();
        while (first > 0) {
            left -= tokens(newest.get(first - 1));
            if (left < 0 && newest.size() - first >= LEAST_MESSAGES) {
                break;
            }
            first--;
        }
        return newest.subList(first, newest.size());
    }

    private static int tokens(Message message) {
        int characters = message.text().length()
                + switch (message) {
                    case Message.UserMessage user -> 0;
                    case Message.AssistantMessage assistant ->
                        assistant.toolCalls().stream()
                                .mapToInt(ContextWindow::characters)
                                .sum();
                };
        return 1 + characters / CHARACTERS_A_TOKEN;
    }

    private static int characters(ToolCall call) {
        return call.arguments().length()
                + (call.outcome() == null ? 0 : call.outcome().output().length());
    }
}
