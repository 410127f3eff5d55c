package dev.tabletalk.domain.port;

final class InMemoryTurnTreeTest extends InMemoryRepositories implements TurnTreeContract {}
