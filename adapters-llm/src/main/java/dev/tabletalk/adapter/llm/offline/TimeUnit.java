package dev.tabletalk.adapter.llm.offline;

/** What to cut time into. */
enum TimeUnit {
    HOUR,
    WEEKDAY,
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR
}
