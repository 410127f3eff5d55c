package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.port.TranscriptContract;

final class JpaTranscriptIT extends StoreIT implements TranscriptContract {}
