package dev.tabletalk.adapter.persistence;

import dev.tabletalk.domain.conversation.AnswerNote;
import dev.tabletalk.domain.conversation.Feedback;
import dev.tabletalk.domain.conversation.FollowUps;
import dev.tabletalk.domain.conversation.TokenUsage;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.AnswerNotes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What is said beside answers, in columns of their turns. */
@Transactional(PersistenceConfiguration.WRITES)
class JdbcAnswerNotes implements AnswerNotes {
    private final JdbcClient writer;
    private final JdbcClient readers;

    JdbcAnswerNotes(@Qualifier("storeWriter") DataSource writer, @Qualifier("storeReaders") DataSource readers) {
        this.writer = JdbcClient.create(writer);
        this.readers = JdbcClient.create(readers);
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<TurnId, AnswerNote> of(Collection<TurnId> turns) {
        Map<TurnId, AnswerNote> notes = new HashMap<>();
        readers.sql("""
                        SELECT id, model, input_tokens, output_tokens,
                            MAX(replies, (SELECT COALESCE(MAX(step), 0) FROM model_call WHERE turn_id = turn.id)) AS steps,
                            ended_at - started_at AS elapsed, follow_ups, follow_ups_told, rating, rating_reason
                        FROM turn WHERE id IN (SELECT value FROM json_each(?))
                        """)
                .param(StoreJson.ofTexts(turns.stream().map(TurnId::toString).toList()))
                .query(row -> {
                    notes.put(TurnId.parse(row.getString("id")), note(row));
                });
        return notes;
    }

    private static AnswerNote note(ResultSet row) throws SQLException {
        String model = row.getString("model");
        long elapsed = row.getLong("elapsed");
        boolean over = !row.wasNull();
        return new AnswerNote(
                model == null ? null : StoredText.decode(model),
                new TokenUsage(row.getLong("input_tokens"), row.getLong("output_tokens")),
                row.getInt("steps"),
                over ? Duration.ofNanos(elapsed) : null,
                followUps(row),
                row.getBoolean("follow_ups_told"),
                feedback(row));
    }

    static FollowUps followUps(ResultSet row) throws SQLException {
        String followUps = row.getString("follow_ups");
        return followUps == null ? FollowUps.NONE : new FollowUps(StoreJson.texts(StoredText.decode(followUps)));
    }

    static @Nullable Feedback feedback(ResultSet row) throws SQLException {
        String rating = row.getString("rating");
        String reason = row.getString("rating_reason");
        return rating == null
                ? null
                : new Feedback(Feedback.Rating.valueOf(rating), reason == null ? null : StoredText.decode(reason));
    }

    @Override
    public void keep(TurnId turn, FollowUps followUps, boolean toldWithinRun) {
        writer.sql("UPDATE turn SET follow_ups = ?, follow_ups_told = ? WHERE id = ?")
                .params(StoredText.encode(StoreJson.ofTexts(followUps.questions())), toldWithinRun, turn.toString())
                .update();
    }

    @Override
    public void rate(TurnId turn, @Nullable Feedback feedback) {
        String reason = feedback == null ? null : feedback.reason();
        int rated = writer.sql("UPDATE turn SET rating = ?, rating_reason = ? WHERE id = ?")
                .param(feedback == null ? null : feedback.rating().name())
                .param(reason == null ? null : StoredText.encode(reason))
                .param(turn.toString())
                .update();
        if (rated == 0) {
            throw FailureException.notFound("turn", turn);
        }
    }
}
