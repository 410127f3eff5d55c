package dev.tabletalk.adapter.web.api.takeaway;

import dev.tabletalk.domain.conversation.SqlVersion;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.query.SqlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tool calls of a message. Ids of calls differ within a turn, which may be of several messages. */
final class ArchivedCalls {
    private final ArchivedOutcomes outcomes;
    private final Map<TurnId, Set<String>> idsOfTurns = new HashMap<>();

    ArchivedCalls(ArchiveIds ids) {
        this.outcomes = new ArchivedOutcomes(ids);
    }

    /** @param versions gets those of the calls */
    List<ToolCall> read(ArchiveNode node, @Nullable TurnId turn, Map<String, List<SqlVersion>> versions) {
        ArchiveNode calls = node.optional("toolCalls");
        if (calls == null) {
            return List.of();
        }
        Set<String> ids = turn == null ? new HashSet<>() : idsOfTurns.computeIfAbsent(turn, first -> new HashSet<>());
        List<ToolCall> all = new ArrayList<>();
        for (ArchiveNode call : calls.items()) {
            ArchiveNode id = call.object().get("id");
            if (!ids.add(id.text())) {
                throw id.wrong("Another call of the turn has the same id.");
            }
            ToolCall made = new ToolCall(
                    id.text(), call.get("tool").text(), call.get("arguments").text(), outcomes.read(call));
            ArchiveNode edits = call.optional("versions");
            if (edits != null) {
                if (turn == null || !Calls.isQuery(made) || ArchivedOutcomes.isRunning(call)) {
                    throw edits.wrong("Only a finished run_query of a turn has versions.");
                }
                versions.put(made.id(), versions(edits));
            }
            all.add(made);
        }
        return all;
    }

    private List<SqlVersion> versions(ArchiveNode node) {
        List<SqlVersion> versions = new ArrayList<>();
        for (ArchiveNode version : node.items()) {
            ArchiveNode number = version.object().get("number");
            int next = versions.size() + SqlVersion.FIRST;
            if (next > SqlVersion.MOST) {
                throw node.wrong("A query has at most " + SqlVersion.MOST + " versions, the first included.");
            }
            if (number.number(SqlVersion.MOST) != next) {
                throw number.wrong("It must be " + next + ": versions are numbered from 2 without a gap.");
            }
            if (ArchivedOutcomes.isRunning(version)) {
                throw version.get("status").wrong("It must be one of completed, error, refused, cancelled.");
            }
            ArchiveNode sql = version.get("sql");
            versions.add(new SqlVersion(
                    next,
                    sql.make(() -> new SqlText(sql.text())),
                    outcomes.read(version),
                    version.get("createdAt").time()));
        }
        return versions;
    }
}
