package dev.tabletalk.benchmark.client;

import dev.tabletalk.benchmark.model.Stamp;
import java.util.Arrays;

/** What came back for one question, and when; written by one thread. */
public final class Answer {
    private final int expected;
    private final long askedAt;
    private final long[] lags;
    private long addedNanos = -1;
    private int newest;
    private int delivered;
    private int lost;
    private int doubled;
    private Ending ending = Ending.CUT;
    private String turn = "";
    private String problem = "";

    /** How a stream ended. */
    public enum Ending {
        /** Without a last event. */
        CUT,
        SUCCESS,
        CANCELLED,
        ERROR
    }

    Answer(int expected, long askedAt) {
        this.expected = expected;
        this.askedAt = askedAt;
        this.lags = new long[expected];
    }

    void arrived(Stamp stamp, long at) {
        if (newest == 0) {
            addedNanos = at - askedAt - stamp.heldNanos();
        }
        if (stamp.number() <= newest) {
            doubled++;
            return;
        }
        lost += stamp.number() - newest - 1;
        newest = stamp.number();
        if (delivered < expected) {
            lags[delivered] = at - stamp.sentAt();
        }
        delivered++;
    }

    void ended(Ending how, String detail) {
        ending = how;
        problem = detail;
        if (how == Ending.SUCCESS) {
            lost += expected - newest;
        }
    }

    void turn(String id) {
        turn = id;
    }

    /** The name by which the server knows the question; empty when it gives none. */
    public String turn() {
        return turn;
    }

    public int expected() {
        return expected;
    }

    public int delivered() {
        return delivered;
    }

    /** Tokens that never came although a later one did, or although the end did. */
    public int lost() {
        return lost;
    }

    /** Tokens that came again, or after a later one. */
    public int doubled() {
        return doubled;
    }

    public Ending ending() {
        return ending;
    }

    /** What the server says went wrong. */
    public String problem() {
        return problem;
    }

    /** Whether the tokens that came are the first ones, in order and each once. */
    public boolean isInOrder() {
        return lost == 0 && doubled == 0;
    }

    /** Whether every token came, in order and once, and then the end. */
    public boolean isComplete() {
        return ending == Ending.SUCCESS && delivered == expected && isInOrder();
    }

    /** From the question to the first token, without the time it was in the hands of the model; negative when none came. */
    public long addedNanos() {
        return addedNanos;
    }

    /** From the model's sending to the client's reading, for each token. */
    public long[] lags() {
        return Arrays.copyOf(lags, Math.min(delivered, expected));
    }
}
