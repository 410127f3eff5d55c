package dev.tabletalk.adapter.persistence;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.tabletalk.domain.connection.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Encrypts passwords with AES-256-GCM, each bound to its connection: moved to another one it does not decrypt. */
final class PasswordCipher {
    private static final Logger log = LoggerFactory.getLogger(PasswordCipher.class);
    private static final Configuration TINK = AeadConfig2026.get();
    private final Aead aead;

    private PasswordCipher(KeysetHandle key) throws GeneralSecurityException {
        aead = key.getPrimitive(TINK, Aead.class);
    }

    /** @param keyFile holds the key; empty at the first start, when one is made */
    static PasswordCipher withKeyIn(Path keyFile) {
        try {
            String stored = Files.readString(keyFile);
            if (!stored.isBlank()) {
                return new PasswordCipher(
                        TinkJsonProtoKeysetFormat.parseKeyset(stored, TINK, InsecureSecretKeyAccess.get()));
            }
            KeysetHandle key = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TINK);
            String made = TinkJsonProtoKeysetFormat.serializeKeyset(key, TINK, InsecureSecretKeyAccess.get());
            // it must survive a power cut as surely as the passwords do
            Files.writeString(keyFile, made, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            return new PasswordCipher(key);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The key for the stored passwords cannot be read from " + keyFile + ". Restore that file from a"
                            + " backup, or delete it and enter the passwords of your connections again.",
                    e);
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
