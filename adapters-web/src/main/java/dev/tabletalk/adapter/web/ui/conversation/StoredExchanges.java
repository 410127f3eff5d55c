package dev.tabletalk.adapter.web.ui.conversation;

import dev.tabletalk.adapter.web.ui.conversation.Exchange.Part;
import dev.tabletalk.adapter.web.ui.conversation.Exchange.State;
import dev.tabletalk.application.agent.AgentRun;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.Message.AssistantMessage;
import dev.tabletalk.domain.conversation.Message.UserMessage;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes exchanges out of the messages of a transcript. */
final class StoredExchanges {
    private StoredExchanges() {}

    /** @param openEnd tells how a turn stands whose last message does not say it */
    static List<Exchange> of(List<Message> messages, Function<TurnId, State> openEnd) {
        Map<String, List<Message>> groups = new LinkedHashMap<>();
        messages.forEach(message ->
                groups.computeIfAbsent(key(message), key -> new ArrayList<>()).add(message));
        return groups.entrySet().stream()
                .map(group -> exchange(group.getKey(), group.getValue(), openEnd))
                .toList();
    }

    static String key(TurnId turnId) {
        return turnId.toString();
    }

    static @Nullable String question(AgentRun run) {
        MessageText question = run.question();
        return question == null ? null : question.value();
    }

    static String key(Message message) {
        TurnId turnId = message.turnId();
        return turnId == null ? "message-" + message.id() : key(turnId);
    }

    /** A turn that is over, from what the store tells of it as events. */
    static Exchange of(AgentRun over) {
        LiveExchange told = new LiveExchange(over.turnId(), question(over));
        try {
            over.eventsAfter(0, Duration.ZERO).forEach(event -> told.apply(event.event()));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        return told.snapshot();
    }

    private static Exchange exchange(String key, List<Message> messages, Function<TurnId, State> openEnd) {
        Message first = messages.getFirst();
        Message last = messages.getLast();
        State state = state(last, openEnd);
        return new Exchange(
                key,
                first.turnId(),
                first instanceof UserMessage question ? question.text() : null,
                parts(messages),
                state);
    }

    private static List<Part> parts(List<Message> messages) {
        List<Part> parts = new ArrayList<>();
        for (Message message : messages) {
            if (message instanceof AssistantMessage reply) {
                if (!reply.text().isEmpty()) {
                    parts.add(new Part.Prose(reply.text()));
                }
                reply.toolCalls().forEach(call -> parts.add(new Part.Use(call)));
            }
        }
        return parts;
    }

    private static State state(Message last, Function<TurnId, State> openEnd) {
        TurnId turnId = last.turnId();
        return switch (last) {
            case UserMessage _ -> turnId == null ? new State.Done() : openEnd.apply(turnId);
            case AssistantMessage reply ->
                switch (reply.status()) {
                    case COMPLETED ->
                        reply.toolCalls().isEmpty() || turnId == null ? new State.Done() : openEnd.apply(turnId);
                    case STOPPED -> new State.Stopped();
                    case FAILED -> new State.Failed(known(reply.failure()));
                    case INTERRUPTED -> new State.Interrupted(known(reply.failure()));
                };
        };
    }

    static Failure known(@Nullable Failure failure) {
        return failure == null ? new Failure(FailureCode.INTERNAL, "It is not known why this ended.") : failure;
    }
}
