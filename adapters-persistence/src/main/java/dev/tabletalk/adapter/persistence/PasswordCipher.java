package dev.tabletalk.adapter.persistence;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import dev.tabletalk.domain.connection.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Encrypts passwords with AES-256-GCM, each bound to its connection: moved to another one it does not decrypt. */
final class PasswordCipher {
    private static final Logger log = LoggerFactory.getLogger(PasswordCipher.class);
    private final Aead aead;

    private PasswordCipher(KeysetHandle key) throws GeneralSecurityException {
        aead = key.getPrimitive(KeyFile.TINK, Aead.class);
    }

    /** @param keyFile holds the key; empty at the first start, when one is made */
    static PasswordCipher withKeyIn(Path keyFile) {
        KeyFile file = new KeyFile(keyFile);
        return with(file.read().orElseGet(() -> made(file)));
    }

    /** @param keys the first one encrypts, all of them decrypt */
    static PasswordCipher with(KeysetHandle keys) {
        try {
            return new PasswordCipher(keys);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key for the stored passwords cannot be used.", e);
        }
    }

    private static KeysetHandle made(KeyFile file) {
        try {
            KeysetHandle key = KeyFile.newKey();
            file.write(key);
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key for the stored passwords cannot be made.", e);
        }
    }

    byte[] encrypt(Secret password, String connectionId) {
        try {
            return aead.encrypt(
                    StoredText.encode(password.reveal()).getBytes(StandardCharsets.UTF_8),
                    connectionId.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Encrypting failed", e);
        }
    }

    /** @return null when it was encrypted with another key or for another connection; the log tells */
    @Nullable
    Secret decrypt(byte[] encrypted, String connectionId) {
        try {
            byte[] password = aead.decrypt(encrypted, connectionId.getBytes(StandardCharsets.UTF_8));
            return new Secret(StoredText.decode(new String(password, StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            log.warn(
                    "The stored password of the connection \"{}\" does not fit the key file. Enter it again.",
                    connectionId,
                    e);
            return null;
        }
    }
}
