package dev.tabletalk.domain.port;

import dev.tabletalk.domain.conversation.NewestVersions;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.SqlVersion;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.SqlText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Versions of SQL that are forgotten with the process. */
public final class InMemorySqlVersions implements SqlVersionRepository {
    private final InMemoryStore store;

    public InMemorySqlVersions(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public SqlVersion append(QueryCell cell, SqlText sql, ToolOutcome outcome, Instant createdAt) {
        synchronized (store) {
            if (!store.turns.containsKey(cell.turnId())) {
                throw FailureException.notFound("turn", cell.turnId());
            }
            List<SqlVersion> versions = store.sqlVersions.computeIfAbsent(cell, unknown -> new ArrayList<>());
            int number = versions.size() + SqlVersion.FIRST;
            if (number > SqlVersion.MOST) {
                throw FailureException.of(FailureCode.CONFLICT, "It has 100 versions.");
            }
            SqlVersion version = new SqlVersion(number, sql, outcome, createdAt);
            versions.add(version);
            return version;
        }
    }

    @Override
    public List<SqlVersion> list(QueryCell cell) {
        synchronized (store) {
            return List.copyOf(store.sqlVersions.getOrDefault(cell, List.of()));
        }
    }

    @Override
    public Map<QueryCell, NewestVersions> newest(Collection<TurnId> turns) {
        synchronized (store) {
            Map<QueryCell, NewestVersions> newest = new HashMap<>();
            store.sqlVersions.forEach((cell, versions) -> {
                if (turns.contains(cell.turnId())) {
                    newest.put(cell, NewestVersions.of(versions));
                }
            });
            return newest;
        }
    }
}
