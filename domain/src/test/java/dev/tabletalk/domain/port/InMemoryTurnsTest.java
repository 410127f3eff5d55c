package dev.tabletalk.domain.port;

final class InMemoryTurnsTest extends InMemoryRepositories implements TurnRepositoryContract {}
