package dev.tabletalk.benchmark.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server in a process of its own on a port of loopback, and what can be learnt about it from outside. */
public final class ServerProcess implements AutoCloseable {
    private static final int SECONDS_TO_END = 10;

    private final String name;
    private final int port;
    private final Path log;
    private final Process process;

    private ServerProcess(String name, int port, Path log, Process process) {
        this.name = name;
        this.port = port;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts it; it is not ready then.
     *
     * @param environment on top of that of this process; an empty value takes a variable away
     * @param log gets all that it prints
     */
    public static ServerProcess start(
            String name, int port, List<String> command, Map<String, String> environment, Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        environment.forEach((variable, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(variable);
            } else {
                builder.environment().put(variable, value);
            }
        });
        return new ServerProcess(name, port, log, builder.start());
    }

    public String name() {
        return name;
    }

    public int port() {
        return port;
    }

    public Path log() {
        return log;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Processor time so far; grows in steps of 10 ms. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Collects the garbage first. */
    public Histogram liveHeap() throws IOException, InterruptedException {
        return Histogram.parse(Jcmd.ask(pid(), "GC.class_histogram"));
    }

    /** The names of its platform threads, without those of the JIT compiler. */
    public List<String> platformThreads() throws IOException, InterruptedException {
        return ThreadNames.in(Jcmd.ask(pid(), "Thread.print"));
    }

    /** What it has open, as the links of Linux say it: {@code socket:[1234]}, the path of a file …; elsewhere nothing. */
    public List<String> openFiles() throws IOException {
        Path folder = Path.of("/proc", Long.toString(pid()), "fd");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> links = Files.list(folder)) {
            return links.map(ServerProcess::target)
                    .filter(target -> !target.isEmpty())
                    .toList();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            // closed since the folder was read
            return "";
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
