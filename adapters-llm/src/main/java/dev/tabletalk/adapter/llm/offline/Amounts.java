package dev.tabletalk.adapter.llm.offline;

/**
 * A measure over the rows of a table.
 *
 * @param root the table whose rows are read
 * @param sql the aggregate over them
 */
record Amounts(String root, String sql, MeasureOption option) {
    /** The same over the rows only that meet a condition. */
    String over(String condition) {
        if (option.aggregate().equals("COUNT(*)")) {
            return sql.startsWith("COUNT(DISTINCT")
                    ? "COUNT(DISTINCT CASE WHEN " + condition + " THEN " + option.inner() + " END)"
                    : "COUNT(CASE WHEN " + condition + " THEN 1 END)";
        }
        String function = option.aggregate().substring(0, option.aggregate().indexOf('('));
        boolean distinct = option.aggregate().startsWith("COUNT(DISTINCT ");
        return function + "(" + (distinct ? "DISTINCT " : "") + "CASE WHEN " + condition + " THEN " + option.inner()
                + " END)";
    }
}
