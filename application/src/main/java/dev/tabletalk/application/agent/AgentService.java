package dev.tabletalk.application.agent;

import dev.tabletalk.application.agent.tool.ToolBox;
import dev.tabletalk.application.conversation.ActiveRuns;
import dev.tabletalk.application.conversation.ConversationEvent;
import dev.tabletalk.application.conversation.ConversationEvents;
import dev.tabletalk.application.conversation.ConversationTitler;
import dev.tabletalk.domain.connection.ConnectionId;
import dev.tabletalk.domain.connection.DatabaseConnection;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationId;
import dev.tabletalk.domain.conversation.ConversationSummary;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.conversation.MessageStatus;
import dev.tabletalk.domain.conversation.MessageText;
import dev.tabletalk.domain.conversation.NewMessage;
import dev.tabletalk.domain.conversation.Turn;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.conversation.TurnStatus;
import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.ConnectionRepository;
import dev.tabletalk.domain.port.ConversationRepository;
import dev.tabletalk.domain.port.LanguageModel;
import dev.tabletalk.domain.port.Transcript;
import dev.tabletalk.domain.port.TurnRepository;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts, queues and stops runs; each has a virtual thread of its own. */
public final class AgentService implements AskAgentUseCase, ActiveRuns {
    private static final Logger LOG = LoggerFactory.getLogger(AgentService.class);

    private final ConnectionRepository connections;
    private final ConversationRepository conversations;
    private final Transcript transcript;
    private final TurnRepository turns;
    private final LanguageModel model;
    private final ConversationTitler titler;
    private final ConversationEvents events;
    private final Clock clock;
    private final AgentSettings settings;
    private final AgentLoop loop;
    private final RunQueues queues = new RunQueues();

    public AgentService(
            ConnectionRepository connections,
            ConversationRepository conversations,
            Transcript transcript,
            TurnRepository turns,
            LanguageModel model,
            ToolBox tools,
            ConversationTitler titler,
            ConversationEvents events,
            Clock clock,
            AgentSettings settings) {
        this.connections = connections;
        this.conversations = conversations;
        this.transcript = transcript;
        this.turns = turns;
        this.model = model;
        this.titler = titler;
        this.events = events;
        this.clock = clock;
        this.settings = settings;
        this.loop = new AgentLoop(model, tools, transcript, clock, settings);
    }

    @Override
    public AgentRun ask(ConversationId conversationId, MessageText question) {
        Conversation conversation = conversations
                .find(conversationId)
                .map(ConversationSummary::conversation)
                .orElseThrow(() -> FailureException.notFound("conversation", conversationId));
        DatabaseConnection connection = connections
                .find(conversation.connectionId())
                .orElseThrow(() -> FailureException.notFound("connection", conversation.connectionId()));
        LiveRun run = new LiveRun(
                Turn.queue(conversationId, newestTurn(conversationId), clock.instant()), connection, question);
        boolean first = queues.add(run);
        store(run, first);
        if (first) {
            startThread(run);
        } else {
            run.cancellation().onRequest(() -> withdraw(run));
        }
        titler.titleProvisionally(conversation, question.value());
        return run;
    }

    private @Nullable TurnId newestTurn(ConversationId id) {
        return queues.last(id)
                .map(LiveRun::turnId)
                .or(() -> turns.newest(id).map(Turn::id))
                .orElse(null);
    }

    private void store(LiveRun run, boolean first) {
        boolean kept = false;
        try {
            if (first) {
                begin(run);
            } else {
                turns.enqueue(run.turn(), run.question());
                publishRunChange(run);
            }
            kept = true;
        } finally {
            run.markStored(kept);
            if (!kept && !queues.withdraw(run)) {
                startNext(run);
            }
        }
    }

    /** Makes the question part of the transcript and the turn a running one. */
    private void begin(LiveRun run) {
        Turn started = run.turn().start(model.name(), clock.instant());
        transcript.append(
                new NewMessage.User(run.conversationId(), run.turnId(), run.question(), clock.instant()), started);
        run.advance(started);
        run.emit(new AgentEvent.RunStarted(run.question(), model.name()));
        publishRunChange(run);
    }

    private void startThread(LiveRun run) {
        Thread.ofVirtual().name("run-" + run.turnId()).start(() -> carryOut(run));
    }

