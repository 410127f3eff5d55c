package dev.tabletalk.application.agent;

import dev.tabletalk.application.conversation.ConversationEvent;
import dev.tabletalk.application.conversation.ConversationEvents;
import dev.tabletalk.application.trace.ModelTraces;
import dev.tabletalk.domain.conversation.FollowUps;
import dev.tabletalk.domain.conversation.Message;
import dev.tabletalk.domain.conversation.Message.AssistantMessage;
import dev.tabletalk.domain.conversation.Message.UserMessage;
import dev.tabletalk.domain.conversation.ToolCall;
import dev.tabletalk.domain.conversation.ToolOutcome;
import dev.tabletalk.domain.conversation.TurnId;
import dev.tabletalk.domain.failure.FailureException;
import dev.tabletalk.domain.port.AnswerNotes;
import dev.tabletalk.domain.port.AnsweredQuestion;
import dev.tabletalk.domain.port.FollowUpGenerator;
import dev.tabletalk.domain.port.LanguageModel;
import dev.tabletalk.domain.port.QueryResultRepository;
import dev.tabletalk.domain.port.TargetDatabase;
import dev.tabletalk.domain.port.TurnTree;
import dev.tabletalk.domain.query.ResultPage;
import dev.tabletalk.domain.query.ResultSummary;
import dev.tabletalk.domain.trace.CallPurpose;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Thinks of next questions after an answer; without any luck there are none, and nobody is told of the trouble. */
public final class FollowUpAsker {
    private static final Logger LOG = LoggerFactory.getLogger(FollowUpAsker.class);
    private static final String SAMPLE = "sample_rows";
    private static final Duration RULES = Duration.ofMillis(200);
    private static final int FIRST_ROWS = 2;

    private final FollowUpGenerator generator;
    private final LanguageModel model;
    private final TargetDatabase database;
    private final QueryResultRepository results;
    private final TurnTree tree;
    private final AnswerNotes notes;
    private final ModelTraces traces;
    private final ConversationEvents events;

    public FollowUpAsker(
            FollowUpGenerator generator,
            LanguageModel model,
            TargetDatabase database,
            QueryResultRepository results,
            TurnTree tree,
            AnswerNotes notes,
            ModelTraces traces,
            ConversationEvents events) {
        this.generator = generator;
        this.model = model;
        this.database = database;
        this.results = results;
        this.tree = tree;
        this.notes = notes;
        this.traces = traces;
        this.events = events;
    }

    /** Begins to think of questions after the answer of a run, on a thread of its own. */
    Asked ask(LiveRun run) {
        Asked asked = new Asked(run);
        Thread.ofVirtual().name("follow-ups-" + run.turnId()).start(asked::think);
        return asked;
    }

    /** Questions that are being thought of. */
    final class Asked {
        private final LiveRun run;
        private final CompletableFuture<FollowUps> found = new CompletableFuture<>();
        private boolean told;

        private Asked(LiveRun run) {
            this.run = run;
        }

        private void think() {
            FollowUps questions = FollowUps.NONE;
            try {
                questions = generate(run);
            } catch (FailureException none) {
                LOG.info("No follow-ups of {}: {}", run.turnId(), none.failure());
            } catch (RuntimeException bug) {
                LOG.warn("No follow-ups of {}", run.turnId(), bug);
            } finally {
                found.complete(questions);
            }
        }

        /** Those that are known now, kept as part of the run. Rules are waited for, a model is not. */
        Optional<FollowUps> inTime() {
            try {
                long wait = model.isOffline() ? RULES.toMillis() : 0;
                FollowUps questions = found.get(wait, TimeUnit.MILLISECONDS);
                told = questions.isEmpty() || keep(run, questions, true);
                return told && !questions.isEmpty() ? Optional.of(questions) : Optional.empty();
            } catch (TimeoutException late) {
                return Optional.empty();
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        /** After the run: keeps those that came too late for it, and tells who looks at the conversation. */
        void keepWhenLate() {
            if (told) {
                return;
            }
            var _ = found.thenAccept(questions -> {
                if (!questions.isEmpty() && keep(run, questions, false)) {
                    events.publish(new ConversationEvent.RunChanged(
                            run.conversationId(), run.connection().id()));
                }
            });
        }
    }

    private FollowUps generate(LiveRun run) {
        List<Message> path = tree.path(run.turnId(), ContextWindow.MOST_MESSAGES);
        List<Message> messages = path.stream()
                .filter(message -> run.turnId().equals(message.turnId()))
                .toList();
        AnsweredQuestion answered = new AnsweredQuestion(
                run.question().value(),
                earlier(path, run.turnId()),
                messages.isEmpty() ? "" : messages.getLast().text(),
                rows(messages),
                database.schema(run.connection(), run.cancellation()));
        ModelTraces.Recording recording =
                traces.begin(run.turnId(), CallPurpose.FOLLOW_UPS, 0, model.name(), piece -> {});
        try {
            FollowUps found = generator.after(answered, recording);
            recording.finish();
            return found;
        } catch (RuntimeException failed) {
            recording.fail(failed);
            throw failed;
        }
    }

    private static List<String> earlier(List<Message> path, TurnId turn) {
        return path.stream()
                .filter(message -> message instanceof UserMessage && !turn.equals(message.turnId()))
                .map(Message::text)
                .toList();
    }

    private @Nullable ResultPage rows(List<Message> messages) {
        ResultSummary newest = null;
        for (Message message : messages) {
            if (message instanceof AssistantMessage said) {
                for (ToolCall call : said.toolCalls()) {
                    if (!call.tool().equals(SAMPLE)
                            && call.outcome() instanceof ToolOutcome.Succeeded done
                            && done.result() != null) {
                        newest = done.result();
                    }
                }
            }
        }
        return newest == null ? null : results.page(newest.id(), 0, FIRST_ROWS).orElse(null);
    }

    private boolean keep(LiveRun run, FollowUps found, boolean withinRun) {
        try {
            notes.keep(run.turnId(), found, withinRun);
            return true;
        } catch (RuntimeException failed) {
            LOG.warn("The follow-ups of {} could not be kept", run.turnId(), failed);
            return false;
        }
    }
}
