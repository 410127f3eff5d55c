package dev.tabletalk.adapter.web.ui.sidebar;

import dev.tabletalk.application.conversation.ReadConversationsUseCase;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationCursor;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationPage;
import dev.tabletalk.domain.conversation.ConversationQuery;
import dev.tabletalk.domain.conversation.ConversationView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One list of conversations, read page by page along cursors as far as somebody has looked. What changes is moved to its new
 * place without reading again. For one thread at a time.
 */
final class ConversationPages {
    private static final int PAGE = ConversationQuery.MAX_LIMIT;

    /** Rows announced behind the last one known, so that looking at them brings the next page. */
    private static final int AHEAD = 40;

    private static final Comparator<ConversationCursor> ORDER = Comparator.comparing(ConversationCursor::pinned)
            .thenComparing(ConversationCursor::lastActivityAt)
            .thenComparing(ConversationCursor::id)
            .reversed();

    private final ReadConversationsUseCase conversations;
    private final ConnectionId connectionId;
    private final ConversationView view;
    private final @Nullable String search;
    private final List<Conversation> rows = new ArrayList<>();
    private boolean started;
    private @Nullable ConversationCursor next;

    ConversationPages(
            ReadConversationsUseCase conversations,
            ConnectionId connectionId,
            ConversationView view,
            @Nullable String search) {
        this.conversations = conversations;
        this.connectionId = connectionId;
        this.view = view;
        this.search = search == null || search.isBlank() ? null : search;
    }

    ConnectionId connectionId() {
        return connectionId;
    }

    ConversationView view() {
        return view;
    }

    /** Rows known, and some more while there are unknown ones. */
    int size() {
        loadUpTo(1);
        return rows.size() + (next == null ? 0 : AHEAD);
    }

    /** Whether more rows may follow than {@link #known()} tells. */
    boolean hasMore() {
        return next != null;
    }

    /** How many rows have been read. */
    int known() {
        return rows.size();
    }

    /** Rows from a place on, read now if need be; fewer when the list ends before. */
    List<Conversation> rows(int offset, int limit) {
        loadUpTo(offset + limit);
        int from = Math.min(offset, rows.size());
        return List.copyOf(rows.subList(from, Math.min(rows.size(), offset + limit)));
    }

    Conversation row(int index) {
        return rows.get(index);
    }

    /** When the last messages came in the others, among those that have been read, whose titles look the same. */
    List<Instant> namesakes(Conversation conversation) {
        String title = conversation.title().text();
        return rows.stream()
                .filter(row ->
                        row.title().text().equalsIgnoreCase(title) && !row.id().equals(conversation.id()))
                .map(Conversation::lastActivityAt)
                .toList();
    }

    /** The place of a conversation among the rows that have been read, or -1. */
    int find(@Nullable ConversationId id) {
        return IntStream.range(0, rows.size())
                .filter(i -> rows.get(i).id().equals(id))
                .findFirst()
                .orElse(-1);
    }

    /**
     * Takes over a newer state of a conversation, which may appear, move or go.
     *
     * @return whether rows have other places now
     */
    boolean update(Conversation conversation) {
        int before = find(conversation.id());
        if (before >= 0 && hasSamePlace(rows.get(before), conversation)) {
            rows.set(before, conversation);
            return false;
        }
        if (search != null) {
            forget(); // only the store knows what a title matches
            return true;
        }
        if (before >= 0) {
            rows.remove(before);
        }
        int place = shows(conversation) ? place(conversation) : -1;
        if (place >= 0) {
            rows.add(place, conversation);
        }
        return place != before;
    }

    private boolean hasSamePlace(Conversation before, Conversation now) {
        return before.title().equals(now.title())
                && ConversationCursor.of(before).equals(ConversationCursor.of(now))
                && shows(now);
    }

    /** @return whether it was there */
    boolean remove(ConversationId id) {
        return rows.removeIf(row -> row.id().equals(id));
    }

    private void forget() {
        rows.clear();
        started = false;
        next = null;
    }

    private boolean shows(Conversation conversation) {
        ConversationView shownIn = conversation.trashed()
                ? ConversationView.TRASH
                : conversation.archived() ? ConversationView.ARCHIVED : ConversationView.ACTIVE;
        return shownIn == view && conversation.connectionId().equals(connectionId);
    }

    /** Where it belongs among the rows that have been read; -1 when that is behind them. */
    private int place(Conversation conversation) {
        ConversationCursor cursor = ConversationCursor.of(conversation);
        int place = 0;
        while (place < rows.size() && ORDER.compare(ConversationCursor.of(rows.get(place)), cursor) < 0) {
            place++;
        }
        boolean isBehind = next != null && ORDER.compare(next, cursor) < 0;
        return started && !isBehind ? place : -1;
    }

    private void loadUpTo(int count) {
        while (rows.size() < count && (!started || next != null)) {
            ConversationPage page = conversations.list(new ConversationQuery(connectionId, view, search, next, PAGE));
            started = true;
            next = page.next();
            page.items().stream()
                    .map(item -> item.conversation())
                    .filter(row -> find(row.id()) < 0) // one that moved up while we read is known already
                    .forEach(rows::add);
        }
    }
}
