package dev.tabletalk.offline;

import dev.tabletalk.adapter.llm.offline.OfflineModel;
import dev.tabletalk.domain.connection.DatabaseKind;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageId;
import dev.tabletalk.domain.conversation.MessageStatus;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.port.ModelReply;
import dev.tabletalk.domain.port.ModelRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One conversation with the offline model: asks, lets it use its tools, and keeps what was said. */
final class Chat {
    private static final int MOST_STEPS = 12;
    private static final ConversationId ID =
            new ConversationId(UUID.fromString("01900000-0000-7000-8000-000000000001"));

    private final SqliteTools tools;
    private final LocalDate today;
    private final OfflineModel model = new OfflineModel();
    private final List<Message> messages = new ArrayList<>();

    Chat(SqliteTools tools, LocalDate today) {
        this.tools = tools;
        this.today = today;
    }

    /** @param queries the statements run for this question, in order; the last one answers it */
    record Reply(String text, List<String> queries) {
        boolean isUnderstood() {
            return !text.startsWith("I could not understand this.");
        }
    }

    Reply ask(String question) {
        messages.add(new Message.UserMessage(nextId(), ID, null, question, Instant.EPOCH));
        List<String> queries = new ArrayList<>();
        for (int step = 0; step < MOST_STEPS; step++) {
            ModelRequest request = new ModelRequest("", messages, SqliteTools.DEFINITIONS, DatabaseKind.SQLITE, today);
            StringBuilder streamed = new StringBuilder();
            ModelReply reply = model.reply(request, streamed::append, new Cancellation());
            if (!(reply instanceof ModelReply.Finished finished)) {
                throw new IllegalStateException("The model did not finish: " + reply);
            }
            if (!streamed.toString().equals(finished.text())) {
                throw new IllegalStateException("What was streamed is not what was said: " + streamed);
            }
            List<ToolCall> calls = finished.calls().stream()
                    .map(call -> new ToolCall(call.id(), call.tool(), call.arguments(), tools.run(call)))
                    .toList();
            finished.calls().stream()
                    .filter(call -> call.tool().equals("run_query"))
                    .map(call -> ((dev.tabletalk.domain.conversation.ToolArguments.Parsed) call.parsed()))
                    .forEach(
                            parsed -> queries.add(String.valueOf(parsed.values().get("sql"))));
            messages.add(new Message.AssistantMessage(
                    nextId(), ID, null, finished.text(), calls, MessageStatus.COMPLETED, null, Instant.EPOCH));
            if (calls.isEmpty()) {
                return new Reply(finished.text(), queries);
            }
        }
        throw new IllegalStateException("The model needed more than " + MOST_STEPS + " steps for: " + question);
    }

    private MessageId nextId() {
        return new MessageId(messages.size() + 1L);
    }
}
