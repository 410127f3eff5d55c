package dev.tabletalk.adapter.llm;

import static dev.tabletalk.adapter.llm.Questions.question;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tabletalk.domain.connection.Secret;
import dev.tabletalk.domain.port.Cancellation;
import dev.tabletalk.domain.port.ModelReply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The log has the details, but no secrets. */
class ModelLogTest {
    private final FakeOpenAiServer server = FakeOpenAiServer.start();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
        root.setLevel(Level.DEBUG);
    }

    @AfterEach
    void stop() {
        root.setLevel(before);
        root.detachAppender(log);
        server.close();
    }

    private ModelReply ask(Secret key, String baseUrl) {
        ModelProperties settings = new ModelProperties(
                key,
                new Secret(baseUrl),
                "test-model",
                null,
                Questions.settings(server).timeouts(),
                1,
                Duration.ofMillis(1));
        try (OpenAiEndpoint endpoint = new OpenAiEndpoint(settings)) {
            return new OpenAiModel(endpoint, "test-model", settings.timeouts().limits())
                    .reply(question("?"), piece -> {}, new Cancellation());
        }
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void saysWhatTheServerSaidWithoutTheKey() {
        server.next(FakeAnswer.error(401, "Incorrect key:\nsk-very-secret"));

        ask(new Secret("sk-very-secret"), server.baseUrl());

        assertThat(lines())
                .anySatisfy(line -> assertThat(line).contains("giving up", "HTTP 401", "Incorrect key:"))
                .allSatisfy(
                        line -> assertThat(line).doesNotContain("very-secret").doesNotContain("\n"));
    }

    @Test
    void saysThatItTriesAgain() {
        server.next(FakeAnswer.error(500, "oops"), FakeAnswer.hangUp());

        ask(new Secret("sk-very-secret"), server.baseUrl());

        assertThat(lines())
                .anySatisfy(line -> assertThat(line).contains("Call 1", "trying again", "HTTP 500", "oops"))
                .anySatisfy(line -> assertThat(line).contains("Call 2", "giving up"));
    }

    @Test
    void sendsTheUserOfTheAddressButNeverShowsIt() {
        server.next(FakeAnswer.error(500, "oops"), FakeAnswer.error(400, "no"));

        ModelReply reply = ask(new Secret(""), server.baseUrl().replace("://", "://anna:pass-word@"));

        assertThat(server.calls())
                .allSatisfy(call ->
                        assertThat(call.headers()).containsEntry("authorization", "Basic YW5uYTpwYXNzLXdvcmQ="));
        assertThat(((ModelReply.Failed) reply).failure().message()).doesNotContain("pass-word", "anna");
        assertThat(lines()).allSatisfy(line -> assertThat(line).doesNotContain("pass-word", "anna"));
    }

    @Test
    void doesNotLogWhatPeopleAskAndModelsAnswer() {
        server.next(FakeAnswer.saying("Ordinary answer"));

        ask(new Secret("sk-very-secret"), server.baseUrl());

        assertThat(lines()).allSatisfy(line -> assertThat(line).doesNotContain("Ordinary answer", "very-secret"));
    }
}
