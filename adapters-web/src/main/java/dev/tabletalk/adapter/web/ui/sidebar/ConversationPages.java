package dev.tabletalk.adapter.web.ui.sidebar;

import dev.tabletalk.application.conversation.ReadConversationsUseCase;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationCursor;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationPage;
import dev.tabletalk.domain.conversation.ConversationQuery;
import dev.tabletalk.domain.conversation.ConversationSummary;
import dev.tabletalk.domain.conversation.ConversationView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One list of conversations by place in it. It is read page by page along cursors; where each page starts is remembered, its
 * rows only for the pages used last, so that a long list costs what is looked at.
 */
final class ConversationPages {
    private static final int PAGE = ConversationQuery.MAX_LIMIT;
    private static final int KEPT_PAGES = 6;

    private final ReadConversationsUseCase conversations;
    private final ConnectionId connectionId;
    private final ConversationView view;
    private final @Nullable String search;

    /** The last row before page n + 1, under n. */
    private final List<ConversationCursor> ends = new ArrayList<>();

    private final SequencedMap<Integer, List<ConversationSummary>> kept = new LinkedHashMap<>();
    private final Map<ConversationId, Integer> places = new HashMap<>();
    private long total;

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

    boolean isSearch() {
        return search != null;
    }

    int size() {
        page(0);
        return Math.toIntExact(total);
    }

    /** Rows from a place on; fewer when the list ends before. */
    List<ConversationSummary> rows(int offset, int limit) {
        List<ConversationSummary> rows = new ArrayList<>(limit);
        for (int i = offset; i < offset + limit; i++) {
            List<ConversationSummary> page = page(i / PAGE);
            if (i % PAGE >= page.size()) {
                break;
            }
            rows.add(page.get(i % PAGE));
        }
        return rows;
    }

    /** A row and its place, when its page is kept. */
    Optional<Place> find(ConversationId id) {
        Integer place = places.get(id);
        if (place == null) {
            return Optional.empty();
        }
        List<ConversationSummary> page = kept.get(place / PAGE);
        return page == null ? Optional.empty() : Optional.of(new Place(place, page.get(place % PAGE)));
    }

    /** Puts a newer state of a row in its place. */
    void replace(int place, ConversationSummary summary) {
        List<ConversationSummary> page = kept.get(place / PAGE);
        if (page != null) {
            page.set(place % PAGE, summary);
        }
    }

    /** Forgets all rows: the list is another now. */
    void forget() {
        ends.clear();
        kept.clear();
        places.clear();
    }

    boolean shows(Conversation conversation) {
        ConversationView shownIn = conversation.trashed()
                ? ConversationView.TRASH
                : conversation.archived() ? ConversationView.ARCHIVED : ConversationView.ACTIVE;
        return shownIn == view && conversation.connectionId().equals(connectionId);
    }

    private List<ConversationSummary> page(int number) {
        List<ConversationSummary> known = kept.remove(number);
        if (known == null) {
            for (int n = ends.size(); n < number; n++) {
                if (load(n).size() < PAGE || ends.size() <= n) {
                    return List.of();
                }
            }
            known = load(number);
        }
        kept.put(number, known);
        return known;
    }

    private List<ConversationSummary> load(int number) {
        ConversationCursor after = number == 0 ? null : ends.get(number - 1);
        ConversationPage page = conversations.list(new ConversationQuery(connectionId, view, search, after, PAGE));
        total = page.total();
        List<ConversationSummary> rows = new ArrayList<>(page.items());
        if (ends.size() == number && page.next() != null) {
            ends.add(page.next());
        }
        for (int i = 0; i < rows.size(); i++) {
            places.put(rows.get(i).conversation().id(), number * PAGE + i);
        }
        if (kept.size() >= KEPT_PAGES) {
            kept.pollFirstEntry()
                    .getValue()
                    .forEach(row -> places.remove(row.conversation().id()));
        }
        return rows;
    }

    /** Where a row stands. */
    record Place(int index, ConversationSummary summary) {}
}
