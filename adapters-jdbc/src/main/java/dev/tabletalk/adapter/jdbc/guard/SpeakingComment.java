package dev.tabletalk.adapter.jdbc.guard;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A comment that MariaDB or MySQL may take as a part of the statement, depending on which and how new it is. */
final class SpeakingComment {
    private static final Pattern RUN = Pattern.compile("/\\*M?!\\d{0,6}([^*]{0,200})\\*/");
    private static final Pattern LIMITS = Pattern.compile("(?i)set_var|max_execution_time|resource_group");
    /** What may stand in a comment that is run: with or without it, a read stays a read. */
    private static final Set<String> HARMLESS = Words.of(
            "sql_no_cache sql_cache sql_buffer_result sql_big_result sql_small_result high_priority straight_join");

    private SpeakingComment() {}

    /** Looks at the comment that begins at {@code start}. */
    static void requireHarmless(String sql, int start) throws UnclearSql {
        if (sql.startsWith("/*!", start) || sql.startsWith("/*M!", start)) {
            Matcher comment = RUN.matcher(sql).region(start, sql.length());
            if (!comment.lookingAt()
                    || !HARMLESS.containsAll(Words.of(comment.group(1).strip().toLowerCase(Locale.ROOT)))) {
                throw new UnclearSql("has a comment that may be run (/*! ... */)");
            }
        }
        int end = sql.startsWith("/*+", start) ? sql.indexOf("*/", start) : -1;
        if (end >= 0 && LIMITS.matcher(sql).region(start, end).find()) {
            throw new UnclearSql("has a hint that changes settings (/*+ ... */)");
        }
    }
}
