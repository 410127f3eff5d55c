package dev.tabletalk.domain.conversation;

import org.jspecify.annotations.Nullable;

/**
 * Where a turn stands among the versions of its place: the turns that follow the same one, in the order they were asked.
 *
 * @param number counts from 1
 * @param count how many versions there are, at least 1
 * @param previous the version before it; null for the first
 * @param next the version after it; null for the last
 */
public record TurnVersions(
        int number,
        int count,
        @Nullable TurnId previous,
        @Nullable TurnId next) {
    public static final TurnVersions ONLY = new TurnVersions(1, 1, null, null);
}
