package dev.tabletalk.failures;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.tabletalk.adapter.jdbc.PostgresServer;
import dev.tabletalk.adapter.llm.FakeCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Passwords of databases are looked for in everything that is kept, logged, answered, or sent to the model. */
@ExtendWith(World.Shared.class)
class SecretsIT {
    private static final PostgresServer SERVER = PostgresServer.get();
    private static final String RIGHT = "Telling-Right_7c1f &?;%{}$";
    private static final String CHANGED = "Telling-Changed_a91e 🔑'\"\\";
    private static final String WRONG = "Telling-Wrong_55d0 <x>";
    private static final String QUERY = "SELECT 42 AS answer";

    private final World world;
    private final Rest rest;
    private final List<String> answers = new ArrayList<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    private Level before = Level.INFO;

    SecretsIT(World world) {
        this.world = world;
        this.rest = world.rest();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /** Everything of ours and of the database driver, with stack traces, also what is usually not logged. */
    @BeforeEach
    void listenToTheLog() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(root().getLoggerContext());
        encoder.setPattern("%level %logger %m %mdc%n%ex{full}");
        encoder.start();
        appender.setContext(root().getLoggerContext());
        appender.setEncoder(encoder);
        appender.setOutputStream(log);
        appender.start();
        root().addAppender(appender);
        before = ours().getLevel() == null ? Level.INFO : ours().getLevel();
        ours().setLevel(Level.TRACE);
    }

    private static Logger ours() {
        return (Logger) LoggerFactory.getLogger("dev.tabletalk");
    }

    @AfterEach
    void leaveTheLog() {
        ours().setLevel(before);
        root().detachAppender(appender);
        appender.stop();
    }

    @Test
    void areNowhere() throws Exception {
        SERVER.addRole("telling", RIGHT.replace("'", "''"));
        Map<String, Object> connection = Map.of(
                "id", "telling",
                "name", "Telling",
                "kind", "postgresql",
                "host", "127.0.0.1",
                "port", SERVER.port(),
                "database", "postgres",
                "username", "telling",
                "password", RIGHT);
        assertThat(post("/dbs", with(connection, "password", WRONG))).isEqualTo(502);
        assertThat(post("/dbs", connection)).isEqualTo(201);
        assertThat(post("/dbs", connection)).isEqualTo(409);
        assertThat(post("/dbs", with(connection, "host", "http://" + RIGHT))).isEqualTo(400);
        assertThat(post("/dbs", with(connection, "options", Map.of("sslmode", RIGHT))))
                .isEqualTo(400);
        assertThat(post("/dbs", with(connection, "port", "no number"))).isEqualTo(400);
        assertThat(post("/dbs", with(connection, "password", WRONG.repeat(100))))
                .isEqualTo(400);
        assertThat(post("/dbs", with(connection, "password", Map.of("x", RIGHT))))
                .isEqualTo(400);
        get("/dbs");
        get("/dbs/telling");
        post("/dbs/telling/test", Map.of());
        assertThat(patch(Map.of("password", WRONG))).isEqualTo(502);
        assertThat(patch(Map.of("password", RIGHT, "host", "no such.host"))).isEqualTo(400);
        assertThat(patch(Map.of("name", "Telling more"))).isEqualTo(200);
        SERVER.execute("ALTER ROLE telling PASSWORD '" + CHANGED.replace("'", "''") + "'");
        assertThat(patch(Map.of("password", CHANGED))).isEqualTo(200);
        run();
        get("/dbs/telling/schema");
        post("/dbs/telling/query", Map.of("sql", "SELECT passwd FROM pg_shadow"));
        // The saved password is wrong from here on.
        SERVER.execute("ALTER ROLE telling PASSWORD 'another'");
        SERVER.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'telling'");
        assertThat(post("/dbs/telling/test", Map.of())).isEqualTo(502);
        run();
        post("/dbs/telling/query", Map.of("sql", QUERY));
        answers.add(rest.send(java.net.http.HttpRequest.newBuilder(
                        java.net.URI.create(world.server().url("/v3/api-docs"))))
                .body());
        assertNowhere();
        assertThat(rest.send(rest.request("/dbs/telling").DELETE()).statusCode())
                .isEqualTo(204);
        assertNowhere();
    }

    private void run() {
        world.model().answering(call -> FakeScripts.queryThenAnswer(call, QUERY));
        String conversation = rest.newConversation("telling");
        rest.ask(conversation, "How many?").forEach(event -> answers.add(event.toString()));
        get("/conversations/" + conversation);
        world.model().calls().stream().map(FakeCall::toString).forEach(answers::add);
    }

    private static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
        Map<String, Object> changed = new java.util.HashMap<>(body);
        changed.put(name, value);
        return changed;
    }

    private int post(String path, Map<String, ?> body) {
        return keep(rest.post(path, body, "application/json"));
    }

    private int patch(Map<String, ?> body) {
        return keep(rest.send(rest.request("/dbs/telling")
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))));
    }

    private void get(String path) {
        assertThat(keep(rest.send(rest.request(path).GET()))).isEqualTo(200);
    }

    private int keep(HttpResponse<String> response) {
        answers.add(response.headers().map() + "\n" + response.body());
        return response.statusCode();
    }

    private void assertNowhere() throws IOException {
        List<String> places = new ArrayList<>(answers);
        places.add(log.toString(StandardCharsets.UTF_8));
        Path store = world.store();
        try (Stream<Path> files = Files.walk(store.resolveSibling(""))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                places.add(read(file));
            }
        }
        assertThat(places).anyMatch(place -> place.startsWith("SQLite format 3"));
        for (String password : List.of(RIGHT, CHANGED, WRONG)) {
            for (String form : forms(password)) {
                for (String place : places) {
                    assertThat(place.contains(form))
                            .as("\"%s\" in %s", form, place.substring(0, Math.min(2_000, place.length())))
                            .isFalse();
                }
            }
        }
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException goneMeanwhile) {
            return "";
        }
    }

    /** How a text looks when it is written for some format; the first part of it is the same in most. */
    private static List<String> forms(String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        return List.of(
                password,
                password.substring(0, 16),
                new String(bytes, StandardCharsets.ISO_8859_1),
                URLEncoder.encode(password, StandardCharsets.UTF_8),
                Base64.getEncoder().withoutPadding().encodeToString(bytes).substring(0, 16),
                HexFormat.of().formatHex(bytes, 0, 12),
                HexFormat.of().withUpperCase().formatHex(bytes, 0, 12));
    }
}
