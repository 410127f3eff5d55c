package dev.tabletalk.adapter.web.ui.page;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.ConversationId;
import org.jspecify.annotations.Nullable;

/** Where a person is: in a database, and perhaps in one of its conversations. */
record Place(ConnectionId connection, @Nullable ConversationId conversation) {}
