package dev.tabletalk.adapter.jdbc;

import dev.tabletalk.domain.connection.DatabaseKind;
import java.nio.file.Path;

/**
 * A driver that is not part of the product.
 *
 * @param driverClass the only class that is made by name
 * @param group its coordinates in Maven Central
 * @param file the end of its name after artifact and version, such as "-all"; mostly empty
 */
record DriverJar(DatabaseKind kind, String driverClass, String group, String artifact, String version, String file) {
    /** What to fetch, from where, and where to put it. */
    String advice(Path folder) {
        String name = artifact + "-" + version + file + ".jar";
        return "fetch " + name + " (https://repo1.maven.org/maven2/" + group.replace('.', '/') + "/" + artifact + "/"
                + version + "/" + name + ", Maven " + group + ":" + artifact + ":" + version + ") and put it into "
                + folder + ".";
    }
}
