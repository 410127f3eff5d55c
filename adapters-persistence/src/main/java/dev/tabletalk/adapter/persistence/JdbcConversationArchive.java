package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.archive.ArchivePiece;
import dev.tabletalk.domain.archive.ArchiveSource;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.SqlVersion;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.AnswerNotes;
import dev.tabletalk.domain.port.ChartRepository;
import dev.tabletalk.domain.port.ConversationArchive;
import dev.tabletalk.domain.port.QueryResultRepository;
import dev.tabletalk.domain.port.SqlVersionRepository;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultPage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    private final AnswerNotes notes;
    private final SqlVersionRepository versions;
    private final ChartRepository charts;

    JdbcConversationArchive(
            @Qualifier("storeWriter") DataSource writer,
            @Qualifier("storeReaders") DataSource readers,
            QueryResultRepository results,
            AnswerNotes notes,
            SqlVersionRepository versions,
            ChartRepository charts) {
        this.readers = JdbcClient.create(readers);
        this.jdbc = new JdbcTemplate(writer);
        this.turns = new TurnWrites(jdbc);
        this.results = results;
        this.notes = notes;
        this.versions = versions;
        this.charts = charts;
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
        Set<TurnId> passed = new HashSet<>();
        List<NumberedTurn> some = turnsAfter(conversation, 0);
        while (!some.isEmpty()) {
            for (NumberedTurn numbered : some) {
                passed.add(numbered.piece().turn().id());
                taker.accept(numbered.piece());
            }
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
                    .forEach(result -> result(result, passed, taker));
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
                new ArchivePiece.OfTurn(TurnEntity.of(stored).toDomain(), notes(row)));
    }

    private static ArchivePiece.Notes notes(ResultSet row) throws SQLException {
        return new ArchivePiece.Notes(
                JdbcAnswerNotes.followUps(row), row.getBoolean("follow_ups_told"), JdbcAnswerNotes.feedback(row));
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
        Map<QueryCell, List<SqlVersion>> edited = versions(all);
        List<ArchivePiece.Said> pieces = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Message message = all.get(i);
            pieces.add(new ArchivePiece.Said(message, messages.get(i).place(), ofCalls(message, edited)));
        }
        return pieces;
    }

    private Map<QueryCell, List<SqlVersion>> versions(List<Message> messages) {
        List<String> ofTurns = messages.stream()
                .map(Message::turnId)
                .filter(Objects::nonNull)
                .map(TurnId::toString)
                .distinct()
                .toList();
        Map<QueryCell, List<SqlVersion>> edited = new HashMap<>();
        readers.sql(JdbcSqlVersionRepository.COLUMNS
                        + "WHERE v.turn_id IN (SELECT value FROM json_each(?)) ORDER BY v.number")
                .param(StoreJson.ofTexts(ofTurns))
                .query(row -> {
                    StoredRow stored = new StoredRow(row);
                    edited.computeIfAbsent(JdbcSqlVersionRepository.cell(stored), first -> new ArrayList<>())
                            .add(JdbcSqlVersionRepository.version(stored));
                });
        return edited;
    }

    private static Map<String, List<SqlVersion>> ofCalls(Message message, Map<QueryCell, List<SqlVersion>> edited) {
        Map<String, List<SqlVersion>> versions = new HashMap<>();
        TurnId turn = message.turnId();
        if (turn != null && message instanceof Message.AssistantMessage said) {
            for (ToolCall call : said.toolCalls()) {
                List<SqlVersion> known = edited.get(new QueryCell(turn, call.id()));
                if (known != null) {
                    versions.put(call.id(), known);
                }
            }
        }
        return versions;
    }

    private void result(ResultId id, Set<TurnId> passed, Consumer<? super ArchivePiece> taker) {
        results.page(id, 0, Integer.MAX_VALUE)
                .ifPresent(page -> taker.accept(new ArchivePiece.Shown(whole(page), charts(id, passed))));
    }

    /** Of turns that have been passed on alone: one may have begun since. */
    private List<ArchivePiece.Drawn> charts(ResultId id, Set<TurnId> passed) {
        List<ArchivePiece.Drawn> drawn = new ArrayList<>();
        readers.sql("""
                        SELECT c.turn_id, c.chart FROM result_chart c JOIN turn t ON t.id = c.turn_id
                        WHERE c.result_id = ? ORDER BY t.queue_number
                        """).param(id.toString()).query(row -> {
            TurnId turn = TurnId.parse(row.getString("turn_id"));
            if (passed.contains(turn)) {
                StoreJson.chart(StoredText.decode(row.getString("chart")))
                        .ifPresent(chart -> drawn.add(new ArchivePiece.Drawn(turn, chart)));
            }
        });
        return drawn;
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
                case ArchivePiece.OfTurn(Turn turn, ArchivePiece.Notes beside) -> {
                    turns.save(turn, null);
                    write(turn.id(), beside);
                }
                case ArchivePiece.Said said -> {
                    write(said.message(), said.place());
                    said.versions()
                            .forEach((call, edits) -> write(said.message().turnId(), call, edits));
                }
                case ArchivePiece.Shown(QueryResult result, List<ArchivePiece.Drawn> drawn) -> {
                    write(result);
                    drawn.forEach(one -> charts.save(one.turn(), result.id(), one.chart()));
                }
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

        private void write(TurnId turn, ArchivePiece.Notes beside) {
            if (!beside.followUps().isEmpty() || beside.toldWithinRun()) {
                notes.keep(turn, beside.followUps(), beside.toldWithinRun());
            }
            if (beside.feedback() != null) {
                notes.rate(turn, beside.feedback());
            }
        }

        private void write(@Nullable TurnId turn, String call, List<SqlVersion> edits) {
            if (turn == null) {
                throw new IllegalStateException("A query of no turn has versions");
            }
            for (SqlVersion edit : edits) {
                SqlVersion stored =
                        versions.append(new QueryCell(turn, call), edit.sql(), edit.outcome(), edit.createdAt());
                if (stored.number() != edit.number()) {
                    throw new IllegalStateException("Version " + edit.number() + " came as number " + stored.number());
                }
            }
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
