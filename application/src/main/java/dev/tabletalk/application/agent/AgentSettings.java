package dev.tabletalk.application.agent;

import java.time.Duration;
import java.time.ZoneId;

/**
 * How the agent works.
 *
 * @param maxSteps model calls of one run that may use tools, at least 1; one more must answer without
 * @param contextTokens estimated tokens of earlier messages given to the model
 * @param titleWait how long the end of a run waits for its title
 * @param zone whose calendar tells what "today" is
 */
public record AgentSettings(int maxSteps, int contextTokens, Duration titleWait, ZoneId zone) {
    public static final AgentSettings DEFAULT =
            new AgentSettings(12, 30_000, Duration.ofSeconds(1), ZoneId.systemDefault());

    public AgentSettings {
        if (maxSteps < 1) {
            throw new IllegalArgumentException("maxSteps must be at least 1");
        }
    }
}
