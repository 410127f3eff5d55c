package dev.tabletalk.domain.archive;

import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.Feedback;
import dev.tabletalk.domain.conversation.FollowUps;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.SqlVersion;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.query.QueryResult;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a conversation. All pieces, in this order, make it whole: the conversation itself, its turns of all versions with
 * each parent before its children, its messages oldest first, and the results that they show. What was sent to models is no
 * part of it.
 */
public sealed interface ArchivePiece {
    record Head(Conversation conversation) implements ArchivePiece {}

    /** A turn that has begun; those that wait or were withdrawn are no part of an archive. */
    record OfTurn(Turn turn, Notes notes) implements ArchivePiece {}

    /**
     * What is kept beside the answer of a turn.
     *
     * @param toldWithinRun whether the follow-ups came before the run had ended
     * @param feedback null when nobody said anything
     */
    record Notes(
            FollowUps followUps,
            boolean toldWithinRun,
            @Nullable Feedback feedback) {
        public static final Notes NONE = new Notes(FollowUps.NONE, false, null);
    }

    /**
     * @param place the turn it belongs to, or else the one that it stands behind; null before the first
     * @param versions what people made of its queries, by the ids of the calls, in the order of their numbers from
     *     {@link SqlVersion#FIRST} on without a gap; queries that nobody edited are left out
     */
    record Said(Message message, @Nullable TurnId place, Map<String, List<SqlVersion>> versions)
            implements ArchivePiece {
        public Said {
            versions = Map.copyOf(versions);
        }

        /** The versions of a call, 2 and later. */
        public List<SqlVersion> versionsOf(String callId) {
            return versions.getOrDefault(callId, List.of());
        }
    }

    /**
     * @param charts how turns show it, in the order of the turns
     */
    record Shown(QueryResult result, List<Drawn> charts) implements ArchivePiece {
        public Shown {
            charts = List.copyOf(charts);
        }
    }

    record Drawn(TurnId turn, Chart chart) {}
}
