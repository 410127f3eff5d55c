package dev.tabletalk.domain.conversation;

/**
 * A piece of what a model is saying, kept before it has finished.
 *
 * @param step replies the turn had before the one that is being said, see {@link Turn#replies()}
 * @param offset where the piece begins in the text of that step, in UTF-16 units
 */
public record PartialText(TurnId turnId, int step, int offset, String text) {}
