package dev.tabletalk.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lives in a server after a full collection.
 *
 * @param bytes of all objects
 * @param counts how many objects each class has
 * @param threads names of the platform's threads, the virtual machine's own among them
 */
record ServerObjects(long bytes, Map<String, Long> counts, List<String> threads) {
    private static final Pattern CLASS = Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+)");
    private static final String AGENT = "dev.tabletalk.application.agent.";

    static ServerObjects of(ServerProcess server) throws IOException, InterruptedException {
        Map<String, Long> counts = new TreeMap<>();
        long bytes = 0;
        Matcher line = CLASS.matcher(ask(server, "GC.class_histogram"));
        while (line.find()) {
            counts.merge(line.group(3), Long.valueOf(line.group(1)), Long::sum);
            bytes += Long.parseLong(line.group(2));
        }
        List<String> threads = ask(server, "Thread.print")
                .lines()
                .filter(text -> text.startsWith("\""))
                .map(text -> text.substring(1, text.indexOf('"', 1)))
                .sorted()
                .toList();
        return new ServerObjects(bytes, counts, threads);
    }

    /** Runs that something still refers to. */
    long runs() {
        return counts.getOrDefault(AGENT + "LiveRun", 0L);
    }

    /** The agent's objects, by class: runs, their logs and whoever waits for them. */
    Map<String, Long> ofAgent() {
        Map<String, Long> agent = new TreeMap<>(counts);
        agent.keySet().removeIf(name -> !name.startsWith(AGENT) || name.contains("$$Lambda"));
        return agent;
    }

    private static String ask(ServerProcess server, String question) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(server.pid()),
                        question)
                .redirectErrorStream(true)
                .start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd could not answer: " + answer);
        }
        return answer;
    }
}
