package dev.tabletalk.application.agent.tool;

import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.NearestNames;
import dev.tabletalk.domain.schema.DatabaseSchema;
import dev.tabletalk.domain.schema.Table;
import java.util.List;

/** Finds tables by name, and for a wrong name the nearest right ones. */
final class NamedTables {
    private static final int NEAREST = 3;

    private NamedTables() {}

    /** @throws FailureException NOT_FOUND that names the nearest tables */
    static Table find(DatabaseSchema schema, String name) {
        return schema.find(name)
                .orElseThrow(() -> FailureException.of(
                        FailureCode.NOT_FOUND, "There is no table \"" + name + "\"." + nearest(schema.tables(), name)));
    }

    private static String nearest(List<Table> tables, String name) {
        return tables.isEmpty()
                ? " This database has no tables that can be read."
                : " Nearest: "
                        + String.join(
                                ", ",
                                NearestNames.to(
                                        name,
                                        tables.stream()
                                                .map(table -> table.name().toString())
                                                .toList(),
                                        NEAREST))
                        + ".";
    }
}
