package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationMark;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.TitleSource;
import dev.tabletalk.domain.conversation.TurnId;
import org.jspecify.annotations.Nullable;

/** The conversation itself, as the one it becomes here. */
record ArchivedHead(ConversationId id, ConnectionId connection) {
    Conversation read(ArchiveNode node, @Nullable TurnId shown) {
        return new Conversation(
                id,
                connection,
                title(node),
                node.get("pinned").flag(),
                node.get("archived").flag(),
                node.get("trashed").flag(),
                node.get("createdAt").time(),
                node.get("updatedAt").time(),
                shown,
                node.get("mark").constant(ConversationMark.class));
    }

    static ConversationTitle title(ArchiveNode node) {
        ArchiveNode title = node.get("title");
        TitleSource source = node.get("titleSource").constant(TitleSource.class);
        return title.make(() -> new ConversationTitle(title.text(), source));
    }
}
