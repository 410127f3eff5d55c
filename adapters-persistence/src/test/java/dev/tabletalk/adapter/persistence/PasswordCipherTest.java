package dev.tabletalk.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabletalk.domain.connection.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PasswordCipherTest {
    @TempDir
    private Path folder;

    private Path keyFile;

    @BeforeEach
    void makeTheFile() throws IOException {
        keyFile = Files.createFile(folder.resolve("key"));
    }

    @Test
    void givesBackWhatItEncrypted() {
        for (String text : List.of("", "secret", "gehéim 🔑", "NUL \0 half \uD83D", "x".repeat(1_020))) {
            byte[] encrypted = PasswordCipher.withKeyIn(keyFile).encrypt(new Secret(text), "orders");
            assertThat(PasswordCipher.withKeyIn(keyFile).decrypt(encrypted, "orders"))
                    .isEqualTo(new Secret(text));
        }
    }

    @Test
    void encryptsTheSamePasswordDifferentlyEachTime() {
        PasswordCipher cipher = PasswordCipher.withKeyIn(keyFile);
        byte[] once = cipher.encrypt(new Secret("secret"), "orders");
        assertThat(once).isNotEqualTo(cipher.encrypt(new Secret("secret"), "orders"));
        assertThat(new String(once, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
    }

    @Test
    void aPasswordMovedToAnotherConnectionIsWorthless() {
        PasswordCipher cipher = PasswordCipher.withKeyIn(keyFile);
        assertThat(cipher.decrypt(cipher.encrypt(new Secret("secret"), "orders"), "mine"))
                .isNull();
    }

    @Test
    void aChangedByteIsNoticed() {
        PasswordCipher cipher = PasswordCipher.withKeyIn(keyFile);
        byte[] encrypted = cipher.encrypt(new Secret("secret"), "orders");
        encrypted[encrypted.length - 1] ^= 1;
        assertThat(cipher.decrypt(encrypted, "orders")).isNull();
    }

    @Test
    void aKeyThatCannotBeReadIsNotReplaced() throws IOException {
        for (String damaged : List.of("{", "{}", "garbage", "{\"primaryKeyId\": 1, \"key\": []}")) {
            Files.writeString(keyFile, damaged);
            assertThatThrownBy(() -> PasswordCipher.withKeyIn(keyFile))
                    .as(damaged)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(keyFile.toString());
            assertThat(keyFile).hasContent(damaged);
        }
    }
}
