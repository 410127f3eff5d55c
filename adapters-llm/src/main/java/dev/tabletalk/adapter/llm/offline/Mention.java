package dev.tabletalk.adapter.llm.offline;

import java.util.List;

/**
 * Words of a question that name parts of the schema; which of them is decided by what else is asked for.
 *
 * @param columns those of which the name says the same
 * @param verb whether it tells of something done, such as "ordered"
 */
record Mention(String text, List<TableInfo> tables, List<ColumnInfo> columns, boolean verb, boolean plural) {
    /** Stands for whatever table holds what was sold; the planner finds it. */
    static final Mention SOLD = new Mention("sold", List.of(), List.of(), true, false);

    /** Stands for the price column of whatever is asked about. */
    static final Mention PRICE = new Mention("price", List.of(), List.of(), false, false);

    Mention {
        tables = List.copyOf(tables);
        columns = List.copyOf(columns);
    }

    static Mention of(TableInfo table) {
        return new Mention(Words.singular(table.shortName()), List.of(table), List.of(), false, true);
    }

    boolean isTable() {
        return !tables.isEmpty();
    }

    /** Whether it names something that is either so or not. */
    boolean isFlag() {
        return tables.isEmpty() && !columns.isEmpty() && columns.stream().allMatch(ColumnInfo::isBoolean);
    }

    boolean isNumber() {
        return columns.stream().anyMatch(ColumnInfo::isNumber);
    }
}
