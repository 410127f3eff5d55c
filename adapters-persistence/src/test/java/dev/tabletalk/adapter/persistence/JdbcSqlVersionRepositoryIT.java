package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.port.SqlVersionRepositoryContract;

final class JdbcSqlVersionRepositoryIT extends StoreIT implements SqlVersionRepositoryContract {}
