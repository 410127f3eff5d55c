package dev.tabletalk.application.agent;

import dev.tabletalk.application.agent.tool.ToolBox;
import dev.tabletalk.application.conversation.ActiveRuns;
import dev.tabletalk.application.conversation.ConversationEvent;
import dev.tabletalk.application.conversation.ConversationEvents;
import dev.tabletalk.application.conversation.ConversationTitler;
import dev.tabletalk.application.trace.ModelTraces;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.conversation.AnswerNote;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationSummary;
import dev.tabletalk.domain.conversation.FollowUps;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.NewMessage;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnStatus;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.AnswerNotes;
import dev.tabletalk.domain.port.ConnectionRepository;
import dev.tabletalk.domain.port.ConversationRepository;
import dev.tabletalk.domain.port.LanguageModel;
import dev.tabletalk.domain.port.SqlVersionRepository;
import dev.tabletalk.domain.port.Transcript;
import dev.tabletalk.domain.port.TurnRepository;
import dev.tabletalk.domain.port.TurnTree;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts, queues and stops runs; each has a virtual thread of its own. */
public final class AgentService implements AskAgentUseCase, ActiveRuns {
    private static final Logger LOG = LoggerFactory.getLogger(AgentService.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    static final Failure SERVER_STOPPED = new Failure(
            FailureCode.SERVER_STOPPED, "The server ended before the answer was complete. What had been said is kept.");

    private final ConnectionRepository connections;
    private final ConversationRepository conversations;
    private final Transcript transcript;
    private final TurnRepository turns;
    private final LanguageModel model;
    private final ToolBox tools;
    private final ConversationEvents events;
    private final Clock clock;
    private final AgentLoop loop;
    private final RunQueues queues;
    private final RunRecords records;
    private final RunTitles titles;
    private final AnswerNotes notes;
    private final FollowUpAsker followUps;
    private final ModelTraces traces;
    private final boolean thinksAhead;
    private volatile boolean closed;

    public AgentService(
            ConnectionRepository connections,
            ConversationRepository conversations,
            Transcript transcript,
            TurnRepository turns,
            TurnTree tree,
            SqlVersionRepository edits,
            LanguageModel model,
            ToolBox tools,
            ConversationTitler titler,
            AnswerNotes notes,
            FollowUpAsker followUps,
            ModelTraces traces,
            ConversationEvents events,
            Clock clock,
            AgentSettings settings) {
        this.connections = connections;
        this.conversations = conversations;
        this.transcript = transcript;
        this.turns = turns;
        this.model = model;
        this.tools = tools;
        this.events = events;
        this.clock = clock;
        this.notes = notes;
        this.followUps = followUps;
        this.traces = traces;
        this.thinksAhead = settings.followUps();
        this.loop = new AgentLoop(model, tools, transcript, tree, edits, traces, clock, settings);
        this.queues = new RunQueues(settings.maxRuns());
        this.records = new RunRecords(transcript, turns, settings.keepEvery());
        this.titles = new RunTitles(titler, turns, settings.titleWait());
    }

    @Override
    public AgentRun ask(ConversationId conversationId, MessageText question) {
        ConversationSummary summary = conversation(conversationId);
        Conversation conversation = summary.conversation();
        LiveRun run = newRun(conversation, conversation.head(), question);
        List<LiveRun> before = queues.add(run);
        if (!before.isEmpty() && isShown(before.getFirst().turn(), conversation.head())) {
            run.advance(run.turn().following(before.getLast().awaitParentForNext()));
        }
        return begin(run, conversation, summary.messageCount() == 0);
    }

    /** Whether who sees a conversation with this head sees the running turn, or is about to. */
    private static boolean isShown(Turn running, @Nullable TurnId head) {
        return running.startedAt() == null || running.id().equals(head) || Objects.equals(running.parentId(), head);
    }

    @Override
    public AgentRun askInstead(TurnId version, @Nullable MessageText question) {
        AgentRun old = find(version);
        MessageText asked = question == null ? old.question() : question;
        if (asked == null || old.question() == null || old.status() == TurnStatus.QUEUED) {
            throw FailureException.of(
                    FailureCode.CONFLICT, "That question was never asked, so there is nothing to replace.");
        }
        Conversation conversation = conversation(old.conversationId()).conversation();
        LiveRun run = newRun(conversation, old.turn().parentId(), asked);
        queues.add(run);
        return begin(run, conversation, false);
    }

    private ConversationSummary conversation(ConversationId id) {
        return conversations.find(id).orElseThrow(() -> FailureException.notFound("conversation", id));
    }

    private LiveRun newRun(Conversation conversation, @Nullable TurnId parent, MessageText question) {
        if (closed) {
            throw FailureException.of(
                    FailureCode.SERVER_STOPPED,
                    "Tabletalk is being stopped and takes no more questions. Ask again when it is back.");
        }
        DatabaseConnection connection = connections
                .find(conversation.connectionId())
                .orElseThrow(() -> FailureException.notFound("connection", conversation.connectionId()));
        return new LiveRun(Turn.queue(conversation.id(), parent, clock.instant()), connection, question, queues::ahead);
    }

    /**
     * Stores the question, and starts the run if there is a place for it.
     *
     * @param first whether nothing was said in the conversation before
     */
    private LiveRun begin(LiveRun run, Conversation conversation, boolean first) {
        boolean starts = false;
        for (LiveRun next : queues.startNext()) {
            if (next == run) {
                starts = true;
            } else {
                startThread(next);
            }
        }
        store(run, starts, first);
        if (starts) {
            startThread(run);
        } else {
            run.cancellation().onRequest(() -> withdraw(run));
        }
        titles.titleProvisionally(conversation, run.question().value());
        return run;
    }

    private void store(LiveRun run, boolean starts, boolean first) {
        boolean kept = false;
        try {
            if (starts) {
                begin(run, first);
            } else {
                turns.enqueue(run.turn(), run.question());
                publishRunChange(run);
            }
            kept = true;
        } finally {
            run.markStored(kept);
            if (!kept) {
                queues.forget(run);
                if (starts) {
                    queues.finish(run);
                } else {
                    queues.withdraw(run);
                }
                startNext();
            }
        }
    }

    /** Makes the question part of the transcript and the turn a running one. */
    private void begin(LiveRun run, boolean first) {
        Instant now = clock.instant();
        Turn started = run.turn().start(model.name(), now);
        Message asked = transcript.append(
                new NewMessage.User(run.conversationId(), run.turnId(), run.question(), now), started);
        run.begin(started, first ? List.of(asked) : null);
        run.emit(new AgentEvent.RunStarted(run.question(), model.name()));
        publishRunChange(run);
    }

    private void startNext() {
        queues.startNext().forEach(this::startThread);
    }

    private void startThread(LiveRun run) {
        Thread.ofVirtual().name("run-" + run.turnId()).start(() -> {
            if (run.awaitStored()) {
                carryOut(run);
            } else {
                queues.finish(run);
                startNext();
            }
            run.markDone();
        });
    }

    private void carryOut(LiveRun run) {
        records.watch(run);
        boolean kept = true;
        try {
            if (run.status() == TurnStatus.QUEUED) {
                begin(run, false);
            }
            loop.answer(run);
        } catch (FailureException failed) {
            LOG.warn("The run {} failed: {}", run.turnId(), failed.failure(), failed);
            kept = fail(run, failed.failure());
        } catch (RuntimeException | Error bug) {
            LOG.error("The run {} broke", run.turnId(), bug);
            kept = fail(
                    run, new Failure(FailureCode.INTERNAL, "Something went wrong; the server's log has the details."));
        }
        records.unwatch(run);
        boolean followed = isNextWaiting(run);
        // the next question does not wait for the title of this one
        queues.finish(run);
        startNext();
        publishRunChange(run);
        Optional<FollowUpAsker.Asked> next = Optional.empty();
        if (run.status() == TurnStatus.COMPLETED) {
            next = !thinksAhead || followed ? Optional.empty() : Optional.of(followUps.ask(run));
            titles.title(run);
            next.flatMap(FollowUpAsker.Asked::inTime)
                    .ifPresent(found -> run.emit(new AgentEvent.FollowUpsReady(found)));
        }
        run.emit(Replay.lastEvent(run.turn()));
        next.ifPresent(FollowUpAsker.Asked::keepWhenLate);
        if (kept) {
            queues.forget(run);
        }
        publishRunChange(run);
    }

    private boolean isNextWaiting(LiveRun run) {
        return queues.of(run.conversationId()).stream().anyMatch(other -> other != run);
    }

    /** Ends the turn in memory, and in the store as soon as that works. */
    private boolean fail(LiveRun run, Failure failure) {
        if (run.status().isOver()) {
            return true;
        }
        Instant now = clock.instant();
        boolean begun = run.turn().startedAt() != null;
        boolean stopped = run.cancellation().isRequested();
        run.turn()
                .openCalls()
                .forEach(call -> run.emit(new AgentEvent.ToolCallAnswered(
                        call,
                        AgentLoop.resultMessageId(run.turnId(), call),
                        new ToolOutcome.Cancelled(Duration.ZERO))));
        Turn ended =
                run.advance(stopped ? AgentLoop.stopped(run, now) : run.turn().fail(failure, now));
        boolean[] kept = {false};
        records.close(run, ended, begun, AgentLoop.messageStatus(ended), () -> {
            kept[0] = true;
            queues.forget(run);
        });
        return kept[0];
    }

    private void withdraw(LiveRun run) {
        if (queues.withdraw(run)) {
            run.advance(run.turn().stop(clock.instant()));
            run.emit(new AgentEvent.RunFinished(AgentEvent.Outcome.CANCELLED));
            records.save(run, () -> queues.forget(run));
            publishRunChange(run);
            startNext();
        }
    }

    private void publishRunChange(LiveRun run) {
        events.publish(new ConversationEvent.RunChanged(
                run.conversationId(), run.connection().id()));
    }

    @Override
    public AgentRun find(TurnId turnId) {
        return queues.find(turnId).<AgentRun>map(run -> run).orElseGet(() -> stored(turnId));
    }

    private AgentRun stored(TurnId turnId) {
        Turn turn = turns.find(turnId).orElseThrow(() -> FailureException.notFound("turn", turnId));
        AnswerNote note = notes.of(List.of(turnId)).get(turnId);
        FollowUps told = note == null || !note.toldWithinRun() ? FollowUps.NONE : note.followUps();
        return StoredRun.of(turn, turns.messages(turnId), told, result -> tools.chart(turnId, result));
    }

    @Override
    public List<AgentRun> active(ConversationId conversationId) {
        return List.copyOf(queues.of(conversationId));
    }

    @Override
    public ModelInfo model() {
        return new ModelInfo(model.name(), model.isOffline());
    }

    @Override
    public void stopAll(ConversationId id) {
        queues.of(id).reversed().forEach(LiveRun::stop);
    }

    @Override
    public void stopAll(ConnectionId id) {
        queues.of(id).reversed().forEach(LiveRun::stop);
    }

    /**
     * For the end of the server: takes no more questions, lets runs finish for a while and interrupts the rest; what waits is
     * interrupted too, with its question kept. Blocks until all is in the store, for the given time and a few seconds.
     */
    public void shutDown(Duration grace) {
        closed = true;
        queues.close();
        awaitEnd(queues.running(), grace);
        List<LiveRun> rest = queues.running();
        rest.forEach(LiveRun::interrupt);
        awaitEnd(rest, LAST_WORDS);
        records.keepNow();
        traces.awaitWritten(LAST_WORDS);
        turns.interruptAbandoned(clock.instant());
        List<LiveRun> waiting = queues.waiting();
        waiting.forEach(this::endWaiting);
        if (rest.size() + waiting.size() > 0) {
            LOG.info("{} answers were interrupted by the end of the server", rest.size() + waiting.size());
        }
    }

    /** Its turn has been interrupted in the store. */
    private void endWaiting(LiveRun run) {
        run.advance(run.turn().interrupt(SERVER_STOPPED, clock.instant()));
        run.emit(Replay.lastEvent(run.turn()));
    }

    private static void awaitEnd(List<LiveRun> runs, Duration time) {
        CompletableFuture<?>[] ends = runs.stream().map(LiveRun::done).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(ends).get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException notAll) {
            LOG.info("Not all runs have ended within {} s", time.toSeconds());
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
