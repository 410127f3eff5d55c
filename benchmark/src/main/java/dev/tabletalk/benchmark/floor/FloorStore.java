package dev.tabletalk.benchmark.floor;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;

/** Conversations and messages in SQLite: one writer, one reader, each write a durable commit. Safe for any thread. */
final class FloorStore implements AutoCloseable {
    private static final int HISTORY = 20;

    private final Lock writing = new ReentrantLock();
    private final Lock reading = new ReentrantLock();
    private final Connection writer;
    private final Connection reader;
    private final PreparedStatement addConversation;
    private final PreparedStatement addMessage;
    private final PreparedStatement setTitle;
    private final PreparedStatement history;

    FloorStore(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        String url = "jdbc:sqlite:" + file;
        writer = DriverManager.getConnection(url, config.toProperties());
        reader = DriverManager.getConnection(url, config.toProperties());
        try (Statement statement = writer.createStatement()) {
            statement.execute("CREATE TABLE conversation (id TEXT PRIMARY KEY, title TEXT) WITHOUT ROWID");
            statement.execute(
                    "CREATE TABLE message (id INTEGER PRIMARY KEY, conversation_id TEXT NOT NULL, role TEXT NOT NULL,"
                            + " content TEXT NOT NULL)");
            statement.execute("CREATE INDEX message_conversation ON message (conversation_id, id)");
        }
        addConversation = writer.prepareStatement("INSERT INTO conversation (id) VALUES (?)");
        addMessage = writer.prepareStatement("INSERT INTO message (conversation_id, role, content) VALUES (?, ?, ?)");
        setTitle = writer.prepareStatement("UPDATE conversation SET title = ? WHERE id = ?");
        history = reader.prepareStatement(
                "SELECT role, content FROM message WHERE conversation_id = ? ORDER BY id DESC LIMIT " + HISTORY);
    }

    void addConversation(String id) throws SQLException {
        write(addConversation, id);
    }

    void append(String conversation, String role, String content) throws SQLException {
        write(addMessage, conversation, role, content);
    }

    void title(String conversation, String title) throws SQLException {
        write(setTitle, title, conversation);
    }

    private void write(PreparedStatement statement, String... values) throws SQLException {
        writing.lock();
        try {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        } finally {
            writing.unlock();
        }
    }

    /** The newest messages in the words of chat completions, oldest first. */
    List<Map<String, String>> history(String conversation) throws SQLException {
        List<Map<String, String>> newestFirst = new ArrayList<>();
        reading.lock();
        try {
            history.setString(1, conversation);
            try (ResultSet rows = history.executeQuery()) {
                while (rows.next()) {
                    newestFirst.add(Map.of("role", rows.getString(1), "content", rows.getString(2)));
                }
            }
        } finally {
            reading.unlock();
        }
        return newestFirst.reversed();
    }

    @Override
    public void close() throws SQLException {
        writer.close();
        reader.close();
    }
}
