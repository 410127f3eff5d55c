package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.port.ConnectionRepositoryContract;

final class JpaConnectionRepositoryIT extends StoreIT implements ConnectionRepositoryContract {}
