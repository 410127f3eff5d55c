package dev.tabletalk.domain.port;

final class InMemoryReadOnlyProofsTest extends InMemoryRepositories implements ReadOnlyProofRepositoryContract {}
