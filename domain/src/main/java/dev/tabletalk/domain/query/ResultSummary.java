package dev.tabletalk.domain.query;

/**
 * A stored result without its rows.
 *
 * @param rowCount rows stored
 * @param truncated whether the database had more
 */
public record ResultSummary(ResultId id, int rowCount, boolean truncated) {}
