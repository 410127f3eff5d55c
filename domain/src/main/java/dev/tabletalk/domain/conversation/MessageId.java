package dev.tabletalk.domain.conversation;

/** Identifies a message; a message appended later to the same conversation has a greater id. */
public record MessageId(long value) implements Comparable<MessageId> {
    @Override
    public int compareTo(MessageId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
