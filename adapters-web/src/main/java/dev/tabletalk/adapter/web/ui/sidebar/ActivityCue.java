package dev.tabletalk.adapter.web.ui.sidebar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Tells conversations of the same title from each other, as briefly as can be: by when the last message of each came. */
record ActivityCue(LocalDate today, ZoneId zone) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter TIME_AND_SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_YEAR = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    /** @param others when the last messages of the others came */
    String of(Instant moment, List<Instant> others) {
        LocalDate day = day(moment);
        if (day.equals(today)) {
            return time(moment, others);
        }
        String date = (day.getYear() == today.getYear() ? DAY : DAY_AND_YEAR).format(day);
        boolean enough = others.stream().noneMatch(other -> day(other).equals(day));
        return enough ? date : date + ", " + time(moment, others);
    }

    private String time(Instant moment, List<Instant> others) {
        String time = TIME.format(moment.atZone(zone));
        boolean enough = others.stream()
                .noneMatch(other -> day(other).equals(day(moment))
                        && TIME.format(other.atZone(zone)).equals(time));
        return enough ? time : TIME_AND_SECONDS.format(moment.atZone(zone));
    }

    private LocalDate day(Instant moment) {
        return moment.atZone(zone).toLocalDate();
    }
}
