package dev.tabletalk.adapter.web.ui.sidebar;

import dev.tabletalk.domain.conversation.Conversation;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The headings of the list: pinned, then by the day of the last message. */
record DateGroups(LocalDate today, ZoneId zone) {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH_AND_YEAR = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    private static final int WEEK = 7;
    private static final int MONTH_DAYS = 30;

    String heading(Conversation conversation) {
        if (conversation.pinned()) {
            return "Pinned";
        }
        LocalDate day = conversation.lastActivityAt().atZone(zone).toLocalDate();
        long days = ChronoUnit.DAYS.between(day, today);
        if (days <= 0) {
            return "Today";
        }
        if (days == 1) {
            return "Yesterday";
        }
        if (days <= WEEK) {
            return "Previous 7 days";
        }
        if (days <= MONTH_DAYS) {
            return "Previous 30 days";
        }
        YearMonth month = YearMonth.from(day);
        return month.format(month.getYear() == today.getYear() ? MONTH : MONTH_AND_YEAR);
    }
}
