package dev.tabletalk.adapter.web.ui.connection;

import com.vaadin.flow.component.html.Span;
import dev.tabletalk.domain.connection.DatabaseKind;

/**
 * What people are told of a kind of database.
 *
 * @param initials two letters for its symbol
 * @param sentence what it is, as far as one chooses by it
 * @param database what a connection names on the server
 */
record KindWords(String initials, String sentence, String database) {
    static KindWords of(DatabaseKind kind) {
        return switch (kind) {
            case SQLITE -> new KindWords("Li", "One file on this machine.", "");
            case POSTGRESQL -> new KindWords("Pg", "A PostgreSQL server, or one that speaks like it.", "Database");
            case DUCKDB -> new KindWords("Du", "A DuckDB file, or CSV, Parquet and JSON files: one or a folder.", "");
            case MARIADB -> new KindWords("Ma", "A MariaDB server.", "Database");
            case MYSQL -> new KindWords("My", "A MySQL server, or one that speaks like it.", "Database");
            case SQLSERVER -> new KindWords("Ms", "A Microsoft SQL Server. Needs a driver from you.", "Database");
            case CLICKHOUSE -> new KindWords("Ch", "A ClickHouse server. Needs a driver from you.", "Database");
            case TRINO -> new KindWords("Tr", "A Trino coordinator. Needs a driver from you.", "Catalog");
        };
    }

    /** The symbol of a kind; screen readers pass over it. */
    static Span symbol(DatabaseKind kind) {
        Span symbol = new Span(of(kind).initials());
        symbol.addClassName("tt-kind");
        symbol.getElement().setAttribute("data-kind", kind.id()).setAttribute("aria-hidden", "true");
        return symbol;
    }
}
