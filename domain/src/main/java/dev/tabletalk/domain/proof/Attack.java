package dev.tabletalk.domain.proof;

import dev.tabletalk.domain.query.SqlText;

/**
 * A statement that must do no harm to a database, whoever runs it. Even with nothing to stop it, it changes nothing for good:
 * what it would change does not exist, is no row at all, or it fails by itself in the end.
 *
 * @param expectation what the engine alone, without the guard, has to do with it
 */
public record Attack(AttackKind kind, Expectation expectation, SqlText sql) {
    /** What must come of an attack in the engine. The guard has to refuse them all, save those that only read too much. */
    public enum Expectation {
        /** The engine says no before it looks for what would be changed. */
        REFUSED,
        /** It may run, because nothing of it outlives the session's transaction. */
        HARMLESS,
        /** It only reads, but without end: the engine stops it at its limits. The guard may let it pass. */
        LIMITED
    }
}
