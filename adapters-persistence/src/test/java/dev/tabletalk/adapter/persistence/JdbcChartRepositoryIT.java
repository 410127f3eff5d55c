package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.port.ChartRepositoryContract;

final class JdbcChartRepositoryIT extends StoreIT implements ChartRepositoryContract {}
