package dev.tabletalk.e2e;

import dev.tabletalk.Tabletalk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the program is started in a process of its own. Most of a start is the loading of some 20,000 classes; the JDK keeps
 * them in a cache (JEP 483), made once by the first test that wants a process and used until the program changes. Whoever
 * wants one meanwhile starts it without, and so does everybody where it cannot be made.
 */
public final class ServerProgram {
    private static final Path FOLDER = Path.of("target", "server");
    private static final Duration LONGEST_MAKING = Duration.ofMinutes(5);
    /** What makes it start soon; none of it changes what the program does. The log of the JVM is of use to nobody here. */
    private static final List<String> FLAGS = List.of(
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xlog:disable", "--enable-native-access=ALL-UNNAMED");

    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static @Nullable List<String> cached;

    private ServerProgram() {}

    /**
     * The command that starts it; arguments of the program may follow.
     *
     * @param flags of the JVM beside ours, such as its heap
     */
    public static List<String> command(String... flags) {
        return command(List.of(flags), classes());
    }

    private static List<String> command(List<String> flags, List<String> classes) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(flags);
        command.addAll(classes);
        command.add(Tabletalk.class.getName());
        return command;
    }

    private static synchronized List<String> classes() {
        List<String> known = cached;
        if (known != null) {
            return known;
        }
        List<String> without = List.of("-cp", CLASS_PATH);
        try {
            List<String> made = cache(FOLDER.resolve(key()));
            cached = made;
            return made == null ? without : made;
        } catch (IOException | RuntimeException | AssertionError impossible) {
            System.err.println(
                    "Servers start slowly, because their classes could not be put into a cache: " + impossible);
            cached = without;
            return without;
        }
    }

    /** @return null when another JVM is making it */
    private static @Nullable List<String> cache(Path folder) throws IOException {
        Path cache = folder.resolve("server.aot");
        List<String> jars = List.of("-cp", String.join(System.getProperty("path.separator"), jars(folder, false)));
        if (!Files.exists(cache)) {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                            FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    return null;
                }
                deleteOthers(folder);
                jars(folder, true);
                train(jars, folder);
            }
        }
        List<String> classes = new ArrayList<>(jars);
        classes.addFirst("-XX:AOTCache=" + cache.toAbsolutePath());
        return classes;
    }

    /** The class path with a jar for each folder, because the cache knows jars only. */
    private static List<String> jars(Path folder, boolean make) {
        List<String> jars = new ArrayList<>();
        for (String entry : new LinkedHashSet<>(entries())) {
            if (Files.isDirectory(Path.of(entry))) {
                String jar =
                        folder.resolve(jars.size() + ".jar").toAbsolutePath().toString();
                if (make) {
                    jar("--create", "--no-compress", "--file", jar, "-C", entry, ".");
                }
                jars.add(jar);
            } else if (Files.exists(Path.of(entry))) {
                jars.add(entry);
            }
        }
        return jars;
    }

    private static void jar(String... arguments) {
        if (ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err, arguments) != 0) {
            throw new IllegalStateException("No jar could be made: " + String.join(" ", arguments));
        }
    }

    /** Starts it and asks once, so that what answers a question is in the cache too. */
    private static void train(List<String> jars, Path folder) throws IOException {
        Path draft = folder.resolve("draft.aot");
        List<String> command = command(List.of("-XX:AOTCacheOutput=" + draft.toAbsolutePath()), jars);
        try (ServerProcess server = ServerProcess.start(command, folder.resolve("home"), Map.of())) {
            Api api = new Api(server.port());
            api.replay(api.ask(api.conversation(), "How many customers do we have?"), 0);
            server.terminate();
            server.awaitExit(LONGEST_MAKING);
        }
        Files.move(draft, folder.resolve("server.aot"));
    }

    /** Changes with the program. */
    private static String key() throws IOException {
        StringBuilder facts = new StringBuilder(Runtime.version() + CLASS_PATH);
        for (String entry : entries()) {
            try (Stream<Path> files = Files.walk(Path.of(entry))) {
                for (Path file : files.sorted().toList()) {
                    facts.append(file).append(Files.size(file)).append(Files.getLastModifiedTime(file));
                }
            }
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(facts.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> entries() {
        return Stream.of(CLASS_PATH.split(System.getProperty("path.separator"), -1))
                .filter(entry -> Files.exists(Path.of(entry)))
                .toList();
    }

    private static void deleteOthers(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(FOLDER)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(FOLDER) && !file.equals(FOLDER.resolve("lock")) && !file.equals(folder)) {
                    Files.delete(file);
                }
            }
        }
    }
}
