package dev.tabletalk.adapter.jdbc;

/** Why a statement failed. */
sealed interface SqlProblem {
    /** @param message the database's own words: they are for whoever wrote the statement */
    record Wrong(String message, boolean unknownTable) implements SqlProblem {}

    /** The engine stopped it at the time limit. */
    record TimeOut() implements SqlProblem {}

    /** The session is gone. */
    record Lost() implements SqlProblem {}
}
