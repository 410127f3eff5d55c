package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.port.QueryResultRepositoryContract;

final class JpaQueryResultRepositoryIT extends StoreIT implements QueryResultRepositoryContract {}