    private void carryOut(LiveRun run) {
        try {
            if (run.status() == TurnStatus.QUEUED) {
                begin(run);
            }
            loop.answer(run);
        } catch (FailureException failed) {
            LOG.warn("The run {} failed: {}", run.turnId(), failed.failure(), failed);
            fail(run, failed.failure());
        } catch (RuntimeException | Error bug) {
            LOG.error("The run {} broke", run.turnId(), bug);
            fail(run, new Failure(FailureCode.INTERNAL, "Something went wrong; the server's log has the details."));
        }
        // the next question does not wait for the title of this one
        startNext(run);
        publishRunChange(run);
        if (run.status() == TurnStatus.COMPLETED) {
            title(run);
        }
        run.emit(lastEvent(run.turn()));
        publishRunChange(run);
    }

    /** Ends the turn in memory, and in the store if that still works. */
    private void fail(LiveRun run, Failure failure) {
        if (run.status().isOver()) {
            return;
        }
        Instant now = clock.instant();
        boolean stopped = run.cancellation().isRequested();
        Turn ended = run.advance(stopped ? run.turn().stop(now) : run.turn().fail(failure, now));
        MessageStatus status = stopped ? MessageStatus.STOPPED : MessageStatus.FAILED;
        try {
            transcript.append(
                    new NewMessage.Assistant(
                            run.conversationId(), run.turnId(), "", List.of(), status, ended.failure(), now),
                    ended);
        } catch (RuntimeException alsoFailed) {
            LOG.warn("The end of the run {} could not be stored", run.turnId(), alsoFailed);
        }
    }

    private static AgentEvent lastEvent(Turn turn) {
        return switch (turn.status()) {
            case COMPLETED -> new AgentEvent.RunFinished(AgentEvent.Outcome.SUCCESS);
            case STOPPED -> new AgentEvent.RunFinished(AgentEvent.Outcome.CANCELLED);
            case FAILED, INTERRUPTED ->
                new AgentEvent.RunFailed(
                        turn.failure() == null
                                ? new Failure(FailureCode.INTERNAL, "It is not known why this ended.")
                                : turn.failure());
            case QUEUED, RUNNING -> throw new IllegalStateException("The turn " + turn.id() + " is not over");
        };
    }

    private void startNext(LiveRun ended) {
        LiveRun next = queues.finish(ended);
        if (next != null) {
            Thread.ofVirtual().name("run-" + next.turnId()).start(() -> {
                if (next.awaitStored()) {
                    carryOut(next);
                } else {
                    startNext(next);
                }
            });
        }
    }

    private void withdraw(LiveRun run) {
        if (queues.withdraw(run)) {
            turns.save(run.advance(run.turn().stop(clock.instant())));
            run.emit(new AgentEvent.RunFinished(AgentEvent.Outcome.CANCELLED));
            publishRunChange(run);
        }
    }

    /** Names the conversation after its first answer; a title that takes too long arrives without the run. */
    private void title(LiveRun run) {
        FutureTask<Optional<ConversationTitle>> task = new FutureTask<>(() -> generateTitle(run));
        Thread.ofVirtual().name("title-" + run.turnId()).start(task);
        try {
            task.get(settings.titleWait().toMillis(), TimeUnit.MILLISECONDS)
                    .ifPresent(title -> run.emit(new AgentEvent.TitleChanged(title)));
        } catch (ExecutionException | TimeoutException noTitle) {
            LOG.info("No title for {} in time: {}", run.conversationId(), noTitle.toString());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<ConversationTitle> generateTitle(LiveRun run) {
        return titler.isWaitingForTitle(run.conversationId())
                ? Optional.of(
                        titler.titleByModel(run.conversationId(), run.question().value()))
                : Optional.empty();
    }

    private void publishRunChange(LiveRun run) {
        events.publish(new ConversationEvent.RunChanged(
                run.conversationId(), run.connection().id()));
    }

    @Override
    public Optional<AgentRun> find(TurnId turnId) {
        return queues.find(turnId).map(run -> run);
    }

    @Override
    public List<AgentRun> active(ConversationId conversationId) {
        return List.copyOf(queues.of(conversationId));
    }

    @Override
    public List<NumberedEvent> replay(TurnId turnId) {
        return Replay.of(stored(turnId), turns.messages(turnId));
    }

    @Override
    public ConversationId conversationOf(TurnId turnId) {
        return stored(turnId).conversationId();
    }

    private Turn stored(TurnId turnId) {
        return turns.find(turnId).orElseThrow(() -> FailureException.notFound("turn", turnId));
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
}
