package dev.tabletalk.domain.port;

final class InMemoryConversationArchiveTest extends InMemoryRepositories implements ConversationArchiveContract {}
