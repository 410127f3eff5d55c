package dev.tabletalk.domain.port;

import dev.tabletalk.domain.chart.Chart;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.Message.AssistantMessage;
import dev.tabletalk.domain.conversation.Message.UserMessage;
import dev.tabletalk.domain.conversation.QueryCell;
import dev.tabletalk.domain.conversation.SqlVersion;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnStatus;
import dev.tabletalk.domain.conversation.TurnVersions;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.query.QueryResult;
import dev.tabletalk.domain.query.ResultId;
import dev.tabletalk.domain.query.ResultSummary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Versions that are forgotten with the process. */
public final class InMemoryTurnTree implements TurnTree {
    private final InMemoryStore store;

    public InMemoryTurnTree(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public List<Message> path(TurnId end, int limit) {
        synchronized (store) {
            List<Message> path = store.messagesOf(turn(end).conversationId(), end);
            return path.subList(Math.max(0, path.size() - limit), path.size());
        }
    }

    @Override
    public Map<TurnId, TurnVersions> versions(Collection<TurnId> turns) {
        synchronized (store) {
            Map<TurnId, TurnVersions> all = new HashMap<>();
            for (TurnId id : turns) {
                Turn turn = turn(id);
                List<TurnId> versions = versionsAfter(turn.conversationId(), turn.parentId());
                int index = versions.indexOf(id);
                if (index >= 0 && versions.size() > 1) {
                    all.put(
                            id,
                            new TurnVersions(
                                    index + 1,
                                    versions.size(),
                                    index == 0 ? null : versions.get(index - 1),
                                    index == versions.size() - 1 ? null : versions.get(index + 1)));
                }
            }
            return all;
        }
    }

    private List<TurnId> versionsAfter(ConversationId conversation, @Nullable TurnId parent) {
        return store.turns.values().stream()
                .map(InMemoryStore.QueuedTurn::turn)
                .filter(turn -> turn.conversationId().equals(conversation) && Objects.equals(turn.parentId(), parent))
                .filter(turn -> turn.status() != TurnStatus.QUEUED
                        && !(turn.status() == TurnStatus.STOPPED && turn.startedAt() == null))
                .map(Turn::id)
                .toList();
    }

    @Override
    public TurnId newestEnd(TurnId turn) {
        synchronized (store) {
            TurnId end = turn;
            List<TurnId> below = versionsAfter(turn(turn).conversationId(), turn);
            while (!below.isEmpty()) {
                end = below.getLast();
                below = versionsAfter(turn(turn).conversationId(), end);
            }
            return end;
        }
    }

    @Override
    public Conversation copyPath(TurnId end, Conversation copy) {
        synchronized (store) {
            ConversationId from = turn(end).conversationId();
            Map<TurnId, TurnId> copies = copyTurns(end, copy);
            TurnId newEnd = Objects.requireNonNull(copies.get(end));
            List<Message> path = store.messagesOf(from, end);
            int last = path.stream()
                    .filter(message -> end.equals(message.turnId()))
                    .map(path::indexOf)
                    .reduce(0, Math::max);
            Conversation stored = copy.showing(newEnd);
            store.conversations.put(stored.id(), stored);
            Map<ResultId, ResultId> results = new HashMap<>();
            path.subList(0, last + 1).forEach(message -> copyMessage(message, stored, copies, results));
            copySqlVersions(stored, copies, results);
            copyCharts(copies, results);
            return stored;
        }
    }

    private Map<TurnId, TurnId> copyTurns(TurnId end, Conversation copy) {
        Map<TurnId, TurnId> copies = new HashMap<>();
        for (TurnId old : store.pathTo(end)) {
            if (old != null) {
                copies.put(old, TurnId.create(copy.createdAt()));
            }
        }
        List.copyOf(store.turns.values()).stream()
                .map(InMemoryStore.QueuedTurn::turn)
                .filter(old -> copies.containsKey(old.id()))
                .forEach(old -> store.turns.put(
                        Objects.requireNonNull(copies.get(old.id())),
                        new InMemoryStore.QueuedTurn(copyOf(old, copy.id(), copies), null)));
        copies.forEach((old, made) -> {
            InMemoryStore.Beside notes = store.beside.get(old);
            if (notes != null) {
                store.beside.put(made, new InMemoryStore.Beside(notes.followUps(), false, notes.feedback()));
            }
        });
        return copies;
    }

    private static Turn copyOf(Turn old, ConversationId into, Map<TurnId, TurnId> copies) {
        return new Turn(
                Objects.requireNonNull(copies.get(old.id())),
                into,
                old.parentId() == null ? null : copies.get(old.parentId()),
                old.status(),
                old.model(),
                old.usage(),
                old.replies(),
                old.openCalls(),
                old.failure(),
                old.createdAt(),
                old.startedAt(),
                old.endedAt(),
                null);
    }

    private void copyCharts(Map<TurnId, TurnId> turns, Map<ResultId, ResultId> results) {
        turns.forEach((old, copy) -> {
            Map<ResultId, Chart> charts = new HashMap<>();
            store.charts.getOrDefault(old, Map.of()).forEach((result, chart) -> {
                ResultId copied = results.get(result);
                if (copied != null) {
                    charts.put(copied, chart);
                }
            });
            store.charts.put(copy, charts);
        });
    }

    private void copyMessage(
            Message message, Conversation into, Map<TurnId, TurnId> copies, Map<ResultId, ResultId> results) {
        TurnId turn = message.turnId() == null ? null : copies.get(message.turnId());
        TurnId place = store.placeOf(message.id());
        Message copied = switch (message) {
            case UserMessage user ->
                new UserMessage(store.nextMessageId(), into.id(), turn, user.text(), user.createdAt());
            case AssistantMessage said ->
                new AssistantMessage(
                        store.nextMessageId(),
                        into.id(),
                        turn,
                        said.text(),
                        said.toolCalls().stream()
                                .map(call -> copyOfCall(call, into, results))
                                .toList(),
                        said.status(),
                        said.failure(),
                        said.createdAt());
        };
        store.putCopy(copied, place == null ? null : copies.get(place));
    }

    private void copySqlVersions(Conversation into, Map<TurnId, TurnId> copies, Map<ResultId, ResultId> results) {
        Map.copyOf(store.sqlVersions).forEach((cell, versions) -> {
            TurnId copied = copies.get(cell.turnId());
            if (copied != null) {
                store.sqlVersions.put(
                        new QueryCell(copied, cell.callId()),
                        new ArrayList<>(versions.stream()
                                .map(version -> new SqlVersion(
                                        version.number(),
                                        version.sql(),
                                        copyOfOutcome(version.outcome(), into, results),
                                        version.createdAt()))
                                .toList()));
            }
        });
    }

    private ToolCall copyOfCall(ToolCall call, Conversation into, Map<ResultId, ResultId> results) {
        ToolOutcome outcome = call.outcome();
        return outcome == null ? call : call.answered(copyOfOutcome(outcome, into, results));
    }

    private ToolOutcome copyOfOutcome(ToolOutcome outcome, Conversation into, Map<ResultId, ResultId> results) {
        if (!(outcome instanceof ToolOutcome.Succeeded done) || done.result() == null) {
            return outcome;
        }
        ResultSummary old = done.result();
        ResultId copy = results.computeIfAbsent(old.id(), id -> copyOfResult(id, into.id()));
        return new ToolOutcome.Succeeded(
                done.output().replaceFirst("^Result " + old.id().shortForm(), "Result " + copy.shortForm()),
                new ResultSummary(copy, old.rowCount(), old.truncated()),
                done.elapsed());
    }

    private ResultId copyOfResult(ResultId old, ConversationId into) {
        InMemoryStore.ShownResult shown = Objects.requireNonNull(store.results.get(old));
        QueryResult result = shown.result();
        ResultId id = ResultId.create();
        store.results.put(
                id,
                new InMemoryStore.ShownResult(
                        shown.connectionId(),
                        into,
                        new QueryResult(
                                id,
                                result.sql(),
                                result.columns(),
                                result.rows(),
                                result.truncated(),
                                result.elapsed(),
                                result.executedAt())));
        return id;
    }

    private Turn turn(TurnId id) {
        InMemoryStore.QueuedTurn known = store.turns.get(id);
        if (known == null) {
            throw FailureException.notFound("turn", id);
        }
        return known.turn();
    }
}
