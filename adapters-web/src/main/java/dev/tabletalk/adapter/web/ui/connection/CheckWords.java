package dev.tabletalk.adapter.web.ui.connection;

import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.domain.connection.ConnectionCheck;
import dev.tabletalk.domain.connection.DatabaseKind;

/** What a connection that works is worth saying. */
final class CheckWords {
    private CheckWords() {}

    static String of(ConnectionCheck.Reachable reachable, DatabaseKind kind) {
        return "Connected to " + VisibleText.of(reachable.serverVersion()) + " in "
                + reachable.elapsed().toMillis() + " ms. " + rights(reachable, kind);
    }

    private static String rights(ConnectionCheck.Reachable reachable, DatabaseKind kind) {
        if (reachable.canWrite() == null || kind.isFile()) { // files have no accounts
            return "Tabletalk only reads.";
        }
        return reachable.canWrite()
                ? "Tabletalk only reads, but this account could write: a read-only account is safer."
                : "The account can only read.";
    }
}
