package dev.tabletalk.adapter.llm.offline;

/** Words that shape a question, whatever the database is about. */
enum Keyword {
    COUNT,
    HOW_MUCH,
    SUM,
    AVERAGE,
    MAXIMUM,
    MINIMUM,
    DISTINCT,
    SHARE,
    REVENUE,
    ORDER_VALUE,
    PROFIT,
    UNITS,
    PRICE,
    BY,
    PER,
    WHICH,
    WHO,
    WHEN,
    WITH,
    WITHOUT,
    NOT,
    EQUAL,
    MORE,
    AT_LEAST,
    LESS,
    AT_MOST,
    BETWEEN,
    OR_MORE,
    OR_LESS,
    SORT,
    ASCENDING,
    DESCENDING,
    ALPHABETICAL,
    COMPARE,
    TREND,
    WHETHER,
    LIST,
    FOLLOW,
    OFTEN,
    OF,
    OUT_OF,
    BEFORE,
    AND,
    OR;

    boolean isMeasure() {
        return this == REVENUE || this == UNITS || this == PROFIT;
    }
}
