package dev.tabletalk.adapter.llm.offline;

import java.util.List;

/**
 * What to group by.
 *
 * @param name what the groups are, in the plural
 * @param shown the columns that name a group
 * @param keys the columns that tell groups apart
 */
record Group(String table, String name, List<ColumnInfo> shown, List<ColumnInfo> keys) {
    Group {
        shown = List.copyOf(shown);
        keys = List.copyOf(keys);
    }

    /** Whether its groups are rows of a table, known by one key. */
    boolean isThings() {
        return keys.size() == 1 && keys.getFirst().primaryKey();
    }
}
