package dev.tabletalk.adapter.persistence;

import com.google.crypto.tink.KeysetHandle;
import dev.tabletalk.domain.connection.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives the stored passwords a new key, while no server uses the folder. Whenever it is interrupted, the key file holds every
 * key that a stored password needs, and doing it again finishes it.
 */
public final class KeyRotation implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HomeFolder home;
    private final KeyFile keys;

    KeyRotation(Path home) {
        this.home = HomeFolder.take(home);
        this.keys = new KeyFile(this.home.path().resolve(PersistenceConfiguration.KEY));
    }

    /**
     * Makes a new key, encrypts every password with it in one transaction, and removes the keys there were.
     *
     * @return what was done, a sentence a line
     * @throws IllegalStateException with what to do, when another server uses the folder, when there is no key, or when a
     *     password does not fit it; nothing has changed then
     */
    public static List<String> rotate(Path home) {
        if (Files.notExists(home.resolve(PersistenceConfiguration.KEY))) {
            throw new IllegalStateException(
                    "There is no key in " + home + ". Set TABLETALK_HOME to the folder of the server.");
        }
        try (KeyRotation rotation = new KeyRotation(home)) {
            rotation.addKey();
            int passwords = rotation.encryptAgain();
            int old = rotation.removeOldKeys();
            return List.of(
                    "A new key was made.",
                    passwords + (passwords == 1 ? " password was" : " passwords were") + " encrypted with it.",
                    old + (old == 1 ? " old key was" : " old keys were") + " removed from " + rotation.keys.path()
                            + ". Backups from before still need the old one.");
        } catch (IOException e) {
            throw new IllegalStateException(home + " could not be left.", e);
        }
    }

    /** The new key encrypts from here on; the others stay, for what they have encrypted. */
    void addKey() {
        KeysetHandle known = keys.read()
                .orElseThrow(() -> new IllegalStateException(
                        "There is no key yet in " + keys.path() + ", so there is nothing to do."));
        requireReadable(known);
        try {
            keys.write(KeysetHandle.newBuilder(known)
                    .addEntry(
                            KeysetHandle.importKey(KeyFile.newKey().getPrimary().getKey())
                                    .makePrimary())
                    .build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The new key could not be made. Try again.", e);
        }
    }

    /** @return how many passwords there are */
    int encryptAgain() {
        PasswordCipher cipher = PasswordCipher.withKeyIn(keys.path());
        try (Connection store = open();
                Statement statement = store.createStatement()) {
            // What the old key can read must not stay in pages that are free, nor in the journal.
            statement.execute("PRAGMA secure_delete = ON");
            store.setAutoCommit(false);
            int count = 0;
            try (PreparedStatement update = store.prepareStatement("UPDATE connection SET password = ? WHERE id = ?")) {
                for (Map.Entry<String, byte[]> stored : passwords(store).entrySet()) {
                    Secret password = cipher.decrypt(stored.getValue(), stored.getKey());
                    if (password == null) {
                        throw unreadable(stored.getKey());
                    }
                    update.setBytes(1, cipher.encrypt(password, stored.getKey()));
                    update.setString(2, stored.getKey());
                    count += update.executeUpdate();
                }
            } catch (SQLException | RuntimeException failed) {
                store.rollback();
                throw failed;
            }
            store.commit();
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            return count;
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The store in " + home.path() + " could not be written. The passwords still have their old key; try"
                            + " again.",
                    e);
        }
    }

    /** @return how many there were */
    int removeOldKeys() {
        KeysetHandle all = keys.read().orElseThrow();
        try {
            keys.write(KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(all.getPrimary().getKey()).makePrimary())
                    .build());
            return all.size() - 1;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The old key could not be removed. Try again.", e);
        }
    }

    @Override
    public void close() throws IOException {
        home.close();
    }

    private void requireReadable(KeysetHandle known) {
        PasswordCipher cipher = PasswordCipher.with(known);
        try (Connection store = open()) {
            passwords(store).forEach((id, password) -> {
                if (cipher.decrypt(password, id) == null) {
                    throw unreadable(id);
                }
            });
        } catch (SQLException e) {
            throw new IllegalStateException("The store in " + home.path() + " could not be read.", e);
        }
    }

    private static IllegalStateException unreadable(String id) {
        return new IllegalStateException(
                "The password of the connection \"" + id
                        + "\" does not fit the key, so nothing was changed. Enter that password again, or delete the connection.");
    }

    private Connection open() throws SQLException {
        return StoreDataSource.writing(home.file(PersistenceConfiguration.DATABASE), PATIENCE)
                .getConnection();
    }

    private static Map<String, byte[]> passwords(Connection store) throws SQLException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        List<String> tables = new ArrayList<>();
        try (Statement statement = store.createStatement();
                ResultSet table = statement.executeQuery("SELECT name FROM sqlite_schema WHERE name = 'connection'")) {
            while (table.next()) {
                tables.add(table.getString(1));
            }
        }
        if (tables.isEmpty()) {
            return found;
        }
        try (Statement statement = store.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT id, password FROM connection WHERE password IS NOT NULL ORDER BY id")) {
            while (row.next()) {
                found.put(row.getString(1), row.getBytes(2));
            }
        }
        return found;
    }
}
