package dev.tabletalk.adapter.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of everything that is kept. Only its owner may look into it, or read the files made here. */
record HomeFolder(Path path) {
    private static final String OWNER_ONLY_FOLDER = "rwx------";
    private static final String OWNER_ONLY_FILE = "rw-------";

    static HomeFolder prepare(Path path) {
        try {
            Files.createDirectories(path);
            restrict(path, OWNER_ONLY_FOLDER);
            return new HomeFolder(path);
        } catch (IOException e) {
            throw unusable(path, e);
        }
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
