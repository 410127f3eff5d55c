package dev.tabletalk.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HomeFolderTest {
    @TempDir
    private Path folder;

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void makesFolderAndFilesForTheOwnerOnly() throws IOException {
        try (HomeFolder home = HomeFolder.take(folder.resolve("a/b"))) {
            assertThat(rights(home.path())).isEqualTo("rwx------");
            assertThat(rights(home.file("file"))).isEqualTo("rw-------");
        }
    }

    @Test
    void closesWhatWasOpenAndKeepsItsContent() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path file = Files.writeString(folder.resolve("file"), "content");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try (HomeFolder home = HomeFolder.take(folder)) {
            assertThat(home.file("file")).isEqualTo(file);
        }
        assertThat(rights(folder)).isEqualTo("rwx------");
        assertThat(rights(file)).isEqualTo("rw-------");
        assertThat(file).hasContent("content");
    }

    @Test
    void saysWhatToDoWhenItIsNoFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> HomeFolder.take(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("TABLETALK_HOME");
    }

    @Test
    void isTakenByOneAtATime() throws IOException {
        try (HomeFolder first = HomeFolder.take(folder)) {
            assertThatThrownBy(() -> HomeFolder.take(first.path()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Another Tabletalk")
                    .hasMessageContaining(folder.toString());
        }
        HomeFolder.take(folder).close();
    }
}
