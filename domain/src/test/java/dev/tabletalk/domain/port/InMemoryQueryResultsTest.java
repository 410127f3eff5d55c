package dev.tabletalk.domain.port;

final class InMemoryQueryResultsTest extends InMemoryRepositories implements QueryResultRepositoryContract {}
