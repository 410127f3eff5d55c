package dev.tabletalk.adapter.llm.offline;

import java.util.Optional;

/** Rows of look-up queries that were run already. */
@FunctionalInterface
interface Lookups {
    Optional<ToolTexts.Table> rows(String sql);
}
