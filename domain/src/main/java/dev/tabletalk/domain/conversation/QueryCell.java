package dev.tabletalk.domain.conversation;

/**
 * A query of an answer, which a person can edit and run again.
 *
 * @param turnId the turn of the answer
 * @param callId the call of that turn that ran the query
 */
public record QueryCell(TurnId turnId, String callId) {}
