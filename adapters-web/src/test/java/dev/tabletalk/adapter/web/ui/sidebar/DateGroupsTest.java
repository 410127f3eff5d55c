package dev.tabletalk.adapter.web.ui.sidebar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationTitle;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DateGroupsTest {
    private final DateGroups groups = new DateGroups(LocalDate.parse("2026-03-04"), ZoneOffset.UTC);

    @Test
    void groupsByTheDayOfTheLastMessage() {
        assertThat(heading("2026-03-04T00:00:00Z")).isEqualTo("Today");
        assertThat(heading("2026-03-03T23:59:59Z")).isEqualTo("Yesterday");
        assertThat(heading("2026-03-02T12:00:00Z")).isEqualTo("Previous 7 days");
        assertThat(heading("2026-02-25T12:00:00Z")).isEqualTo("Previous 7 days");
        assertThat(heading("2026-02-24T12:00:00Z")).isEqualTo("Previous 30 days");
        assertThat(heading("2026-02-02T12:00:00Z")).isEqualTo("Previous 30 days");
        assertThat(heading("2026-02-01T12:00:00Z")).isEqualTo("February");
        assertThat(heading("2025-12-31T12:00:00Z")).isEqualTo("December 2025");
    }

    @Test
    void callsTheFutureToday() {
        assertThat(heading("2026-03-05T08:00:00Z")).isEqualTo("Today");
    }

    @Test
    void countsDaysWhereThePersonIs() {
        DateGroups inTokyo = new DateGroups(LocalDate.parse("2026-03-05"), ZoneId.of("Asia/Tokyo"));
        assertThat(inTokyo.heading(conversation("2026-03-04T16:00:00Z"))).isEqualTo("Today");
        assertThat(inTokyo.heading(conversation("2026-03-04T14:00:00Z"))).isEqualTo("Yesterday");
    }

    @Test
    void putsPinnedApart() {
        assertThat(groups.heading(conversation("2020-01-01T00:00:00Z").pinned(true)))
                .isEqualTo("Pinned");
    }

    private String heading(String lastActivity) {
        return groups.heading(conversation(lastActivity));
    }

    private static Conversation conversation(String lastActivity) {
        return Conversation.start(new ConnectionId("shop"), ConversationTitle.untitled(), Instant.parse(lastActivity));
    }
}
