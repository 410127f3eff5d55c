package dev.tabletalk;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where Tabletalk keeps its data when nobody says otherwise: the data folder of the platform. */
final class Home {
    private Home() {}

    /**
     * The property {@code tabletalk.home}, unless the environment names it.
     *
     * @param system as the property {@code os.name} gives it
     */
    static Map<String, Object> defaults(String system, Map<String, String> environment) {
        return Map.of("tabletalk.home", folder(system, environment).toString());
    }

    /** The folder that the environment names, or else that of the platform. */
    static Path chosen(String system, Map<String, String> environment) {
        String named = environment.getOrDefault("TABLETALK_HOME", "");
        return named.isBlank() ? folder(system, environment) : Path.of(named);
    }

    private static Path folder(String system, Map<String, String> environment) {
        String user = environment.getOrDefault("HOME", System.getProperty("user.home", "."));
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("mac")) {
            return Path.of(user, "Library", "Application Support", "Tabletalk");
        }
        if (name.contains("windows")) {
            return Path.of(environment.getOrDefault("LOCALAPPDATA", user), "Tabletalk");
        }
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        return data.isBlank() ? Path.of(user, ".local", "share", "tabletalk") : Path.of(data, "tabletalk");
    }
}
