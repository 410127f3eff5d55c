package dev.tabletalk.domain.port;

final class InMemoryConnectionsTest extends InMemoryRepositories implements ConnectionRepositoryContract {}
