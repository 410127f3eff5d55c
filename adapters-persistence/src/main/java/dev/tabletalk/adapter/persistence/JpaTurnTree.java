package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnVersions;
import dev.tabletalk.domain.port.TurnTree;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Versions of conversations in SQLite. */
@Transactional
class JpaTurnTree implements TurnTree {
    /** A turn that has left the queue otherwise than by being withdrawn. */
    private static final String IS_VERSION =
            "v.status <> 'QUEUED' AND NOT (v.status = 'STOPPED' AND v.started_at IS NULL)";

    private static final String VERSIONS_OF_T =
            "FROM turn v WHERE v.parent_id IS t.parent_id AND v.conversation_id = t.conversation_id AND " + IS_VERSION;

    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final JdbcClient readers;

    JpaTurnTree(EntityManager entities, DataSource store, @Qualifier("storeReaders") DataSource readers) {
        this.entities = entities;
        this.jdbc = JdbcClient.create(store);
        this.readers = JdbcClient.create(readers);
    }

    /** Plain SQL: every question pays for it. */
    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Message> path(TurnId end, int limit) {
        List<MessageEntity> messages = readers.sql(MessagePaths.OF_TURN)
                .param("turnId", end.toString())
                .param("limit", limit)
                .query((row, index) -> MessageEntity.of(new StoredRow(row)))
                .list();
        return Transcripts.toDomain(messages.reversed(), calls(messages));
    }

    private List<ToolCallEntity> calls(List<MessageEntity> messages) {
        if (messages.stream().noneMatch(MessageEntity::mayHaveCalls)) {
            return List.of();
        }
        return readers.sql(ToolCallRows.OF_MESSAGES)
                .param(
                        "messageIds",
                        StoreJson.ofNumbers(
                                messages.stream().map(MessageEntity::id).toList()))
                .query((row, index) -> ToolCallEntity.of(new StoredRow(row)))
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public Map<TurnId, TurnVersions> versions(Collection<TurnId> turns) {
        return jdbc
                .sql("""
                        SELECT t.id,
                            (SELECT count(*) %1$s AND v.queue_number <= t.queue_number) AS number,
                            (SELECT count(*) %1$s) AS count,
                            (SELECT v.id %1$s AND v.queue_number < t.queue_number
                                ORDER BY v.queue_number DESC LIMIT 1) AS previous,
                            (SELECT v.id %1$s AND v.queue_number > t.queue_number
                                ORDER BY v.queue_number LIMIT 1) AS next
                        FROM turn t WHERE t.id IN (SELECT value FROM json_each(:turns))
                        """.formatted(VERSIONS_OF_T))
                .param(
                        "turns",
                        StoreJson.ofTexts(turns.stream().map(TurnId::toString).toList()))
                .query((row, index) -> Map.entry(
                        TurnId.parse(row.getString("id")),
                        new TurnVersions(
                                row.getInt("number"),
                                row.getInt("count"),
                                turnId(row.getString("previous")),
                                turnId(row.getString("next")))))
                .stream()
                .filter(entry -> entry.getValue().count() > 1)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static @Nullable TurnId turnId(@Nullable String text) {
        return text == null ? null : TurnId.parse(text);
    }

    @Override
    @Transactional(readOnly = true)
    public TurnId newestEnd(TurnId turn) {
        return jdbc.sql("""
                        WITH RECURSIVE below (id, conversation_id, step) AS (
                            SELECT id, conversation_id, 0 FROM turn WHERE id = :turn
                            UNION ALL
                            SELECT (SELECT v.id FROM turn v
                                    WHERE v.parent_id = b.id AND v.conversation_id = b.conversation_id AND %s
                                    ORDER BY v.queue_number DESC LIMIT 1), b.conversation_id, b.step + 1
                            FROM below b WHERE b.id IS NOT NULL)
                        SELECT id FROM below WHERE id IS NOT NULL ORDER BY step DESC LIMIT 1
                        """.formatted(IS_VERSION))
                .param("turn", turn.toString())
                .query(String.class)
                .optional()
                .map(TurnId::parse)
                .orElse(turn);
    }

    @Override
    public Conversation copyPath(TurnId end, Conversation copy) {
        return new PathCopy(entities, jdbc, end, copy).make();
    }
}
