package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.port.ModelCallRepository;
import dev.tabletalk.domain.trace.CallEnd;
import dev.tabletalk.domain.trace.CallPurpose;
import dev.tabletalk.domain.trace.ModelCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Calls to models in SQLite: what the requests of a conversation share is kept once, found by its hash. */
@Transactional(PersistenceConfiguration.WRITES)
class JdbcModelCallRepository implements ModelCallRepository {
    private static final String ADD_CALL = """
            INSERT INTO model_call (turn_id, number, purpose, step, model, server, started_at, elapsed, first_text,
                input_tokens, output_tokens, outcome, failure_code, failure_message, failure_field, attempts, request)
            SELECT id, (SELECT coalesce(max(number), 0) + 1 FROM model_call WHERE turn_id = turn.id),
                ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
            FROM turn WHERE id = ?
            """;

    private static final String ADD_PIECE = """
            INSERT INTO request_piece (conversation_id, hash, text)
            SELECT conversation_id, ?, ? FROM turn WHERE id = ? ON CONFLICT (conversation_id, hash) DO NOTHING
            """;

    private final JdbcTemplate writer;
    private final JdbcClient readers;

    JdbcModelCallRepository(
            @Qualifier("storeWriter") DataSource writer, @Qualifier("storeReaders") DataSource readers) {
        this.writer = new JdbcTemplate(writer);
        this.readers = JdbcClient.create(readers);
    }

    @Override
    public void add(TurnId turn, ModelCall call, String request) {
        Map<String, String> pieces = new LinkedHashMap<>();
        List<String> hashes = RequestPieces.of(request).stream()
                .map(piece -> {
                    String stored = StoredText.encode(piece);
                    String hash = hash(stored);
                    pieces.put(hash, stored);
                    return hash;
                })
                .toList();
        Failure failure = call.failure();
        int added = writer.update(
                ADD_CALL,
                call.purpose().name(),
                call.step(),
                StoredText.encode(call.model()),
                call.server(),
                StoredInstant.encode(call.startedAt()),
                call.elapsed().toNanos(),
                call.firstText() == null ? null : call.firstText().toNanos(),
                call.usage().input(),
                call.usage().output(),
                call.end().name(),
                failure == null ? null : failure.code().name(),
                failure == null ? null : StoredText.encode(failure.message()),
                failure == null || failure.field() == null ? null : StoredText.encode(failure.field()),
                call.attempts(),
                String.join(" ", hashes),
                turn.toString());
        if (added > 0 && !pieces.isEmpty()) {
            writer.batchUpdate(ADD_PIECE, pieces.entrySet(), pieces.size(), (statement, piece) -> {
                statement.setString(1, piece.getKey());
                statement.setString(2, piece.getValue());
                statement.setString(3, turn.toString());
            });
        }
    }

    /** Nobody can make two texts of one hash. */
    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK knows SHA-256.", impossible);
        }
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<ModelCall> ofTurn(TurnId turn) {
        return readers.sql("SELECT * FROM model_call WHERE turn_id = ? ORDER BY number")
                .param(turn.toString())
                .query((row, number) -> call(row))
                .list();
    }

    private static ModelCall call(ResultSet row) throws SQLException {
        long firstText = row.getLong("first_text");
        boolean spoke = !row.wasNull();
        return new ModelCall(
                CallPurpose.valueOf(row.getString("purpose")),
                row.getInt("step"),
                StoredText.decode(row.getString("model")),
                row.getString("server"),
                StoredInstant.decode(row.getLong("started_at")),
                Duration.ofNanos(row.getLong("elapsed")),
                spoke ? Duration.ofNanos(firstText) : null,
                new TokenUsage(row.getLong("input_tokens"), row.getLong("output_tokens")),
                CallEnd.valueOf(row.getString("outcome")),
                failure(row),
                row.getInt("attempts"));
    }

    private static @Nullable Failure failure(ResultSet row) throws SQLException {
        String code = row.getString("failure_code");
        if (code == null) {
            return null;
        }
        String field = row.getString("failure_field");
        return new Failure(
                FailureCode.valueOf(code),
                StoredText.decode(row.getString("failure_message")),
                field == null ? null : StoredText.decode(field));
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<String> request(TurnId turn, int number) {
        Optional<List<String>> hashes = readers.sql("SELECT request FROM model_call WHERE turn_id = ? AND number = ?")
                .params(turn.toString(), number)
                .query(String.class)
                .optional()
                .map(request -> request.isEmpty() ? List.of() : List.of(request.split(" ", -1)));
        if (hashes.isEmpty() || hashes.get().isEmpty()) {
            return hashes.map(nothing -> "");
        }
        Map<String, String> pieces = new LinkedHashMap<>();
        readers.sql("""
                        SELECT hash, text FROM request_piece
                        WHERE conversation_id = (SELECT conversation_id FROM turn WHERE id = ?)
                            AND hash IN (SELECT value FROM json_each(?))
                        """)
                .params(turn.toString(), StoreJson.ofTexts(hashes.get()))
                .query(row -> {
                    pieces.put(row.getString("hash"), StoredText.decode(row.getString("text")));
                });
        StringBuilder body = new StringBuilder();
        for (String hash : hashes.get()) {
            String piece = pieces.get(hash);
            if (piece == null) {
                return Optional.empty(); // its conversation is being deleted
            }
            body.append(piece);
        }
        return Optional.of(body.toString());
    }
}
