package dev.tabletalk.failures;

import dev.tabletalk.adapter.llm.FakeOpenAiServer;
import dev.tabletalk.e2e.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The program with a model server of ours behind it, impatient with everything; one for all tests that ask for it. */
public final class World implements AutoCloseable {
    private final Path home;
    private final FakeOpenAiServer model;
    private final TestServer server;

    private World() {
        try {
            home = Files.createTempDirectory("tabletalk-failures");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        model = FakeOpenAiServer.start();
        server = TestServer.start(
                home,
                "tabletalk.model.base-url=" + model.baseUrl(),
                "tabletalk.model.model=fake-model",
                "tabletalk.model.api-key=" + ModelMishap.KEY,
                "tabletalk.model.retry-pause=10ms",
                "tabletalk.model.timeouts.first-token=2s",
                "tabletalk.model.timeouts.idle=2s",
                "tabletalk.store-timeout=1s");
    }

    public FakeOpenAiServer model() {
        return model;
    }

    public TestServer server() {
        return server;
    }

    Rest rest() {
        return new Rest(server.url(""));
    }

    public String newConversation(String connection) {
        return rest().newConversation(connection);
    }

    /** The file of the store, for one who holds it. */
    public Path store() {
        return home.resolve("tabletalk.db");
    }

    @Override
    public void close() throws IOException {
        server.close();
        model.close();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Gives the one world to the tests; it ends with the last of them. */
    public static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == World.class;
        }

        @Override
        public World resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(World.class))
                    .computeIfAbsent(World.class, key -> new World(), World.class);
        }
    }
}
