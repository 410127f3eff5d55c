package dev.tabletalk.e2e;

import dev.tabletalk.Tabletalk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The program on a loopback port of its own, over a home folder of the test; it can be restarted there. */
public final class TestServer implements AutoCloseable {
    private final Path home;
    private final List<String> properties;
    private ConfigurableApplicationContext context;
    private int port;

    private TestServer(Path home, List<String> properties) {
        this.home = home;
        this.properties = properties;
        context = run();
        port = portOf(context);
    }

    /** @param properties such as {@code tabletalk.model.base-url=http://…} */
    public static TestServer start(Path home, String... properties) {
        return new TestServer(home, List.of(properties));
    }

    /** Ends the program and starts it again on the same port. */
    public void restart() {
        context.close();
        context = run();
        port = portOf(context);
    }

    public int port() {
        return port;
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    private ConfigurableApplicationContext run() {
        List<String> arguments = new ArrayList<>();
        arguments.add("--tabletalk.home=" + home);
        arguments.add("--server.port=" + port);
        // nothing of the environment of who runs the tests
        arguments.add("--OPENAI_API_KEY=");
        arguments.add("--OPENAI_BASE_URL=");
        properties.forEach(property -> arguments.add("--" + property));
        return new SpringApplicationBuilder(Tabletalk.class).run(arguments.toArray(String[]::new));
    }

    private static int portOf(ConfigurableApplicationContext context) {
        if (context instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            return web.getWebServer().getPort();
        }
        throw new IllegalStateException("No web server was started");
    }
}
