package dev.tabletalk.domain.port;

final class InMemorySqlVersionsTest extends InMemoryRepositories implements SqlVersionRepositoryContract {}
