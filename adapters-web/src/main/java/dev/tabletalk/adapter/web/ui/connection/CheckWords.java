package dev.tabletalk.adapter.web.ui.connection;

import dev.tabletalk.adapter.web.ui.workspace.VisibleText;
import dev.tabletalk.domain.connection.ConnectionCheck;

/** What a connection that works is worth saying. */
final class CheckWords {
    private CheckWords() {}

    static String of(ConnectionCheck.Reachable reachable) {
        return "Connected to " + VisibleText.of(reachable.serverVersion()) + " in "
                + reachable.elapsed().toMillis() + " ms. " + rights(reachable);
    }

    private static String rights(ConnectionCheck.Reachable reachable) {
        if (reachable.canWrite() == null) {
            return "Tabletalk only reads.";
        }
        return reachable.canWrite()
                ? "Tabletalk only reads, but this account could write: a read-only account is safer."
                : "The account can only read.";
    }
}
