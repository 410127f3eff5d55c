package dev.tabletalk.application.agent;

import java.time.Duration;
import java.time.ZoneId;

/**
 * How the agent works.
 *
 * @param maxSteps model calls of one run that may use tools, at least 1; one more must answer without
 * @param contextTokens estimated tokens of earlier messages given to the model
 * @param titleWait how long the end of a run waits for its title
 * @param maxRuns how many runs go on at a time, at least 1; others wait
 * @param keepEvery how often what is being said is kept; at most so much of it is lost when the server dies
 * @param followUps whether next questions are thought of after an answer
 * @param zone whose calendar tells what "today" is
 */
public record AgentSettings(
        int maxSteps,
        int contextTokens,
        Duration titleWait,
        int maxRuns,
        Duration keepEvery,
        boolean followUps,
        ZoneId zone) {
    public static final int DEFAULT_MAX_RUNS = 512;

    /** The defaults, but for how many runs go on at a time. */
    public static AgentSettings withMaxRuns(int maxRuns) {
        return new AgentSettings(
                12, 30_000, Duration.ofSeconds(1), maxRuns, Duration.ofMillis(500), true, ZoneId.systemDefault());
    }

    /** The same, but for whether next questions are thought of. */
    public AgentSettings withFollowUps(boolean wanted) {
        return new AgentSettings(maxSteps, contextTokens, titleWait, maxRuns, keepEvery, wanted, zone);
    }

    public AgentSettings {
        if (maxSteps < 1) {
            throw new IllegalArgumentException("maxSteps must be at least 1");
        }
        if (maxRuns < 1) {
            throw new IllegalArgumentException("At least 1 run must be able to go on at a time, not " + maxRuns + ".");
        }
    }
}
