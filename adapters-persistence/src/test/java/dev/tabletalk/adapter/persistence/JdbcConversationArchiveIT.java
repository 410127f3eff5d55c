package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.port.ConversationArchiveContract;

final class JdbcConversationArchiveIT extends StoreIT implements ConversationArchiveContract {}
