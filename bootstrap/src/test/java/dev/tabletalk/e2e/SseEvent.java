package dev.tabletalk.e2e;

import tools.jackson.databind.JsonNode;

/**
 * One event of a run as a client gets it.
 *
 * @param id its number in the run
 * @param atNanos when it was read, by {@link System#nanoTime()}
 */
record SseEvent(long id, JsonNode data, long atNanos) {
    String type() {
        return at("/type");
    }

    /** A text value by its JSON pointer; empty when it is not there. */
    String at(String pointer) {
        return data.at(pointer).asString("");
    }

    boolean isText() {
        return type().equals("TEXT_MESSAGE_CONTENT");
    }

    boolean isLast() {
        return type().equals("RUN_FINISHED") || type().equals("RUN_ERROR");
    }

    /** By how much it raises the number: text counts its UTF-16 units, everything else is one. */
    long weight() {
        return isText() ? at("/delta").length() : 1;
    }
}
