package dev.tabletalk.adapter.llm.offline;

/** What is computed. */
sealed interface Measure {
    /** How many there are. */
    record Count(Mention what, boolean distinct) implements Measure {}

    /** Something about a column. */
    record Of(Function function, Mention column) implements Measure {}

    /** Something businesses speak of that has no column of that name everywhere. */
    record Business(Concept concept) implements Measure {}

    enum Function {
        SUM,
        AVG,
        MIN,
        MAX
    }

    enum Concept {
        REVENUE,
        AVERAGE_ORDER,
        PROFIT,
        UNITS
    }
}
