package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.port.ModelCallRepositoryContract;

final class JdbcModelCallRepositoryIT extends StoreIT implements ModelCallRepositoryContract {}
