package dev.tabletalk.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.ColorScheme;
import dev.tabletalk.adapter.llm.FakeAnswer;
import dev.tabletalk.adapter.llm.FakeCall;
import dev.tabletalk.adapter.llm.FakeOpenAiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/** The program over an empty home folder, its model and a browser, for all tests of a class: a static extension of it. */
final class TestProduct implements BeforeAllCallback, AfterAllCallback {
    private final @Nullable Model model;
    private final List<String> properties;
    private @Nullable Running running;

    private TestProduct(@Nullable Model model, String... properties) {
        this.model = model;
        this.properties = List.of(properties);
    }

    /** Without a model server. */
    static TestProduct offline() {
        return new TestProduct(null);
    }

    /**
     * @param title that it gives to conversations
     * @param properties of the program, such as {@code tabletalk.agent.max-runs=2}
     */
    static TestProduct withModel(Function<FakeCall, FakeAnswer> answers, String title, String... properties) {
        return new TestProduct(new Model(answers, title), properties);
    }

    @Override
    public void beforeAll(ExtensionContext test) throws IOException {
        Path home = Files.createTempDirectory("tabletalk-e2e");
        List<String> given = new ArrayList<>(properties);
        FakeOpenAiServer models = model == null ? null : model.start();
        if (models != null) {
            given.add("tabletalk.model.base-url=" + models.baseUrl());
            given.add("tabletalk.model.model=fake-model");
        }
        TestServer server = TestServer.start(home, given.toArray(String[]::new));
        running = new Running(home, models, server, TestBrowser.get());
    }

    @Override
    public void afterAll(ExtensionContext test) throws IOException {
        if (running != null) {
            running.stop();
        }
    }

    Path home() {
        return running().home;
    }

    /** The server behind the model of the program. */
    FakeOpenAiServer model() {
        FakeOpenAiServer models = running().models;
        if (models == null) {
            throw new IllegalStateException("The program is offline");
        }
        return models;
    }

    int port() {
        return running().server.port();
    }

    String url(String path) {
        return running().server.url(path);
    }

    <T> T bean(Class<T> type) {
        return running().server.bean(type);
    }

    /** Ends the program and starts it again on the same port. */
    void restart() {
        running().server.restart();
    }

    /** A person with cookies of their own. */
    BrowserContext person() {
        return running().browser.person();
    }

    BrowserContext person(int width, int height, ColorScheme scheme) {
        return running().browser.person(width, height, scheme);
    }

    /** Lets who comes next have what the person has loaded. */
    void leave(BrowserContext person) {
        running().browser.leave(person);
    }

    private Running running() {
        if (running == null) {
            throw new IllegalStateException("Register it in a static field");
        }
        return running;
    }

    private record Model(Function<FakeCall, FakeAnswer> answers, String title) {
        FakeOpenAiServer start() {
            return FakeOpenAiServer.start().answering(answers).titling(call -> FakeAnswer.saying(title));
        }
    }

    private record Running(Path home, @Nullable FakeOpenAiServer models, TestServer server, TestBrowser browser) {
        void stop() throws IOException {
            browser.forgetAll();
            server.close();
            if (models != null) {
                models.close();
            }
            FileSystemUtils.deleteRecursively(home);
        }
    }
}
