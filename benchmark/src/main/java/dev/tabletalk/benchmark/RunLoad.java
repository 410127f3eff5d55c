package dev.tabletalk.benchmark;

import dev.tabletalk.benchmark.client.Answer;
import dev.tabletalk.benchmark.client.ChatClient;
import dev.tabletalk.benchmark.model.Script;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many short runs, a few at a time, five in a conversation. Every 20th is stopped in the middle of its answer; from every 25th
 * the client leaves, and the run goes on without it.
 */
final class RunLoad {
    private static final int AT_ONCE = 8;
    private static final int RUNS_A_CONVERSATION = 5;
    private static final int EVERY_STOPPED = 20;
    private static final int EVERY_LEFT = 25;
    private static final int TOKENS_SEEN = 3;
    private static final int MOST_PROBLEMS = 10;
    private static final Script SHORT = new Script(8, 0);
    private static final Script SLOW = new Script(100, 100);

    private final int port;
    private final int count;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger tooLate = new AtomicInteger();
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();

    RunLoad(int port, int count) {
        this.port = port;
        this.count = count;
    }

    /** What went wrong; empty when all went well. */
    Queue<String> run() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(AT_ONCE);
        for (int i = 0; i < AT_ONCE; i++) {
            Thread.ofVirtual().start(() -> {
                work();
                over.countDown();
            });
        }
        over.await();
        return problems;
    }

    private void work() {
        try (ChatClient client = new ChatClient(port);
                ChatClient stopper = new ChatClient(port)) {
            int inConversation = 0;
            for (int run = next.getAndIncrement(); run < count; run = next.getAndIncrement()) {
                if (problems.size() > MOST_PROBLEMS) {
                    return;
                }
                if (inConversation % RUNS_A_CONVERSATION == 0) {
                    client.prepare();
                }
                inConversation++;
                one(run, client, stopper);
                done.incrementAndGet();
            }
        } catch (IOException e) {
            problems.add(e.toString());
        }
    }

    private void one(int run, ChatClient client, ChatClient stopper) throws IOException {
        if (run % EVERY_STOPPED == EVERY_STOPPED - 1) {
            Answer stopped = client.ask(SLOW, soFar -> whenSeen(soFar, () -> stopper.stop(soFar.turn())));
            expect(stopped, Answer.Ending.CANCELLED);
        } else if (run % EVERY_LEFT == EVERY_LEFT - 1) {
            leave(client);
        } else {
            Answer answer = client.ask(SHORT, soFar -> {});
            expect(answer, Answer.Ending.SUCCESS);
        }
    }

    private void leave(ChatClient client) throws IOException {
        try {
            Answer left = client.ask(SLOW, soFar -> whenSeen(soFar, client::close));
            expect(left, Answer.Ending.CUT);
        } catch (IOException closed) {
            // as meant; the next question opens a new connection
        }
    }

    private interface Action {
        void run() throws IOException;
    }

    private void whenSeen(Answer soFar, Action action) {
        if (soFar.delivered() == TOKENS_SEEN) {
            try {
                action.run();
            } catch (IOException e) {
                problems.add(e.toString());
            }
        }
    }

    private void expect(Answer answer, Answer.Ending ending) {
        if (answer.isComplete() && ending != Answer.Ending.SUCCESS) {
            tooLate.incrementAndGet();
        } else if (answer.ending() != ending || !answer.isInOrder()) {
            problems.add(answer.ending() + ", " + answer.delivered() + " of " + answer.expected() + " tokens, "
                    + answer.lost() + " lost, " + answer.doubled() + " doubled " + answer.problem());
        }
    }

    /** Runs that were to be stopped or left but had come to their end by then. */
    int tooLate() {
        return tooLate.get();
    }

    /** Runs that are over. */
    int done() {
        return done.get();
    }
}
