package dev.tabletalk.application.agent;

/**
 * An event and its place in its run.
 *
 * @param number counts from 1 within a run, without gaps
 */
public record NumberedEvent(long number, AgentEvent event) {}
