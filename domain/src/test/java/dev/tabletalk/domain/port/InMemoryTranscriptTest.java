package dev.tabletalk.domain.port;

final class InMemoryTranscriptTest extends InMemoryRepositories implements TranscriptContract {}
