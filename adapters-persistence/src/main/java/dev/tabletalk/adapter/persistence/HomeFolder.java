package dev.tabletalk.adapter.persistence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder of everything that is kept. Only its owner may look into it, or read the files made here; and only one server
 * uses it at a time, as each takes what it finds unfinished for abandoned.
 */
final class HomeFolder implements AutoCloseable {
    private static final String OWNER_ONLY_FOLDER = "rwx------";
    private static final String OWNER_ONLY_FILE = "rw-------";
    private static final String LOCK = "tabletalk.lock";

    private final Path path;
    private final FileChannel lock;

    private HomeFolder(Path path) throws IOException {
        this.path = path;
        Files.createDirectories(path);
        restrict(path, OWNER_ONLY_FOLDER);
        // the system lets go of the lock however the process ends
        lock = FileChannel.open(file(LOCK), StandardOpenOption.WRITE);
        if (!lock()) {
            lock.close();
            throw new IllegalStateException("Another Tabletalk is running with the folder " + path
                    + ". Stop it, or set TABLETALK_HOME to another folder.");
        }
    }

    /** Makes it if need be, and takes it until it is closed. */
    static HomeFolder take(Path path) {
        try {
            return new HomeFolder(path);
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    private boolean lock() throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException takenByThisProcess) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    /** A file in this folder, made empty if it is missing. */
    Path file(String name) {
        Path file = path.resolve(name);
        try {
            if (Files.notExists(file)) {
                Files.createFile(file);
            }
            restrict(file, OWNER_ONLY_FILE);
            return file;
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static void restrict(Path path, String permissions) throws IOException {
        if (Files.getFileAttributeView(path, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    private static IllegalStateException unusable(Path path, IOException cause) {
        return new IllegalStateException(
                path + " cannot be used. Set TABLETALK_HOME to a folder that belongs to you and can be written.",
                cause);
    }
}
