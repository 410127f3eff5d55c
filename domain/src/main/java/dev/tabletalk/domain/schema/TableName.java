package dev.tabletalk.domain.schema;

import org.jspecify.annotations.Nullable;

/**
 * The name of a table or view, unquoted.
 *
 * @param schema null where the database has none, or where it is the default one
 */
public record TableName(@Nullable String schema, String name) {
    @Override
    public String toString() {
        return schema == null ? name : schema + "." + name;
    }
}
