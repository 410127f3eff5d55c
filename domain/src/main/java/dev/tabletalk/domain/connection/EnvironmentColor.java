package dev.tabletalk.domain.connection;

import dev.tabletalk.domain.failure.FailureException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The colours that tell environments apart; red stands for production. */
public enum EnvironmentColor {
    RED,
    AMBER,
    GREEN,
    BLUE,
    VIOLET,
    GRAY;

    private static final Pattern NEARLY = Pattern.compile(".*(pre|non|not)[^a-z]*(prod|prd).*");
    private static final Pattern PRODUCTION = Pattern.compile("(.*[^a-z])?(prod|prd|live).*");
    private static final Pattern STAGING = Pattern.compile("(.*[^a-z])?(stag|stg|pre|uat|qa|accept|abnahme).*");
    private static final Pattern DEVELOPMENT =
            Pattern.compile("(.*[^a-z])?(dev|test|tst|local|sandbox|demo|sample|entw).*");

    /** What a label such as "production" or "eu-staging" suggests; gray when it suggests nothing. */
    public static EnvironmentColor suggestedFor(String label) {
        String words = label.strip().toLowerCase(Locale.ROOT);
        if (NEARLY.matcher(words).matches()) {
            return AMBER;
        }
        if (PRODUCTION.matcher(words).matches()) {
            return RED;
        }
        if (STAGING.matcher(words).matches()) {
            return AMBER;
        }
        return DEVELOPMENT.matcher(words).matches() ? GREEN : GRAY;
    }

    /** The lower-case name used outside, such as {@code red}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static EnvironmentColor parse(String id) {
        return Arrays.stream(values())
                .filter(color -> color.id().equals(id))
                .findFirst()
                .orElseThrow(() -> FailureException.invalid(
                        "environmentColor",
                        "The colour must be one of "
                                + Arrays.stream(values())
                                        .map(EnvironmentColor::id)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
