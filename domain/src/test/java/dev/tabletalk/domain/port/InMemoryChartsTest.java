package dev.tabletalk.domain.port;

final class InMemoryChartsTest extends InMemoryRepositories implements ChartRepositoryContract {}
