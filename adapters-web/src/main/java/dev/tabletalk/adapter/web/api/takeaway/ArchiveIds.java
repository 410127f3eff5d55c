package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.ResultId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** New ids for those of the file, which only refer within it. */
final class ArchiveIds {
    private final Instant now;
    private final Map<String, TurnId> turns = new HashMap<>();
    private final Map<String, ResultId> wanted = new HashMap<>();
    private final Set<String> found = new HashSet<>();

    ArchiveIds(Instant now) {
        this.now = now;
    }

    TurnId newTurn(ArchiveNode id) {
        TurnId own = TurnId.create(now);
        if (turns.putIfAbsent(id.text(), own) != null) {
            throw id.wrong("Another turn has the same id.");
        }
        return own;
    }

    /** A turn of the file that has been read. */
    @Nullable
    TurnId turn(ArchiveNode node, String name) {
        ArchiveNode id = node.optional(name);
        if (id == null) {
            return null;
        }
        TurnId known = turns.get(id.text());
        if (known == null) {
            throw id.wrong("There is no such turn before.");
        }
        return known;
    }

    /** One that is still to come, or that another has named too. */
    ResultId result(ArchiveNode id) {
        return wanted.computeIfAbsent(id.text(), first -> ResultId.create());
    }

    ResultId foundResult(ArchiveNode id) {
        if (!found.add(id.text())) {
            throw id.wrong("Another result has the same id.");
        }
        return result(id);
    }

    void requireAllResults() {
        for (String id : wanted.keySet()) {
            if (!found.contains(id)) {
                throw FailureException.invalid("results", "results: The result " + id + " of a tool call is missing.");
            }
        }
    }
}
