package dev.tabletalk.adapter.web.ui.sidebar;

import com.vaadin.flow.data.provider.AbstractBackEndDataProvider;
import com.vaadin.flow.data.provider.Query;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Feeds the list on the page with the rows that come into view, and with the headings between them. */
final class ConversationRows extends AbstractBackEndDataProvider<ConversationRow, Void> {
    private final transient Clock clock;
    private final ZoneId zone;
    private final transient Runnable whenGrown;
    private transient @Nullable ConversationPages pages;

    /** @param whenGrown told after more rows became known than were announced */
    ConversationRows(Clock clock, ZoneId zone, Runnable whenGrown) {
        this.clock = clock;
        this.zone = zone;
        this.whenGrown = whenGrown;
    }

    /** Shows another list. */
    void show(ConversationPages other) {
        pages = other;
        refreshAll();
    }

    /** Takes over the newer state of a conversation and draws what is visible again. */
    void update(Conversation conversation) {
        if (pages == null || !pages.connectionId().equals(conversation.connectionId())) {
            return;
        }
        pages.update(conversation);
        // not the row alone: with two updates in quick succession the browser was seen to keep the older row
        refreshAll();
    }

    void remove(ConversationId id) {
        if (pages != null && pages.remove(id)) {
            refreshAll();
        }
    }

    /** Draws a row again, if it is known. */
    void refresh(@Nullable ConversationId id) {
        if (pages != null) {
            int index = pages.find(id);
            if (index >= 0) {
                refreshItem(row(pages, index));
            }
        }
    }

    Optional<Conversation> find(ConversationId id) {
        if (pages == null) {
            return Optional.empty();
        }
        int index = pages.find(id);
        return index < 0 ? Optional.empty() : Optional.of(pages.row(index));
    }

    boolean isEmpty() {
        return pages == null || pages.size() == 0;
    }

    @Override
    protected Stream<ConversationRow> fetchFromBackEnd(Query<ConversationRow, Void> query) {
        int offset = query.getOffset();
        int limit = query.getLimit();
        ConversationPages list = pages;
        if (list == null) {
            return Stream.empty();
        }
        int known = list.known();
        int end = offset + list.rows(offset, limit).size();
        if (list.known() > known) {
            whenGrown.run();
        }
        return IntStream.range(offset, end).mapToObj(index -> row(list, index));
    }

    private ConversationRow row(ConversationPages list, int index) {
        String heading = heading(index);
        boolean starts = index == 0 || !heading(index - 1).equals(heading);
        Conversation conversation = list.row(index);
        List<Instant> namesakes = list.namesakes(conversation);
        String cue =
                namesakes.isEmpty() ? "" : new ActivityCue(today(), zone).of(conversation.lastActivityAt(), namesakes);
        return new ConversationRow(conversation, starts ? heading : "", cue);
    }

    private String heading(int index) {
        return pages == null || index >= pages.known() ? "" : new DateGroups(today(), zone).heading(pages.row(index));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    @Override
    protected int sizeInBackEnd(Query<ConversationRow, Void> query) {
        return pages == null ? 0 : pages.size();
    }

    @Override
    public Object getId(ConversationRow row) {
        return row.id();
    }
}
