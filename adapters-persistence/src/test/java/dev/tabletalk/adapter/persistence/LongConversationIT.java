package dev.tabletalk.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessagePage;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.port.StoreContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;

/** A conversation of 2,000 turns costs what is shown of it. The cost is counted in the steps of SQLite's virtual machine. */
final class LongConversationIT extends StoreIT {
    private static final int FEW = 100;
    private static final int MANY = 2_000;
    private static final int PAGE = 50;

    /** What deeper trees of the indexes may add. */
    private static final double LITTLE_MORE = 1.25;

    @Autowired
    @Qualifier("storeWriter")
    private DataSource writer;

    @Autowired
    @Qualifier("storeReaders")
    private DataSource readers;

    private final AtomicLong steps = new AtomicLong();
    private Conversation small;
    private Conversation large;

    @BeforeEach
    void talk() throws SQLException {
        small = givenTurns(FEW);
        large = givenTurns(MANY);
        count(writer, 1, true);
        count(readers, 4, true);
    }

    @AfterEach
    void stopCounting() throws SQLException {
        count(writer, 1, false);
        count(readers, 4, false);
    }

    private void count(DataSource pool, int connections, boolean on) throws SQLException {
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            all.add(pool.getConnection());
        }
        for (Connection connection : all) {
            SQLiteConnection sqlite = connection.unwrap(SQLiteConnection.class);
            if (on) {
                ProgressHandler.setHandler(sqlite, 1, new ProgressHandler() {
                    @Override
                    protected int progress() {
                        steps.incrementAndGet();
                        return 0;
                    }
                });
            } else {
                ProgressHandler.clearHandler(sqlite);
            }
            connection.close();
        }
    }

    /** Each turn a question, an answer with a tool call, and no other version. */
    private Conversation givenTurns(int count) {
        Conversation conversation = givenConversation();
        String id = conversation.id().toString();
        JdbcClient client = JdbcClient.create(writer);
        String turns = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + count + ") ";
        client.sql(turns + """
                INSERT INTO turn (id, conversation_id, parent_id, status, model, input_tokens, output_tokens, open_calls,
                    created_at, started_at, ended_at, replies)
                SELECT printf('%08x-%04x-7000-8000-000000000000', :size, i), :id,
                    iif(i = 1, NULL, printf('%08x-%04x-7000-8000-000000000000', :size, i - 1)),
                    'COMPLETED', 'gpt', 1, 1, '[]', i, i, i, 1 FROM n
                """).param("id", id).param("size", count).update();
        client.sql(turns + """
                INSERT INTO message (conversation_id, turn_id, role, text, status, created_at)
                SELECT :id, printf('%08x-%04x-7000-8000-000000000000', :size, (i + 1) / 2),
                    iif(i % 2, 'USER', 'ASSISTANT'), 'm' || i, 'COMPLETED', i
                FROM (SELECT i FROM n UNION ALL SELECT i + :size FROM n) ORDER BY i
                """).param("id", id).param("size", count).update();
        client.sql("""
                INSERT INTO tool_call (message_id, position, call_id, tool, arguments, status, output, elapsed)
                SELECT id, 0, 'c1', 'list_tables', '{}', 'SUCCEEDED', 'orders', 1 FROM message
                WHERE conversation_id = :id AND role = 'ASSISTANT'
                """).param("id", id).update();
        client.sql("UPDATE conversation SET message_count = :count, head_turn_id = :head WHERE id = :id")
                .param("count", 2 * count)
                .param("head", turn(count, count).toString())
                .param("id", id)
                .update();
        return conversation;
    }

    /** The turn at a place in the conversation that has so many. */
    private static TurnId turn(int size, int number) {
        return TurnId.parse("%08x-%04x-7000-8000-000000000000".formatted(size, number));
    }

    private long stepsOf(Runnable action) {
        action.run(); // so that everything is prepared
        steps.set(0);
        action.run();
        return steps.get();
    }

    private void assertSameCost(Runnable inSmall, Runnable inLarge) {
        long few = stepsOf(inSmall);
        long many = stepsOf(inLarge);
        assertThat(few).isPositive();
        assertThat(many).isLessThanOrEqualTo((long) (few * LITTLE_MORE));
    }

    private MessagePage page(Conversation conversation) {
        return transcript().page(conversation.id(), null, PAGE);
    }

    @Test
    void readsTheNewestPage() {
        assertThat(page(large).messages()).hasSize(PAGE);
        assertThat(page(large).messages().getLast().turnId()).isEqualTo(turn(MANY, MANY));
        assertSameCost(() -> page(small), () -> page(large));
    }

    @Test
    void readsAPageBeforeThat() {
        Message first = page(small).messages().getFirst();
        Message middle = page(large).messages().getFirst();
        assertSameCost(
                () -> transcript().page(small.id(), first.id(), PAGE),
                () -> transcript().page(large.id(), middle.id(), PAGE));
    }

    @Test
    void readsTheVersionsOfAPage() {
        assertSameCost(
                () -> tree().versions(List.of(turn(FEW, FEW), turn(FEW, FEW / 2))),
                () -> tree().versions(List.of(turn(MANY, MANY), turn(MANY, MANY / 2))));
    }

    @Test
    void readsWhatTheModelIsToSee() {
        assertSameCost(() -> tree().path(turn(FEW, FEW), PAGE), () -> tree().path(turn(MANY, MANY), PAGE));
    }

    @Test
    void asksAQuestion() {
        assertSameCost(() -> ask(small.id(), turn(FEW, FEW)), () -> ask(large.id(), turn(MANY, MANY)));
    }

    @Test
    void editsAQuestionInTheMiddle() {
        assertSameCost(() -> ask(small.id(), turn(FEW, FEW / 2)), () -> ask(large.id(), turn(MANY, MANY / 2)));
    }

    private void ask(ConversationId id, TurnId parent) {
        Turn turn = Turn.queue(id, parent, NOW).start("gpt", NOW);
        transcript().append(StoreContract.question(id, turn.id(), "How?", NOW), turn);
    }
}
