package dev.tabletalk.adapter.persistence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.ToolCall;
import java.util.List;
import java.util.Map;

/** Puts messages and their tool calls together. */
final class Transcripts {
    private Transcripts() {}

    /** Reads the calls of all these messages at once. */
    static List<Message> withCalls(List<MessageEntity> messages, ToolCallRows calls) {
        return messages.isEmpty()
                ? List.of()
                : toDomain(
                        messages,
                        calls.ofMessages(StoreJson.ofNumbers(
                                messages.stream().map(MessageEntity::id).toList())));
    }

    static List<Message> toDomain(List<MessageEntity> messages, List<ToolCallEntity> calls) {
        Map<Long, List<ToolCall>> callsByMessage = calls.stream()
                .collect(groupingBy(ToolCallEntity::messageId, mapping(ToolCallEntity::toDomain, toList())));
        return messages.stream()
                .map(message -> message.toDomain(callsByMessage.getOrDefault(message.id(), List.of())))
                .toList();
    }
}
