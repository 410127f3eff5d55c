package dev.tabletalk.adapter.web.ui.sidebar;

import com.vaadin.flow.data.provider.AbstractBackEndDataProvider;
import com.vaadin.flow.data.provider.Query;
import dev.tabletalk.domain.conversation.ConversationSummary;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Feeds the list on the page with the rows that come into view, and with the headings between them. */
final class ConversationRows extends AbstractBackEndDataProvider<ConversationRow, Void> {
    private final transient Clock clock;
    private final ZoneId zone;
    private transient @Nullable ConversationPages pages;

    ConversationRows(Clock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    /** Shows another list. */
    void show(ConversationPages other) {
        pages = other;
        refreshAll();
    }

    /** Reads everything that is on the page again. */
    void reload() {
        if (pages != null) {
            pages.forget();
            refreshAll();
        }
    }

    /** Shows the newer state of a conversation, in its place if that is still right. */
    void update(ConversationSummary summary) {
        if (pages == null || !pages.connectionId().equals(summary.conversation().connectionId())) {
            return;
        }
        ConversationPages.Place known = pages.find(summary.conversation().id()).orElse(null);
        if (known != null && keepsPlace(pages, known, summary)) {
            pages.replace(known.index(), summary);
            refreshItem(row(pages, known.index(), summary));
        } else if (known != null || pages.shows(summary.conversation())) {
            reload();
        }
    }

    /** Draws a row again. */
    void refresh(ConversationPages.Place place) {
        if (pages != null) {
            refreshItem(row(pages, place.index(), place.summary()));
        }
    }

    private boolean keepsPlace(ConversationPages list, ConversationPages.Place known, ConversationSummary summary) {
        ConversationSummary before = known.summary();
        return !list.isSearch()
                && list.shows(summary.conversation())
                && before.conversation().pinned() == summary.conversation().pinned()
                && groups().heading(before.conversation()).equals(groups().heading(summary.conversation()))
                && (before.conversation()
                                .lastActivityAt()
                                .equals(summary.conversation().lastActivityAt())
                        || isFirst(list, known.index(), summary));
    }

    /** Whether nothing stands before it but pinned ones, if it is not pinned itself. */
    private static boolean isFirst(ConversationPages list, int index, ConversationSummary summary) {
        return index == 0
                || (!summary.conversation().pinned()
                        && list.rows(index - 1, 1).stream()
                                .allMatch(row -> row.conversation().pinned()));
    }

    boolean isEmpty() {
        return pages == null || pages.size() == 0;
    }

    @Override
    protected Stream<ConversationRow> fetchFromBackEnd(Query<ConversationRow, Void> query) {
        int offset = query.getOffset();
        int limit = query.getLimit();
        if (pages == null) {
            return Stream.empty();
        }
        List<ConversationSummary> summaries = pages.rows(offset, limit);
        List<ConversationRow> rows = new ArrayList<>(summaries.size());
        for (int i = 0; i < summaries.size(); i++) {
            rows.add(row(pages, offset + i, summaries.get(i)));
        }
        return rows.stream();
    }

    private ConversationRow row(ConversationPages list, int index, ConversationSummary summary) {
        DateGroups groups = groups();
        String heading = groups.heading(summary.conversation());
        boolean starts = index == 0
                || list.rows(index - 1, 1).stream()
                        .noneMatch(row -> groups.heading(row.conversation()).equals(heading));
        return new ConversationRow(summary.conversation(), starts ? heading : "");
    }

    private DateGroups groups() {
        return new DateGroups(LocalDate.ofInstant(clock.instant(), zone), zone);
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
