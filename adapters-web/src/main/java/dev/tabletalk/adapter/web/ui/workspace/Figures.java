package dev.tabletalk.adapter.web.ui.workspace;

import java.time.Duration;
import java.util.Locale;

/** Writes counts and times for people. */
public final class Figures {
    private static final int SECOND = 1_000;
    private static final int MINUTE = 60 * SECOND;

    private Figures() {}

    public static String rows(int count) {
        return count == 1 ? "1 row" : number(count) + " rows";
    }

    public static String number(int count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    public static String time(Duration elapsed) {
        long millis = elapsed.toMillis();
        if (millis < SECOND) {
            return millis + " ms";
        }
        if (millis < MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", millis / (double) SECOND);
        }
        return minutes(millis);
    }

    /** Whole seconds of what still goes on, as conversation.js counts them. */
    public static String seconds(Duration elapsed) {
        long millis = elapsed.toMillis();
        return millis < MINUTE ? millis / SECOND + " s" : minutes(millis);
    }

    private static String minutes(long millis) {
        return millis / MINUTE + " min " + millis % MINUTE / SECOND + " s";
    }
}
