package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.port.TurnRepositoryContract;

final class JpaTurnRepositoryIT extends StoreIT implements TurnRepositoryContract {}
