package dev.tabletalk.domain.port;

final class InMemoryConversationsTest extends InMemoryRepositories implements ConversationRepositoryContract {}
