package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.domain.archive.ArchivePiece;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageId;
import dev.tabletalk.domain.conversation.MessageStatus;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.SqlVersion;
import dev.tabletalk.domain.conversation.TurnId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Messages with their calls and what people made of those. */
final class ArchivedMessages {
    private final ArchiveIds ids;
    private final ConversationId conversation;
    private final ArchivedCalls calls;

    ArchivedMessages(ArchiveIds ids, ConversationId conversation) {
        this.ids = ids;
        this.conversation = conversation;
        this.calls = new ArchivedCalls(ids);
    }

    ArchivePiece.Said read(ArchiveNode node) {
        TurnId turn = ids.turn(node, "turnId");
        TurnId place = turn == null ? ids.turn(node, "afterTurnId") : turn;
        ArchiveNode content = node.get("content");
        Instant createdAt = node.get("createdAt").time();
        MessageId unknown = new MessageId(0);
        Map<String, List<SqlVersion>> versions = new HashMap<>();
        ArchiveNode role = node.get("role");
        return new ArchivePiece.Said(
                switch (role.text()) {
                    case "user" ->
                        new Message.UserMessage(
                                unknown,
                                conversation,
                                turn,
                                content.make(() -> new MessageText(content.text()))
                                        .value(),
                                createdAt);
                    case "assistant" ->
                        new Message.AssistantMessage(
                                unknown,
                                conversation,
                                turn,
                                content.text(),
                                calls.read(node, turn, versions),
                                node.get("status").constant(MessageStatus.class),
                                node.failure(),
                                createdAt);
                    default -> throw role.wrong("It must be user or assistant.");
                },
                place,
                versions);
    }
}
