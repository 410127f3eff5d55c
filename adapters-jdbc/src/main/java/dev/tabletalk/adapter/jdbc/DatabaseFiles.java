package dev.tabletalk.adapter.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The files that may be opened as databases: those below the allowed folders, wherever links lead. A relative path is below
 * the first folder.
 */
final class DatabaseFiles {
    private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
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

    Found sqlite(String name) {
        // Drivers read these as instructions: a URI, a resource, a database in memory, pragmas behind the name.
        String lower = name.strip().toLowerCase(java.util.Locale.ROOT);
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
        if (!Files.isRegularFile(real) || real.toString().indexOf('?') >= 0) {
            return new Found.Not(name + " is not a file.");
        }
        try (InputStream in = Files.newInputStream(real)) {
            if (!Arrays.equals(in.readNBytes(SQLITE.length), SQLITE)) {
                return new Found.Not("The file " + name + " is not a SQLite database.");
            }
        } catch (IOException unreadable) {
            return new Found.Not("The file " + name + " cannot be read.");
        }
        return new Found.File(real);
    }

    private static boolean isBelow(Path file, Path folder) {
        try {
            return file.startsWith(folder.toRealPath());
        } catch (IOException missing) {
            return false;
        }
    }
}
