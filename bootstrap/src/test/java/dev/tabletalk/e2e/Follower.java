package dev.tabletalk.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client that follows one turn, on a thread of its own, until the run ends or the connection breaks. */
final class Follower {
    private static final long PATIENCE_SECONDS = 60;

    private final String conversation;
    private final String turn;
    private final String question;
    private final ReceivedRun run = new ReceivedRun();
    private final CountDownLatch spoken = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable AssertionError problem;

    private Follower(Api api, String conversation, String turn, String question) {
        this.conversation = conversation;
        this.turn = turn;
        this.question = question;
        thread = Thread.ofVirtual().name("follower-" + turn).unstarted(() -> follow(api));
    }

    static Follower start(Api api, String conversation, String turn, String question) {
        Follower follower = new Follower(api, conversation, turn, question);
        follower.thread.start();
        return follower;
    }

    private void follow(Api api) {
        try {
            HttpResponse<InputStream> response = api.events(turn, 0);
            assertThat(response.statusCode()).isEqualTo(200);
            try (EventReader reader = new EventReader(response.body())) {
                for (SseEvent event = reader.next(); event != null; event = reader.next()) {
                    run.accept(event);
                    if (event.isText()) {
                        spoken.countDown();
                    }
                }
            }
        } catch (IOException cut) {
            // What came before is what the client knows.
            return;
        } catch (AssertionError wrong) {
            problem = wrong;
            spoken.countDown();
        }
    }

    /** Returns when the first words have come. */
    void awaitFirstWords() throws InterruptedException {
        if (!spoken.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("Not a word in " + PATIENCE_SECONDS + " seconds");
        }
        failOnProblem();
    }

    /** What it got, when it has ended; fails when that was not in order. */
    ReceivedRun await() throws InterruptedException {
        thread.join();
        failOnProblem();
        return run;
    }

    private void failOnProblem() {
        AssertionError wrong = problem;
        if (wrong != null) {
            throw wrong;
        }
    }

    String conversation() {
        return conversation;
    }

    String turn() {
        return turn;
    }

    String question() {
        return question;
    }
}
