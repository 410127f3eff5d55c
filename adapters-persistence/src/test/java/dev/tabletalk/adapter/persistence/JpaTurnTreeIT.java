package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.port.TurnTreeContract;

final class JpaTurnTreeIT extends StoreIT implements TurnTreeContract {}
