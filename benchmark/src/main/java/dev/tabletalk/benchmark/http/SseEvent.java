package dev.tabletalk.benchmark.http;

/**
 * A server-sent event.
 *
 * @param id the newest one of the stream so far, empty when there was none
 */
public record SseEvent(String id, String data) {}
