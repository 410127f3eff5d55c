package dev.tabletalk.failures;

import dev.tabletalk.e2e.ServerProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The program as a process of its own that may not write a file beyond a size: to it, the disk is full there. */
final class LimitedServer implements AutoCloseable {
    private static final String READY = "Tabletalk is ready at ";
    private static final int START_SECONDS = 300;
    private static final int END_SECONDS = 120;

    private final Process process;
    private final CompletableFuture<String> address = new CompletableFuture<>();

    private LimitedServer(Process process) {
        this.process = process;
        Thread.ofVirtual().name("limited-server-output").start(this::read);
    }

    static LimitedServer start(Path home, int kibibytes, String... properties) {
        List<String> command =
                new ArrayList<>(List.of("bash", "-c", "ulimit -f " + kibibytes + " && exec \"$0\" \"$@\""));
        command.addAll(ServerProgram.command("-Xmx256m", "-XX:-UsePerfData"));
        command.addAll(
                List.of("--tabletalk.home=" + home, "--server.port=0", "--OPENAI_API_KEY=", "--OPENAI_BASE_URL="));
        for (String property : properties) {
            command.add("--" + property);
        }
        try {
            return new LimitedServer(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        StringBuilder all = new StringBuilder();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                all.append(line).append('\n');
                int ready = line.indexOf(READY);
                if (ready >= 0) {
                    address.complete(line.substring(ready + READY.length()).strip());
                }
            }
            address.completeExceptionally(new IllegalStateException("It ended:\n" + all));
        } catch (IOException e) {
            address.completeExceptionally(e);
        }
    }

    Rest rest() {
        return new Rest(address.orTimeout(START_SECONDS, TimeUnit.SECONDS).join());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as a service manager does. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("It did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
