package dev.tabletalk.domain.conversation;

/**
 * A row of the conversation list.
 *
 * @param messageCount messages of people and agent, without loading any
 */
public record ConversationSummary(Conversation conversation, long messageCount) {}
