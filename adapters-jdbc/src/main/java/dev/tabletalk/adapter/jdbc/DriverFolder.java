package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.failure.Failure;
import dev.tabletalk.domain.failure.FailureCode;
import dev.tabletalk.domain.failure.FailureException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The drivers that the administrator dropped into a folder. Each is loaded when it is first used, apart from our own classes
 * and from the other drivers, and only by the name of a class that is known. Safe for any thread.
 */
final class DriverFolder {
    private static final Logger log = LoggerFactory.getLogger(DriverFolder.class);
    private final Path folder;
    private final Map<DriverJar, Driver> drivers = new ConcurrentHashMap<>();

    DriverFolder(Path folder) {
        this.folder = folder;
    }

    /** What of ours a driver can see: the sockets it has to use, and where it logs to. */
    private static final class Window extends ClassLoader {
        private static final List<String> SEEN =
                List.of(CheckedSocketFactory.class.getName(), LinkLocalSocketFactory.class.getName());

        Window() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (SEEN.contains(name) || name.startsWith("org.slf4j.")) {
                return DriverFolder.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }

    /** Makes the folder, for its owner only. */
    void make() {
        try {
            Files.createDirectories(folder);
            if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            log.warn("The folder for drivers could not be made", e);
        }
    }

    /** @throws FailureException DATABASE_UNREACHABLE that says which file to fetch, when it is missing or is something else */
    Driver driver(DriverJar jar) {
        Driver known = drivers.get(jar);
        return known == null ? drivers.computeIfAbsent(jar, this::load) : known;
    }

    private Driver load(DriverJar jar) {
        List<Path> files = files(jar);
        if (files.isEmpty()) {
            throw FailureException.of(FailureCode.DATABASE_UNREACHABLE, "The driver is missing: " + jar.advice(folder));
        }
        try {
            return (Driver) new URLClassLoader(jar.driverClass(), urls(files), new Window())
                    .loadClass(jar.driverClass())
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError | ClassCastException | MalformedURLException e) {
            log.warn("The driver {} could not be loaded from {}", jar.driverClass(), files, e);
            throw new FailureException(
                    new Failure(
                            FailureCode.DATABASE_UNREACHABLE,
                            "The driver could not be loaded from " + folder + ": " + jar.advice(folder)),
                    e);
        }
    }

    private static URL[] urls(List<Path> files) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (Path file : files) {
            urls.add(file.toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    /** The jars of a folder with the name of the kind, or else the one in the folder that has the driver in it. */
    private List<Path> files(DriverJar jar) {
        List<Path> own = jars(folder.resolve(jar.kind().id()));
        return own.isEmpty()
                ? jars(folder).stream()
                        .filter(file -> holds(file, jar))
                        .limit(1)
                        .toList()
                : own;
    }

    private static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            log.warn("The folder {} could not be read", folder, e);
            return List.of();
        }
    }

    private static boolean holds(Path file, DriverJar jar) {
        try (JarFile content = new JarFile(file.toFile())) {
            return content.getEntry(jar.driverClass().replace('.', '/') + ".class") != null;
        } catch (IOException e) {
            log.warn("{} is no jar", file, e);
            return false;
        }
    }
}
