package dev.tabletalk.adapter.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files that may be opened as databases: those below the allowed folders, wherever links lead. A relative path is below
 * the first folder.
 */
final class DatabaseFiles {
    private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DUCKDB = "DUCK".getBytes(StandardCharsets.US_ASCII);
    private static final int DUCKDB_AT = 8;
    private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);
    /** Files of a folder that are tables, at most. */
    private static final int MOST_FILES = 500;

    private final List<Path> folders;

    DatabaseFiles(List<Path> folders) {
        if (folders.isEmpty()) {
            throw new IllegalArgumentException("At least one folder for database files is needed.");
        }
        this.folders = List.copyOf(folders);
    }

    /** Whether a file may be opened, and where it really is. */
    sealed interface Found {
        record File(Path path) implements Found {}

        /** @param message a sentence for a person */
        record Not(String message) implements Found {}
    }

    /** Whether something may be opened by DuckDB, and what it is. */
    sealed interface FoundDuckDb {
        record Source(DuckDbSource source) implements FoundDuckDb {}

        /** @param message a sentence for a person */
        record Not(String message) implements FoundDuckDb {}
    }

    Found sqlite(String name) {
        Path real;
        switch (locate(name)) {
            case Found.File(Path path) -> real = path;
            case Found.Not not -> {
                return not;
            }
        }
        if (!Files.isRegularFile(real)) {
            return new Found.Not(name + " is not a file.");
        }
        return hasMagic(real, 0, SQLITE)
                ? new Found.File(real)
                : new Found.Not("The file " + name + " is not a SQLite database.");
    }

    /**
     * A DuckDB database, a file that is a table, or a folder of such files. Of a folder, files whose names begin with a dot
     * or that are no tables, and folders in it, are left out. A table has the name of its file without extension; where two
     * would have the same one, ignoring case, they keep the extension, as in {@code sales_csv}.
     */
    FoundDuckDb duckDb(String name) {
        Path real;
        switch (locate(name)) {
            case Found.File(Path path) -> real = path;
            case Found.Not(String message) -> {
                return new FoundDuckDb.Not(message);
            }
        }
        try {
            if (Files.isDirectory(real)) {
                return tables(name, visibleFiles(real));
            }
            if (Files.isRegularFile(real) && hasMagic(real, DUCKDB_AT, DUCKDB)) {
                return isPlain(real)
                        ? new FoundDuckDb.Source(new DuckDbSource.Database(real))
                        : new FoundDuckDb.Not(odd(real));
            }
            return DuckDbSource.Format.of(real) == null
                    ? new FoundDuckDb.Not(
                            "The file " + name + " is neither a DuckDB database nor a CSV, Parquet or JSON file.")
                    : tables(name, List.of(real));
        } catch (IOException | UncheckedIOException unreadable) {
            return new FoundDuckDb.Not(name + " cannot be read.");
        }
    }

    private FoundDuckDb tables(String name, List<Path> files) throws IOException {
        if (files.isEmpty()) {
            return new FoundDuckDb.Not("There is no CSV, Parquet or JSON file in " + name + ".");
        }
        if (files.size() > MOST_FILES) {
            return new FoundDuckDb.Not("There are more than " + MOST_FILES + " files in " + name + ".");
        }
        Map<String, Long> names = files.stream()
                .collect(
                        Collectors.groupingBy(file -> tableName(file).toLowerCase(Locale.ROOT), Collectors.counting()));
        Set<String> taken = new HashSet<>();
        List<DuckDbSource.TableFile> tables = new ArrayList<>();
        for (Path file : files) {
            Path real = file.toRealPath();
            DuckDbSource.Format format = DuckDbSource.Format.of(file);
            if (folders.stream().noneMatch(folder -> isBelow(real, folder))) {
                return new FoundDuckDb.Not("The file " + file.getFileName() + " in " + name
                        + " is a link to outside of the folders that the administrator allowed.");
            }
            if (!isPlain(real) || format == null) {
                return new FoundDuckDb.Not(odd(file));
            }
            if (!Files.isRegularFile(real)) {
                return new FoundDuckDb.Not(file.getFileName() + " in " + name + " is not a file.");
            }
            if (format == DuckDbSource.Format.PARQUET && !hasMagic(real, 0, PARQUET)) {
                return new FoundDuckDb.Not("The file " + file.getFileName() + " is not a Parquet file.");
            }
            String plain = tableName(file);
            boolean alone = names.getOrDefault(plain.toLowerCase(Locale.ROOT), 1L) == 1;
            String wanted = alone ? plain : file.getFileName().toString().replace('.', '_');
            String table = wanted;
            for (int i = 2; !taken.add(table.toLowerCase(Locale.ROOT)); i++) {
                table = wanted + "_" + i;
            }
            tables.add(new DuckDbSource.TableFile(table, real, format));
        }
        return new FoundDuckDb.Source(new DuckDbSource.Tables(tables));
    }

    private static List<Path> visibleFiles(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(file -> DuckDbSource.Format.of(file) != null && !Files.isDirectory(file))
                    .sorted()
                    .limit(MOST_FILES + 1L)
                    .toList();
        }
    }

    private static String tableName(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Whether DuckDB takes the path literally: not for a pattern, nor for options behind the name. */
    private static boolean isPlain(Path file) {
        return file.toString().chars().noneMatch(c -> "*?[]{};".indexOf(c) >= 0 || Character.isISOControl(c));
    }

    private static String odd(Path file) {
        return "The name of " + file.getFileName() + " or of its folder has one of the characters * ? [ ] { } ;"
                + " which DuckDB would not take literally. Rename it.";
    }

    /** Where something really is, if it is below an allowed folder. */
    private Found locate(String name) {
        // Drivers read these as instructions: a URI, a resource, a database in memory, pragmas behind the name.
        String lower = name.strip().toLowerCase(Locale.ROOT);
        if (lower.startsWith("file:") || lower.startsWith("jdbc:") || lower.startsWith(":") || lower.contains("://")) {
            return new Found.Not("The file must be a plain path, such as shop.db, not a URL or a special name.");
        }
        if (name.indexOf('?') >= 0) {
            return new Found.Not("The path of the file must not contain a question mark.");
        }
        Path real;
        try {
            real = folders.getFirst().resolve(name).toRealPath();
        } catch (InvalidPathException | IOException missing) {
            return new Found.Not("There is no file " + name + " in the folder for databases.");
        }
        if (folders.stream().noneMatch(folder -> isBelow(real, folder))) {
            return new Found.Not("The file " + name + " is not below a folder that the administrator allowed.");
        }
        return real.toString().indexOf('?') >= 0 ? new Found.Not(name + " is not a file.") : new Found.File(real);
    }

    private static boolean hasMagic(Path file, int at, byte[] magic) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] begin = in.readNBytes(at + magic.length);
            return begin.length == at + magic.length && Arrays.equals(begin, at, begin.length, magic, 0, magic.length);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean isBelow(Path file, Path folder) {
        try {
            return file.startsWith(folder.toRealPath());
        } catch (IOException missing) {
            return false;
        }
    }
}
