package dev.tabletalk.domain.port;

final class InMemoryAnswerNotesTest extends InMemoryRepositories implements AnswerNotesContract {}
