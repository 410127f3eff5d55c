package dev.tabletalk.domain.schema;

import org.jspecify.annotations.Nullable;

/** @param type as the database names it */
public record Column(
        String name,
        String type,
        boolean nullable,
        @Nullable String comment) {}
