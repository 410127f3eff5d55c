package dev.tabletalk.adapter.llm.offline;

import java.util.List;

/**
 * A foreign key.
 *
 * @param optional whether rows without a target are possible
 */
record Link(String from, List<String> columns, String to, List<String> targetColumns, boolean optional) {
    Link {
        columns = List.copyOf(columns);
        targetColumns = List.copyOf(targetColumns);
    }
}
