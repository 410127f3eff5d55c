package dev.tabletalk.application.agent;

import dev.tabletalk.domain.chart.NamedChart;
import dev.tabletalk.domain.conversation.FollowUps;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.query.ResultId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A run that is over, told again from the store.
 *
 * @param events all of them
 */
record StoredRun(Turn turn, @Nullable MessageText question, List<NumberedEvent> events) implements AgentRun {
    /**
     * From what the store has.
     *
     * @param messages of the turn, oldest first
     * @param followUps those that were told within the run
     * @param charts those that the turn shows, by their result
     */
    static StoredRun of(
            Turn turn, List<Message> messages, FollowUps followUps, Function<ResultId, Optional<NamedChart>> charts) {
        MessageText question =
                messages.isEmpty() ? null : new MessageText(messages.getFirst().text());
        return new StoredRun(turn, question, Replay.of(turn, messages, followUps, charts));
    }

    @Override
    public int ahead() {
        return 0;
    }

    @Override
    public List<NumberedEvent> eventsAfter(long number, Duration wait) {
        return NumberedEvent.after(number, events);
    }

    @Override
    public long newestEvent() {
        return events.isEmpty() ? 0 : events.getLast().number();
    }

    @Override
    public void stop() {
        // it is over
    }
}
