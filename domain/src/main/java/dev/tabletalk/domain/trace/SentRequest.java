package dev.tabletalk.domain.trace;

import org.jspecify.annotations.Nullable;

/**
 * A request as it is handed to a model: the very text of its body. Headers and keys are no part of it.
 *
 * @param model as the request names it
 * @param server the host it goes to, with the port where it is not the usual one; null when it stays in this process
 * @param body JSON; its UTF-8 bytes are those on the wire
 */
public record SentRequest(String model, @Nullable String server, String body) {}
