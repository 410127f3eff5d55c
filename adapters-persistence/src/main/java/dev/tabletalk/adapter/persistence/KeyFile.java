package dev.tabletalk.adapter.persistence;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Set;

/** The file of the keys for stored passwords: the first one encrypts, all of them decrypt. */
record KeyFile(Path path) {
    static final Configuration TINK = AeadConfig2026.get();

    /** @return empty when no key has been made yet; never a new one for a file that is damaged */
    Optional<KeysetHandle> read() {
        try {
            String stored = Files.exists(path) ? Files.readString(path) : "";
            return stored.isBlank()
                    ? Optional.empty()
                    : Optional.of(TinkJsonProtoKeysetFormat.parseKeyset(stored, TINK, InsecureSecretKeyAccess.get()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The key for the stored passwords cannot be read from " + path + ". Restore that file from a"
                            + " backup, or delete it and enter the passwords of your connections again.",
                    e);
        }
    }

    /** Puts the keys in place of those that are there in one step, so that a power cut leaves the old ones or the new ones. */
    void write(KeysetHandle keys) {
        Path next = path.resolveSibling(path.getFileName() + ".new");
        try {
            String text = TinkJsonProtoKeysetFormat.serializeKeyset(keys, TINK, InsecureSecretKeyAccess.get());
            Files.deleteIfExists(next);
            try (FileChannel channel = FileChannel.open(
                    next, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(next))) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceFolder();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The key for the stored passwords cannot be written to " + path + ". Make room there, and see that"
                            + " the folder belongs to you.",
                    e);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** The new name must survive a power cut, too; systems without folders as files see to that themselves. */
    private void forceFolder() throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null
                && folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    static KeysetHandle newKey() throws GeneralSecurityException {
        return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TINK);
    }
}
