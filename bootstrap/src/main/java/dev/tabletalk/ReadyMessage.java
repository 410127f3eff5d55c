package dev.tabletalk;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says where to go, as the last line of the start. */
@Component
class ReadyMessage {
    private static final Logger LOG = LoggerFactory.getLogger(ReadyMessage.class);

    @EventListener
    void say(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof WebServerApplicationContext context
                && context.getWebServer() != null) {
            Environment environment = context.getEnvironment();
            String host = environment.getProperty("server.address", "127.0.0.1");
            String name = host.contains(":") ? "[" + host + "]" : host;
            LOG.info(
                    "Tabletalk is ready at http://{}:{}",
                    name,
                    context.getWebServer().getPort());
        }
    }
}
