package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.archive.ArchivePiece;
import dev.tabletalk.domain.archive.ArchiveSource;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.ConversationArchive;
import dev.tabletalk.domain.port.QueryResultRepository;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultPage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Whole conversations out of SQLite and into it: read in chunks of their own, written in one transaction. */
@Transactional(PersistenceConfiguration.WRITES)
class JdbcConversationArchive implements ConversationArchive {
    private static final int AT_ONCE = 100;

    private final JdbcClient readers;
    private final JdbcTemplate jdbc;
    private final TurnWrites turns;
    private final QueryResultRepository results;

    JdbcConversationArchive(
            @Qualifier("storeWriter") DataSource writer,
            @Qualifier("storeReaders") DataSource readers,
            QueryResultRepository results) {
        this.readers = JdbcClient.create(readers);
        this.jdbc = new JdbcTemplate(writer);
        this.turns = new TurnWrites(jdbc);
        this.results = results;
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public void read(ConversationId id, boolean withResults, Consumer<? super ArchivePiece> taker) {
        String conversation = id.toString();
        Conversation head = readers.sql("SELECT * FROM conversation WHERE id = ?")
                .param(conversation)
                .query((row, index) -> ConversationEntity.of(new StoredRow(row)).toDomain())
                .optional()
                .orElseThrow(() -> FailureException.notFound("conversation", id));
        List<Long> messages = numbers("SELECT id FROM message WHERE conversation_id = ? ORDER BY id", conversation);
        taker.accept(new ArchivePiece.Head(head));
        long turn = 0;
        List<NumberedTurn> some = turnsAfter(conversation, turn);
        while (!some.isEmpty()) {
            some.forEach(numbered -> taker.accept(numbered.piece()));
            some = turnsAfter(conversation, some.getLast().number());
        }
        for (int from = 0; from < messages.size(); from += AT_ONCE) {
            said(messages.subList(from, Math.min(messages.size(), from + AT_ONCE)))
                    .forEach(taker);
        }
        if (withResults) {
            readers.sql("SELECT id FROM query_result WHERE conversation_id = ? ORDER BY rowid")
                    .param(conversation)
                    .query((row, index) -> ResultId.parse(row.getString("id")))
                    .list()
                    .forEach(result -> result(result, taker));
        }
    }

    private List<Long> numbers(String sql, String conversation) {
        return readers.sql(sql)
                .param(conversation)
                .query((row, index) -> row.getLong(1))
                .list();
    }

    private record NumberedTurn(long number, ArchivePiece.OfTurn piece) {}

    private List<NumberedTurn> turnsAfter(String conversation, long number) {
        return readers.sql("""
                        SELECT * FROM turn WHERE conversation_id = :conversation AND queue_number > :number
                            AND status <> 'QUEUED' AND NOT (status = 'STOPPED' AND started_at IS NULL)
                        ORDER BY queue_number LIMIT :limit
                        """)
                .param("conversation", conversation)
                .param("number", number)
                .param("limit", AT_ONCE)
                .query((row, index) -> turn(row))
                .list();
    }

    private static NumberedTurn turn(ResultSet row) throws SQLException {
        StoredRow stored = new StoredRow(row);
        return new NumberedTurn(
                stored.number("queue_number"),
                new ArchivePiece.OfTurn(TurnEntity.of(stored).toDomain()));
    }

    private List<ArchivePiece.Said> said(List<Long> ids) {
        String numbers = StoreJson.ofNumbers(ids);
        List<MessageEntity> messages = readers.sql(
                        "SELECT * FROM message WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id")
                .param(numbers)
                .query((row, index) -> MessageEntity.of(new StoredRow(row)))
                .list();
        List<ToolCallEntity> calls = readers.sql(ToolCallRows.OF_MESSAGES)
                .param("messageIds", numbers)
                .query((row, index) -> ToolCallEntity.of(new StoredRow(row)))
                .list();
        List<Message> all = Transcripts.toDomain(messages, calls);
        List<ArchivePiece.Said> pieces = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            pieces.add(new ArchivePiece.Said(all.get(i), messages.get(i).place()));
        }
        return pieces;
    }

    private void result(ResultId id, Consumer<? super ArchivePiece> taker) {
        results.page(id, 0, Integer.MAX_VALUE).ifPresent(page -> taker.accept(new ArchivePiece.Shown(whole(page))));
    }

    private static QueryResult whole(ResultPage page) {
        return new QueryResult(
                page.id(),
                page.sql(),
                page.columns(),
                page.rows(),
                page.truncated(),
                page.elapsed(),
                page.executedAt());
    }

    @Override
    public void add(ArchiveSource pieces) {
        pieces.passTo(new Writing());
    }

    /** Writes what comes; the transaction is that of the call. */
    private final class Writing implements Consumer<ArchivePiece> {
        private @Nullable Conversation conversation;

        @Override
        public void accept(ArchivePiece piece) {
            switch (piece) {
                case ArchivePiece.Head(Conversation head) -> begin(head);
                case ArchivePiece.OfTurn turn -> turns.save(turn.turn(), null);
                case ArchivePiece.Said(Message message, TurnId place) -> write(message, place);
                case ArchivePiece.Shown(QueryResult result) -> write(result);
            }
        }

        private void begin(Conversation head) {
            if (jdbc.queryForList(
                            "SELECT 1 FROM connection WHERE id = ?",
                            head.connectionId().value())
                    .isEmpty()) {
                throw FailureException.notFound("connection", head.connectionId());
            }
            conversation = head;
            ConversationEntity.of(head).insert(jdbc);
        }

        private void write(Message message, @Nullable TurnId place) {
            MessageEntity entity = MessageEntity.of(message, place);
            entity.insert(jdbc);
            List<ToolCall> calls = message instanceof Message.AssistantMessage said ? said.toolCalls() : List.of();
            ToolCallEntity.insert(jdbc, entity.id(), calls);
            jdbc.update(
                    "UPDATE conversation SET message_count = message_count + 1 WHERE id = ?",
                    message.conversationId().toString());
        }

        private void write(QueryResult result) {
            Conversation owner = conversation;
            if (owner == null) {
                throw new IllegalStateException("A result came before its conversation");
            }
            QueryResultEntity.of(owner.connectionId(), owner.id(), result).insert(jdbc);
            for (int first = 0; first < result.rowCount(); first += ResultChunkEntity.ROWS) {
                int end = Math.min(result.rowCount(), first + ResultChunkEntity.ROWS);
                ResultChunkEntity.of(result.id(), first, result.rows().subList(first, end))
                        .insert(jdbc);
            }
        }
    }
}
