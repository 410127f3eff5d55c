package dev.tabletalk.domain.query;

/**
 * A column of a result. Names may repeat within a result.
 *
 * @param type the type as the database names it
 */
public record ResultColumn(String name, String type, Kind kind) {
    /** What a column holds, as far as showing it is concerned. */
    public enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        DATE,
        TIME,
        TIMESTAMP,
        BINARY
    }
}
