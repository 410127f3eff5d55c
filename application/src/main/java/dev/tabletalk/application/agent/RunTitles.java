package dev.tabletalk.application.agent;

import dev.tabletalk.application.conversation.ConversationTitler;
import dev.tabletalk.domain.conversation.Conversation;
import dev.tabletalk.domain.conversation.ConversationTitle;
import dev.tabletalk.domain.port.TurnRepository;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names a conversation after its first answer. */
final class RunTitles {
    private static final Logger LOG = LoggerFactory.getLogger(RunTitles.class);

    private final ConversationTitler titler;
    private final TurnRepository turns;
    private final Duration wait;

    /** @param wait how long a run waits for its title; one that takes longer arrives without the run */
    RunTitles(ConversationTitler titler, TurnRepository turns, Duration wait) {
        this.titler = titler;
        this.turns = turns;
        this.wait = wait;
    }

    /** Names an untitled conversation after its question, without keeping the answer waiting. */
    void titleProvisionally(Conversation conversation, String question) {
        if (conversation.title().equals(ConversationTitle.untitled())) {
            Thread.ofVirtual().name("title-of-" + conversation.id()).start(() -> {
                try {
                    titler.titleProvisionally(conversation, question);
                } catch (RuntimeException failed) {
                    LOG.warn("{} keeps its title for now", conversation.id(), failed);
                }
            });
        }
    }

    /** Does nothing when the conversation has a title; a title in time becomes part of the run. */
    void title(LiveRun run) {
        String question = run.question().value();
        FutureTask<Optional<ConversationTitle>> task = new FutureTask<>(() -> generate(run, question));
        Thread.ofVirtual().name("title-" + run.turnId()).start(task);
        try {
            task.get(wait.toMillis(), TimeUnit.MILLISECONDS).ifPresent(title -> announce(run, title));
        } catch (ExecutionException | TimeoutException noTitle) {
            LOG.info("No title for {} in time: {}", run.conversationId(), noTitle.toString());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<ConversationTitle> generate(LiveRun run, String question) {
        return titler.isWaitingForTitle(run.conversationId())
                ? Optional.of(titler.titleByModel(run.conversationId(), run.turnId(), question))
                : Optional.empty();
    }

    /** Kept first, so that the turn can be told again with this event. */
    private void announce(LiveRun run, ConversationTitle title) {
        try {
            turns.save(run.turn().titled(title));
            run.advance(run.turn().titled(title));
            run.emit(new AgentEvent.TitleChanged(title));
        } catch (RuntimeException failed) {
            LOG.warn("The title of {} could not be kept with its turn", run.conversationId(), failed);
        }
    }
}
