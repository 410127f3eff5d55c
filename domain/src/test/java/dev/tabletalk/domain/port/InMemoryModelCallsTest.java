package dev.tabletalk.domain.port;

final class InMemoryModelCallsTest extends InMemoryRepositories implements ModelCallRepositoryContract {}
