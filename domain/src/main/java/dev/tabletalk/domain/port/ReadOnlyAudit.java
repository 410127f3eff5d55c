package dev.tabletalk.domain.port;

import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.proof.AccountPrivileges;
import dev.tabletalk.domain.proof.Attack;
import dev.tabletalk.domain.proof.AttackOutcome;
import java.util.List;

/**
 * Attacks a database past the guard, to see whether its sessions hold alone. Safe for any thread; each call blocks.
 * All calls throw {@link FailureException} DATABASE_UNREACHABLE, and CANCELLED soon after that was requested.
 */
public interface ReadOnlyAudit {
    /**
     * The attacks that are made for this database, in the order of their kinds, with names of objects that do not exist;
     * none when there are none for its kind.
     */
    List<Attack> attacks(DatabaseConnection connection, Cancellation cancellation);

    /**
     * Runs one attack exactly as {@link TargetDatabase#query} runs a statement that the guard has allowed, then looks at the
     * session that comes next. Takes some seconds at most; a check of all of them must be cut by its caller.
     */
    AttackOutcome attack(DatabaseConnection connection, Attack attack, Cancellation cancellation);

    /** Asks the database who it is and what the account may do. */
    Account account(DatabaseConnection connection, Cancellation cancellation);

    /** @param serverVersion as the database tells it, such as "PostgreSQL 18.1" */
    record Account(String serverVersion, AccountPrivileges privileges) {}
}
