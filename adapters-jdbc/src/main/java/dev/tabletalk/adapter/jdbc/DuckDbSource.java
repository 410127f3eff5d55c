package dev.tabletalk.adapter.jdbc;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a DuckDB connection opens. Paths are real ones. */
sealed interface DuckDbSource {
    /** A DuckDB database file. */
    record Database(Path file) implements DuckDbSource {}

    /** Files that are tables, each read where it lies. */
    record Tables(List<TableFile> files) implements DuckDbSource {
        public Tables {
            files = List.copyOf(files);
        }
    }

    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** @param table the name of the table; unique within the connection, ignoring case */
    record TableFile(String table, Path file, Format format) {}

    /** How a file that is a table is written. */
    enum Format {
        CSV("read_csv"),
        PARQUET("read_parquet"),
        JSON("read_json");

        private static final Map<String, Format> BY_EXTENSION =
                Map.of("csv", CSV, "tsv", CSV, "parquet", PARQUET, "json", JSON, "ndjson", JSON, "jsonl", JSON);

        private final String reader;

        Format(String reader) {
            this.reader = reader;
        }

        /** The function of DuckDB that reads it. */
        String reader() {
            return reader;
        }

        /** The format that a file's name tells, or null when it is no table. */
        static @Nullable Format of(Path file) {
            String name = file.getFileName().toString();
            return BY_EXTENSION.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        }
    }
}
