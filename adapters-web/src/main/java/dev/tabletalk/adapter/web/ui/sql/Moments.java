package dev.tabletalk.adapter.web.ui.sql;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes moments for people, in the zone of the server's clock. */
final class Moments {
    private static final DateTimeFormatter THIS_YEAR = DateTimeFormatter.ofPattern("d MMMM, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter ANY_YEAR = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);

    private Moments() {}

    /** Such as "3 March, 10:15". */
    static String of(Instant moment, Clock clock) {
        ZonedDateTime time = moment.atZone(clock.getZone());
        boolean thisYear = time.getYear() == ZonedDateTime.now(clock).getYear();
        return (thisYear ? THIS_YEAR : ANY_YEAR).format(time);
    }
}
