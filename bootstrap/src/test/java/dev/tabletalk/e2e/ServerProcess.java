package dev.tabletalk.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program in a process of its own, on a free loopback port, so that it can be killed. It does not outlive the JVM of the
 * test.
 */
final class ServerProcess implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final Pattern READY = Pattern.compile("Tabletalk is ready at http://127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final Thread undertaker;
    private final List<String> log = new ArrayList<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private ServerProcess(Process process) {
        this.process = process;
        undertaker = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(undertaker);
        Thread.ofVirtual().name("server-log").start(this::readLog);
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param settings environment variables beside the home and the port, such as OPENAI_BASE_URL
     */
    static ServerProcess start(Path home, Map<String, String> settings) {
        return start(ServerProgram.command("-Xmx512m"), home, settings);
    }

    /** @param command that starts the program, in a JVM of its own */
    static ServerProcess start(List<String> command, Path home, Map<String, String> settings) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches("(OPENAI|TABLETALK|SERVER|SPRING|JAVA)_.*"));
        builder.environment().put("TABLETALK_HOME", home.toString());
        builder.environment().put("SERVER_PORT", "0");
        builder.environment().putAll(settings);
        try {
            ServerProcess server = new ServerProcess(builder.start());
            server.awaitReady();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readLog() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher ready = READY.matcher(line);
                synchronized (log) {
                    log.add(line);
                }
                if (ready.find()) {
                    port.complete(Integer.valueOf(ready.group(1)));
                }
            }
        } catch (IOException killed) {
            // What it said before is all there is.
            return;
        } finally {
            port.completeExceptionally(new IllegalStateException("The server has ended"));
        }
    }

    private void awaitReady() {
        try {
            port.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException notReady) {
            close();
            throw new AssertionError("The server did not start:\n" + log(), notReady);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    int port() {
        return port.join();
    }

    long pid() {
        return process.pid();
    }

    /** What it has printed so far. */
    String log() {
        synchronized (log) {
            return String.join("\n", log);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM; returns at once. What it says to its end is still read, which {@link Process#destroy} would not allow. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** SIGKILL; returns when the process is gone. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Waits for its end, and fails when it does not come in time. */
    void awaitExit(Duration patience) {
        try {
            if (!process.waitFor(patience)) {
                throw new AssertionError("The server is still there after " + patience + ":\n" + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(undertaker);
        } catch (IllegalStateException shuttingDown) {
            // The hook kills what is dead already.
            return;
        }
    }
}
