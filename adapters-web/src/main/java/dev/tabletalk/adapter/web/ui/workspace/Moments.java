package dev.tabletalk.adapter.web.ui.workspace;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.UI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes moments for people, as their own clock shows them.
 *
 * @param zone where the person is
 * @param clock tells what year it is
 */
public record Moments(ZoneId zone, Clock clock) {
    private static final DateTimeFormatter THIS_YEAR = DateTimeFormatter.ofPattern("d MMMM, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter ANY_YEAR = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ENGLISH);
    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss.SSS 'UTC'xxx", Locale.ENGLISH);

    /** For the tab whose request is being worked on; where its browser does not tell its zone, that of the clock. */
    public static Moments here(Clock clock) {
        return new Moments(zone(UI.getCurrentOrThrow(), clock), clock);
    }

    private static ZoneId zone(UI ui, Clock clock) {
        String id = ui.getPage().getExtendedClientDetails().getTimeZoneId();
        try {
            return id == null || id.isEmpty() ? clock.getZone() : ZoneId.of(id);
        } catch (DateTimeException unknown) {
            return clock.getZone();
        }
    }

    /** Such as "3 March, 10:15". */
    public String of(Instant moment) {
        ZonedDateTime time = moment.atZone(zone);
        boolean thisYear = time.getYear() == clock.instant().atZone(zone).getYear();
        return (thisYear ? THIS_YEAR : ANY_YEAR).format(time);
    }

    /** The time of day alone, such as "10:15:07.250". */
    public String time(Instant moment) {
        return TIME.format(moment.atZone(zone));
    }

    /** Such as "3 March 2026, 10:15:07.250 UTC+01:00". */
    public String exact(Instant moment) {
        return EXACT.format(moment.atZone(zone));
    }

    /** The moment as text that tells it exactly on hover, and to programs. */
    public HtmlContainer element(Instant moment) {
        return element(of(moment), moment);
    }

    /** The same with other words for it. */
    public HtmlContainer element(String words, Instant moment) {
        HtmlContainer time = new HtmlContainer("time");
        time.setText(words);
        time.getElement().setAttribute("datetime", moment.toString()).setAttribute("title", exact(moment));
        return time;
    }
}
