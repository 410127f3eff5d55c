package dev.tabletalk.e2e;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * People who ask, faster than they are answered, until nobody listens: each two questions at once in a new conversation, so
 * that one waits for the other, and soon again.
 */
final class Crowd {
    private static final int QUESTIONS = 2;
    private static final int SHORTEST_PAUSE_MILLIS = 500;
    private static final int LONGEST_PAUSE_MILLIS = 1_500;
    private static final long PATIENCE_SECONDS = 60;

    private final Api api;
    private final List<Thread> people = new ArrayList<>();
    private final ConcurrentLinkedQueue<Follower> followers = new ConcurrentLinkedQueue<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile @Nullable AssertionError problem;

    private Crowd(Api api) {
        this.api = api;
    }

    /** @param random makes their questions and their pauses */
    static Crowd gather(int people, Api api, Random random) {
        Crowd crowd = new Crowd(api);
        for (int i = 0; i < people; i++) {
            Random whims = new Random(random.nextLong());
            crowd.people.add(Thread.ofVirtual().name("person-" + i).start(() -> crowd.keepAsking(whims)));
        }
        return crowd;
    }

    private void keepAsking(Random whims) {
        try {
            while (true) {
                String conversation = api.conversation();
                for (int i = 0; i < QUESTIONS; i++) {
                    String question = "What about " + whims.nextLong() + "?";
                    String turn = api.ask(conversation, question);
                    followers.add(Follower.start(api, conversation, turn, question));
                    asked.countDown();
                }
                Thread.sleep(whims.nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS));
            }
        } catch (IOException nobodyListens) {
            // What was answered before counts.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (AssertionError wrong) {
            problem = wrong;
        }
    }

    /** Returns when the server has promised to keep a question. */
    void awaitFirstQuestion() throws InterruptedException {
        if (!asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("Nobody could ask in " + PATIENCE_SECONDS + " seconds", problem);
        }
    }

    /** @return those who watch what was promised, after the server is gone */
    List<Follower> leave() throws InterruptedException {
        for (Thread person : people) {
            person.join();
        }
        AssertionError wrong = problem;
        if (wrong != null) {
            throw wrong;
        }
        return List.copyOf(followers);
    }
}
