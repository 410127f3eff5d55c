package dev.tabletalk.adapter.jdbc;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program of the workers, in a private folder of its own: the few classes a worker needs, and DuckDB for this machine.
 * Taken out of the jars that the server runs from, however they are packed, when the first worker starts, so that none of
 * them has to unpack 70 MB again; the server itself never loads DuckDB. The folder goes when the server ends, or with the
 * next one.
 */
final class DuckDbProgram {
    private static final Logger log = LoggerFactory.getLogger(DuckDbProgram.class);
    private static final String FOLDER = "tabletalk-duckdb-";
    private static final String OURS = "dev/tabletalk/";
    private static final String DRIVER = "org/duckdb/";

    private final Path folder;
    private final List<Path> classPath;

    private DuckDbProgram(Path folder, List<Path> classPath) {
        this.folder = folder;
        this.classPath = List.copyOf(classPath);
    }

    /** Safe for any thread; the first one unpacks. */
    static DuckDbProgram get() throws IOException {
        synchronized (Holder.LOCK) {
            if (Holder.program == null) {
                Holder.program = unpack();
            }
            return Holder.program;
        }
    }

    private static final class Holder {
        static final Object LOCK = new Object();
        static @Nullable DuckDbProgram program;
    }

    /** A new folder for one worker, which nobody else may look into. */
    Path newFolder() throws IOException {
        return Files.createTempDirectory(folder, "worker");
    }

    /** How to start the worker that writes to a folder. */
    List<String> command(Path own) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.timezone=UTC",
                "-Djava.io.tmpdir=" + own,
                "-Djava.library.path=" + folder,
                "-cp",
                String.join(
                        File.pathSeparator,
                        classPath.stream().map(Path::toString).toList())));
        command.add(DuckDbWorker.class.getName());
        command.add(own.toString());
        return command;
    }

    private static DuckDbProgram unpack() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        deleteLeftOvers(temporary);
        Path folder = Files.createTempDirectory(
                temporary, FOLDER + ProcessHandle.current().pid() + "-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        List<Path> classPath = new ArrayList<>(List.of(folder));
        String library = "libduckdb_java.so_" + system() + "_" + processor();
        copy(DRIVER + "DuckDBDriver.class", folder, classPath, name -> name.startsWith(DRIVER), library);
        if (!Files.exists(folder.resolve(System.mapLibraryName("duckdb_java")))) {
            throw new IOException("There is no DuckDB for " + system() + " on " + processor());
        }
        for (Class<?> ours : List.of(DuckDbWorker.class, dev.tabletalk.domain.query.Row.class)) {
            copy(
                    ours.getName().replace('.', '/') + ".class",
                    folder,
                    classPath,
                    name -> name.startsWith(OURS) && name.endsWith(".class"),
                    "");
        }
        return new DuckDbProgram(folder, classPath);
    }

    /** Copies from the jar with a resource, or adds the folder it is in to the class path. */
    private static void copy(
            String resource, Path folder, List<Path> classPath, Predicate<String> wanted, String library)
            throws IOException {
        URL url = DuckDbProgram.class.getClassLoader().getResource(resource);
        if (url == null) {
            throw new IOException(resource + " is missing");
        }
        if (url.getProtocol().equals("file")) {
            Path file = Path.of(URI.create(url.toString()));
            classPath.add(file.resolve("../".repeat(resource.split("/").length)).normalize());
            return;
        }
        JarURLConnection connection = (JarURLConnection) url.openConnection();
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            Enumeration<JarEntry> entries = jar.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                String name = entry.getName();
                if (entry.isDirectory() || !(wanted.test(name) || name.equals(library))) {
                    continue;
                }
                Path target = folder.resolve(name.equals(library) ? System.mapLibraryName("duckdb_java") : name)
                        .normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("An entry of a jar leaves it: " + name);
                }
                Files.createDirectories(target.getParent());
                try (InputStream in = jar.getInputStream(entry)) {
                    Files.copy(in, target);
                }
            }
        }
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "macos" : "linux";
    }

    private static String processor() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return name.equals("aarch64") || name.equals("arm64") ? "arm64" : "amd64";
    }

    /** Those of servers that were killed. */
    private static void deleteLeftOvers(Path temporary) throws IOException {
        try (Stream<Path> all = Files.list(temporary)) {
            all.filter(path -> path.getFileName().toString().startsWith(FOLDER))
                    .filter(Files::isWritable)
                    .filter(path -> !isServerAlive(path))
                    .forEach(DuckDbProgram::delete);
        }
    }

    private static boolean isServerAlive(Path folder) {
        String[] parts = folder.getFileName().toString().split("-", -1);
        try {
            return ProcessHandle.of(Long.parseLong(parts[2])).isPresent();
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException other) {
            return true;
        }
    }

    /** Deletes a folder and all in it; what cannot be deleted stays. */
    static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                if (!path.toFile().delete()) {
                    log.debug("{} could not be deleted", path);
                }
            });
        } catch (IOException | UncheckedIOException gone) {
            log.debug("A folder is already gone", gone);
        }
    }
}
