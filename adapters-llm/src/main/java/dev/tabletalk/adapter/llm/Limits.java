package dev.tabletalk.adapter.llm;

import java.time.Duration;

/**
 * How long a call may take.
 *
 * @param firstToken how long the model may be silent before its answer begins
 * @param idle how long it may be silent within its answer
 * @param total the whole call, retries and pauses included
 */
record Limits(Duration firstToken, Duration idle, Duration total) {
    Limits atMost(Duration most) {
        return new Limits(shorter(firstToken, most), shorter(idle, most), shorter(total, most));
    }

    static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
