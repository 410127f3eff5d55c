package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.port.AnswerNotesContract;

final class JdbcAnswerNotesIT extends StoreIT implements AnswerNotesContract {}
