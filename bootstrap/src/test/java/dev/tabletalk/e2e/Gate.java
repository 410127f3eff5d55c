package dev.tabletalk.e2e;

import dev.tabletalk.adapter.llm.FakeAnswer;
import java.util.concurrent.CountDownLatch;

/** Holds slow answers of a model in their middle until it is opened. */
final class Gate {
    private volatile CountDownLatch latch = new CountDownLatch(0);

    void shut() {
        latch = new CountDownLatch(1);
    }

    void open() {
        latch.countDown();
    }

    /** The first half of an answer, and once the gate is open the second. */
    FakeAnswer slowAnswer() {
        return FakeAnswer.stream()
                .text("The first half")
                .await(() -> latch.await())
                .text(" and the second half.")
                .finish("stop");
    }
}
