package dev.tabletalk.benchmark;

import dev.tabletalk.benchmark.client.ChatClient;
import dev.tabletalk.benchmark.floor.FloorServer;
import dev.tabletalk.benchmark.model.FakeModel;
import dev.tabletalk.benchmark.server.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The fake model and the servers of one benchmark, with a folder for their stores and logs. All is ended by closing it. */
final class Workbench implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Path folder = Files.createTempDirectory("tabletalk-bench-");
    private final FakeModel model = FakeModel.start();
    private final List<ServerProcess> servers = new ArrayList<>();
    private final Path jar;
    private final PrintStream progress;

    Workbench(Path jar, PrintStream progress) throws IOException {
        this.jar = jar;
        this.progress = progress;
    }

    FakeModel model() {
        return model;
    }

    /** Tells the person at the terminal what goes on; the figures themselves are no part of it. */
    void say(String what) {
        progress.println(what);
    }

    /** Tabletalk as people start it, with a new store and the fake model; it is ready. */
    ServerProcess startProduct() throws IOException, InterruptedException {
        int port = freePort();
        String options = System.getenv().getOrDefault("TABLETALK_JAVA_OPTIONS", "-Xmx1g");
        List<String> command = new ArrayList<>(List.of(java(), "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of(options.strip().split("\\s+", -1)));
        command.addAll(List.of("-jar", jar.toString()));
        Map<String, String> environment = Map.of(
                "TABLETALK_HOME",
                folder.resolve("home").toString(),
                "SERVER_PORT",
                Integer.toString(port),
                "SERVER_ADDRESS",
                "127.0.0.1",
                "OPENAI_BASE_URL",
                model.baseUrl(),
                "OPENAI_MODEL",
                "fake",
                "OPENAI_API_KEY",
                "");
        return start("Tabletalk", port, command, environment);
    }

    /** The floor, with a new store and the fake model; it is ready. */
    ServerProcess startFloor() throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = List.of(
                java(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                FloorServer.class.getName(),
                Integer.toString(port),
                folder.resolve("floor.db").toString(),
                model.baseUrl());
        return start("floor", port, command, Map.of());
    }

    private ServerProcess start(String name, int port, List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path log = folder.resolve(name + ".log");
        ServerProcess server;
        synchronized (servers) {
            server = ServerProcess.start(name, port, command, environment, log);
            servers.add(server);
        }
        say("Starting " + name + ": process " + server.pid() + ", log " + log);
        long deadline = System.nanoTime() + START.toNanos();
        while (!answers(port)) {
            if (!server.isAlive() || System.nanoTime() > deadline) {
                throw new IOException(name + " did not start; see " + log);
            }
            Thread.sleep(LOOK);
        }
        return server;
    }

    private static boolean answers(int port) {
        try (ChatClient client = new ChatClient(port)) {
            client.prepare();
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** Ends everything and deletes the stores; the logs stay. May be called twice, and from any thread. */
    @Override
    public void close() {
        synchronized (servers) {
            servers.forEach(ServerProcess::close);
            servers.clear();
        }
        model.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder) && !file.toString().endsWith(".log")) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            say("Some files were left in " + folder + ": " + e);
        }
    }
}
