package dev.tabletalk.domain.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest of what people made of a query.
 *
 * @param tried the newest of all, whatever came of it
 * @param ran the newest that gave rows; null when none did
 */
public record NewestVersions(SqlVersion tried, @Nullable SqlVersion ran) {
    public NewestVersions {
        if (ran != null && (!ran.hasRun() || ran.number() > tried.number())) {
            throw new IllegalArgumentException("Version " + ran.number() + " is not the newest that ran");
        }
    }

    /** @param versions of one query in the order of their numbers, at least one */
    public static NewestVersions of(List<SqlVersion> versions) {
        SqlVersion ran = versions.reversed().stream()
                .filter(SqlVersion::hasRun)
                .findFirst()
                .orElse(null);
        return new NewestVersions(versions.getLast(), ran);
    }

    /** What the query is now: a try that failed does not take the place of one that gave rows. */
    public SqlVersion current() {
        return ran == null ? tried : ran;
    }

    /** The newest try, when it failed after another version had given rows; null otherwise. */
    public @Nullable SqlVersion failedSince() {
        return tried.number() == current().number() ? null : tried;
    }
}
