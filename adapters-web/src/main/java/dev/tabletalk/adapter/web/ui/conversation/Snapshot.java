package dev.tabletalk.adapter.web.ui.conversation;

import dev.tabletalk.adapter.web.ui.conversation.TranscriptReader.Slice;
import dev.tabletalk.adapter.web.ui.workspace.Workspace;
import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.domain.conversation.AnswerNote;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnStatus;
import dev.tabletalk.domain.conversation.TurnVersions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the agent and the store know of a conversation at one moment. Taking it costs the same few calls however long the
 * conversation is.
 *
 * @param head the end of the version that is shown
 * @param path the end of its messages
 */
record Snapshot(
        List<Seen> runs,
        @Nullable TurnId head,
        Slice path,
        Map<TurnId, TurnVersions> versions,
        Map<TurnId, AnswerNote> notes) {
    /** A run and how it stood then. */
    record Seen(AgentRun run, TurnStatus status) {
        boolean waits() {
            return status == TurnStatus.QUEUED;
        }
    }

    /**
     * Not on the thread of the session. Asks the agent first: a run that is over by then is in the store, and one that goes on
     * is the end of some version.
     *
     * @param shown what is on the page
     * @param wanted a turn to go back to, besides those; null for none
     */
    static Snapshot take(
            Workspace workspace,
            ConversationId id,
            TranscriptReader transcript,
            Timeline.Shown shown,
            @Nullable TurnId wanted) {
        List<Seen> runs = workspace.agent().active(id).stream()
                .map(run -> new Seen(run, run.status()))
                .toList();
        TurnId head = workspace.conversations().get(id).conversation().head();
        Set<String> known = new HashSet<>(shown.keys());
        if (wanted != null) {
            known.add(StoredExchanges.key(wanted));
        }
        Slice path = transcript.read(null, known);
        Set<TurnId> places = turns(path.exchanges());
        places.addAll(shown.turns());
        if (wanted != null) {
            places.add(wanted);
        }
        return new Snapshot(
                runs,
                head,
                path,
                workspace.versions().versions(places),
                workspace.notes().notes(turns(path.exchanges())));
    }

    /** The turns among these that have begun. */
    static Set<TurnId> turns(List<Exchange> exchanges) {
        return exchanges.stream()
                .filter(Exchange::isVersion)
                .map(Exchange::turnId)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Those that belong on the page: the one that answers in the version that is shown, and those that wait. */
    List<AgentRun> shownRuns() {
        return runs.stream()
                .filter(seen -> seen.waits() || seen.run().turnId().equals(head))
                .map(Seen::run)
                .toList();
    }

    /** The one that answers in another version. */
    Optional<TurnId> elsewhere() {
        return runs.stream()
                .filter(seen -> !seen.waits() && !seen.run().turnId().equals(head))
                .map(seen -> seen.run().turnId())
                .findFirst();
    }
}
