package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.PartialText;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnStatus;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.TurnRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** Turns in SQLite. */
@Transactional
class JpaTurnRepository implements TurnRepository {
    private static final String SERVER_STOPPED =
            "The server ended before the answer was complete. What had been said is kept.";

    /** A piece of the step that a running turn is at; one that was kept before may have grown. */
    private static final String SAVE_PARTIAL_TEXT = """
            INSERT INTO turn_partial_text (turn_id, text_offset, text)
            SELECT id, ?, ? FROM turn WHERE id = ? AND status = 'RUNNING' AND replies = ?
            ON CONFLICT (turn_id, text_offset) DO UPDATE SET text = excluded.text
            """;

    private final JdbcTemplate jdbc;
    private final TurnWrites writes;
    private final TurnRows rows;
    private final ConversationRows conversations;
    private final MessageRows messages;
    private final ToolCallRows calls;

    JpaTurnRepository(
            DataSource store, TurnRows rows, ConversationRows conversations, MessageRows messages, ToolCallRows calls) {
        this.jdbc = new JdbcTemplate(store);
        this.writes = new TurnWrites(jdbc);
        this.rows = rows;
        this.conversations = conversations;
        this.messages = messages;
        this.calls = calls;
    }

    @Override
    public void enqueue(Turn turn, MessageText question) {
        if (!conversations.existsById(turn.conversationId().toString())) {
            throw FailureException.notFound("conversation", turn.conversationId());
        }
        writes.save(turn, question);
    }

    @Override
    public void save(Turn turn) {
        String id = turn.id().toString();
        rows.findById(id).ifPresent(entity -> entity.apply(turn));
        if (turn.status().isOver()) {
            calls.cancelOpen(id);
        }
        if (turn.status() == TurnStatus.STOPPED && turn.startedAt() == null) {
            rows.leavePlace(id);
        }
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Turn> find(TurnId id) {
        return rows.findById(id.toString()).map(TurnEntity::toDomain);
    }

    @Override
    @Transactional(readOnly = true)
    public List<Message> messages(TurnId id) {
        return Transcripts.toDomain(messages.ofTurn(id.toString()), calls.ofTurn(id.toString()));
    }

    @Override
    public void savePartialTexts(List<PartialText> pieces) {
        jdbc.batchUpdate(SAVE_PARTIAL_TEXT, pieces, pieces.size(), (statement, piece) -> {
            statement.setInt(1, piece.offset());
            statement.setString(2, StoredText.encode(piece.text()));
            statement.setString(3, piece.turnId().toString());
            statement.setInt(4, piece.step());
        });
    }

    @Override
    public int interruptAbandoned(Instant now) {
        long at = StoredInstant.encode(now);
        String code = FailureCode.SERVER_STOPPED.name();
        rows.cancelAbandonedCalls();
        rows.closeAbandonedTranscripts(at, code, SERVER_STOPPED);
        rows.markAbandonedConversations(at);
        rows.dropPartialTexts();
        return rows.interruptAbandoned(at, code, SERVER_STOPPED);
    }
}
