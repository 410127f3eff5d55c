package dev.tabletalk;

import dev.tabletalk.application.agent.AgentService;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * At the end of the process, before anything else: lets runs finish. Its phase is the last to start and so the first to stop;
 * the web server still answers while runs end, so that whoever follows one sees how.
 */
@Component
class ShutDown implements SmartLifecycle {
    private final AgentService agent;
    private final Duration grace;
    private volatile boolean running;

    /** @param grace how long runs may go on */
    ShutDown(AgentService agent, @Value("${tabletalk.agent.shutdown-grace}") Duration grace) {
        this.agent = agent;
        this.grace = grace;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        agent.shutDown(grace);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
