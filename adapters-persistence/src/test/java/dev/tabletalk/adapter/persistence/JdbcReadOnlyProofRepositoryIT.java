package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.port.ReadOnlyProofRepositoryContract;

final class JdbcReadOnlyProofRepositoryIT extends StoreIT implements ReadOnlyProofRepositoryContract {}
