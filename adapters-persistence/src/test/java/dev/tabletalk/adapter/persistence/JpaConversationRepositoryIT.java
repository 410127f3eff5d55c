package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.port.ConversationRepositoryContract;

final class JpaConversationRepositoryIT extends StoreIT implements ConversationRepositoryContract {}
