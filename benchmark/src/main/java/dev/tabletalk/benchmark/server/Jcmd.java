package dev.tabletalk.benchmark.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The tool of the JDK that asks a running Java program about itself. */
final class Jcmd {
    private Jcmd() {}

    /** What it answers. */
    static String ask(long pid, String... question) throws IOException, InterruptedException {
        String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        List<String> command = Stream.concat(Stream.of(program, Long.toString(pid)), Stream.of(question))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd could not answer: " + answer);
        }
        return answer;
    }
}
