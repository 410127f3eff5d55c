package dev.tabletalk.adapter.persistence;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the store is.
 *
 * @param home the folder for everything that is kept; made when it is missing, and closed to other users
 * @param storeTimeout how long a call waits while another program holds the store
 */
@ConfigurationProperties("tabletalk")
public record PersistenceSettings(
        Path home, @DefaultValue("5s") Duration storeTimeout) {
    public PersistenceSettings {
        home = home.toAbsolutePath().normalize();
    }
}
