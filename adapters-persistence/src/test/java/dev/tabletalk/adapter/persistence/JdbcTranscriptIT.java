package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.port.TranscriptContract;

final class JdbcTranscriptIT extends StoreIT implements TranscriptContract {}
